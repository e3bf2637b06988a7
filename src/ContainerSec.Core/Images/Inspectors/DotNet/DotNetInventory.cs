using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The conclusion about one image: its .NET applications, packages and frameworks.</summary>
internal sealed class DotNetInventory
{
    private const string ManifestSuffix = ".deps.json";
    private const string ConfigurationSuffix = ".runtimeconfig.json";

    private readonly ImageFacts _facts;
    private readonly ImageReportBuilder _report;
    private readonly ImagePlatform _platform;
    private readonly Dictionary<string, RuntimeConfiguration> _configurations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DependencyManifest> _manifests = new(StringComparer.Ordinal);
    private readonly DotNetInstallations _installations;
    private readonly LooseAssemblies _assemblies;

    public DotNetInventory(ImageFacts facts, ImageReportBuilder report)
    {
        (_facts, _report, _platform) = (facts, report, new ImagePlatform(facts));
        foreach (var fact in facts.Visible<RuntimeConfigurationFact>())
            _configurations[fact.Path] = fact.Fact.Configuration;
        foreach (var fact in facts.Visible<DependencyManifestFact>())
            _manifests[fact.Path] = fact.Fact.Manifest;
        _installations = new DotNetInstallations(facts, _configurations);
        _assemblies = new LooseAssemblies(facts);
    }

    public void Conclude()
    {
        foreach (var fact in _facts.Visible<DependencyManifestFact>())
            AddManifest(fact);
        foreach (var fact in _facts.Visible<DotNetToolFact>())
            _report.Packages.Add(DotNetPackages.Package(fact.Fact.Id, fact.Fact.Version, fact.Path, fact.Layer));
        foreach (var fact in _facts.Visible<RuntimeConfigurationFact>())
            AddConfiguration(fact);
        foreach (var fact in _facts.Visible<BundleFact>())
            AddBundle(fact);
        foreach (var fact in _facts.Visible<NativeApplicationFact>())
            AddNative(fact);
        _assemblies.Conclude(_report);
    }

    private void AddManifest(Placed<DependencyManifestFact> fact)
    {
        var packages = new DotNetPackages(fact.Fact.Manifest, fact.Path, fact.Layer, _platform);
        if (DotNetFolder.IsFramework(fact.Path, out _, out var name, out var version))
        {
            _report.Packages.Add(packages.Framework(name, version));
            _report.Packages.AddRange(packages.BesideFramework(name));
            return;
        }

        _report.Packages.AddRange(packages.Find(_facts.View, FolderOf(fact.Path)));
        _assemblies.Know(packages.Files);
        if (packages.Missing.Count > 0 && !DotNetFolder.IsOfInstallation(fact.Path))
            Gap(fact.Path, fact.Layer, $"No file of {List(packages.Missing)} is in the image, though the deps.json names it; not listed as a package.");
    }

    private void AddConfiguration(Placed<RuntimeConfigurationFact> fact)
    {
        if (DotNetFolder.IsSdk(fact.Path, out var version))
            _report.DotNetSdks.Add(new DotNetSdk { Version = version, Path = FolderOf(fact.Path).TrimEnd('/'), Layer = fact.Layer });
        if (DotNetFolder.IsOfInstallation(fact.Path))
            return;
        var configuration = fact.Fact.Configuration;
        var stem = fact.Path[..^ConfigurationSuffix.Length];
        var manifest = _manifests.GetValueOrDefault(stem + ManifestSuffix);
        // Self-contained: the frameworks are named as included. Before 3.0 none were named at all.
        var isSelfContained = configuration.Frameworks.Count == 0;
        var path = _facts.View.Find(stem + ".dll") is { } assembly ? assembly.Path : fact.Path;
        _report.DotNetApplications.Add(new DotNetApplication
        {
            Path = path,
            Deployment = isSelfContained ? DotNetDeployment.SelfContained : DotNetDeployment.FrameworkDependent,
            TargetFramework = configuration.TargetFramework ?? manifest?.TargetFramework,
            Frameworks = isSelfContained ? Included(configuration) : _installations.Resolve(configuration),
            Compilation = (manifest is not null && DotNetPackages.IsTrimmed(manifest) ? DotNetCompilation.Trimmed : 0) | (_assemblies.IsReadyToRun(path) ? DotNetCompilation.ReadyToRun : 0),
            HasKnownPackages = manifest is not null,
            Layer = fact.Layer,
        });
        if (manifest is not null)
            return;
        _assemblies.Skip(FolderOf(path));
        Gap(path, fact.Layer, "The .NET application has no deps.json that can be read; its packages cannot be told.");
    }

    private void AddBundle(Placed<BundleFact> fact)
    {
        var bundle = fact.Fact;
        var configuration = bundle.Configuration ?? new RuntimeConfiguration();
        var isSelfContained = configuration.Frameworks.Count == 0;
        _report.DotNetApplications.Add(new DotNetApplication
        {
            Path = fact.Path,
            Deployment = isSelfContained ? DotNetDeployment.SelfContainedSingleFile : DotNetDeployment.SingleFile,
            TargetFramework = configuration.TargetFramework ?? bundle.Manifest?.TargetFramework,
            Frameworks = isSelfContained ? Included(configuration) : _installations.Resolve(configuration),
            Compilation = (bundle.IsCompressed ? DotNetCompilation.Compressed : 0) | (bundle.Manifest is { } m && DotNetPackages.IsTrimmed(m) ? DotNetCompilation.Trimmed : 0),
            HasKnownPackages = bundle.Manifest is not null,
            Layer = fact.Layer,
        });
        if (bundle.Manifest is null)
        {
            Gap(fact.Path, fact.Layer, $"The .NET single-file application has no deps.json that can be read among its {bundle.Files.Count:N0} files; its packages cannot be told.");
            return;
        }

        var files = new HashSet<string>(bundle.Files.Select(static f => f.Replace('\\', '/')), StringComparer.OrdinalIgnoreCase);
        var packages = new DotNetPackages(bundle.Manifest, fact.Path, fact.Layer, _platform);
        _report.Packages.AddRange(packages.Find(_facts.View, FolderOf(fact.Path), files.Contains, fact.Path));
        _assemblies.Know(packages.Files);
        if (packages.Missing.Count > 0)
            Gap(fact.Path, fact.Layer, $"No file of {List(packages.Missing)} is in the single file or beside it, though its deps.json names it; not listed as a package.");
    }

    private void AddNative(Placed<NativeApplicationFact> fact)
    {
        // 10.0.1-servicing.1+95017c71…: after the plus stands the commit.
        var version = fact.Fact.Compiler?.Split('+')[0];
        _report.DotNetApplications.Add(new DotNetApplication
        {
            Path = fact.Path,
            Deployment = DotNetDeployment.NativeAot,
            NativeCompiler = version is null ? null : $"ilc {version}",
            Layer = fact.Layer,
        });
        Gap(fact.Path, fact.Layer, $"The .NET application was compiled ahead of time{(version is null ? "" : $" (ilc {version})")}: the runtime and all packages are in one program, and which packages those are cannot be told.");
    }

    private static IReadOnlyList<DotNetFramework> Included(RuntimeConfiguration configuration) =>
        [.. configuration.IncludedFrameworks.Select(static f => new DotNetFramework { Name = f.Name, Requested = f.Version, Resolved = f.Version })];

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static string List(IReadOnlyList<string> names) =>
        names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more packages";

    private void Gap(string path, string layer, string message) =>
        _report.Gaps.Add(new Gap { Code = GapCodes.DotNetApplication, Layer = layer, Path = path, Message = message });
}
