using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The installations of .NET in an image, and which of them an application runs on.</summary>
internal sealed class DotNetInstallations
{
    // Usual places, in the order in which an application's own host looks: dotnet/designs, install-locations; then what distributions use.
    private static readonly string[] UsualRoots = ["usr/share/dotnet", "usr/lib/dotnet", "usr/lib64/dotnet", "root/.dotnet", "opt/dotnet"];
    private const int MaxVersions = 1000;

    private readonly SortedDictionary<string, List<InstalledFramework>> _roots = new(StringComparer.Ordinal);
    private readonly FrameworkResolver _resolver;

    public DotNetInstallations(ImageFacts facts, IReadOnlyDictionary<string, RuntimeConfiguration> configurations)
    {
        foreach (var fact in facts.Visible<DependencyManifestFact>())
        {
            if (!DotNetFolder.IsFramework(fact.Path, out var root, out var name, out var text) || FrameworkVersion.Parse(text) is not { } version)
                continue;
            if (!_roots.TryGetValue(root, out var frameworks))
                _roots[root] = frameworks = [];
            if (frameworks.Count < MaxVersions)
            {
                frameworks.Add(new InstalledFramework
                {
                    Name = name,
                    Version = version,
                    VersionText = text,
                    Frameworks = configurations.GetValueOrDefault($"{fact.Path[..^".deps.json".Length]}.runtimeconfig.json")?.Frameworks ?? [],
                });
            }
        }

        var environment = EnvironmentOf(facts);
        var chosen = Root(facts.View, environment) is { } found ? _roots[found] : [];
        _resolver = new FrameworkResolver(chosen, RuntimeConfigurationReader.RollForwardOf(environment("DOTNET_ROLL_FORWARD")), environment("DOTNET_ROLL_FORWARD_TO_PRERELEASE") == "1");
    }

    /// <summary>The shared frameworks that an application loads.</summary>
    public IReadOnlyList<DotNetFramework> Resolve(RuntimeConfiguration application) => _resolver.Resolve(application);

    private static Func<string, string?> EnvironmentOf(ImageFacts facts)
    {
        var variables = facts.Configuration.Config?.Env ?? [];
        return name => variables.FindLast(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
    }

    // An application's host reads DOTNET_ROOT; "dotnet app.dll" takes the folder of the dotnet that PATH leads to.
    private string? Root(MergedView view, Func<string, string?> environment)
    {
        var candidates = new List<string>();
        if (environment("DOTNET_ROOT") is { Length: > 0 } stated)
            candidates.Add(view.Find(stated)?.Path ?? stated.Trim('/'));
        foreach (var folder in (environment("PATH") ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").Split(':'))
        {
            if (view.Find($"{folder}/dotnet") is { Type: EntryType.File or EntryType.HardLink } program && program.Path.LastIndexOf('/') is var slash and > 0)
                candidates.Add(program.Path[..slash]);
        }

        return candidates.Concat(UsualRoots).Concat(_roots.Keys).FirstOrDefault(_roots.ContainsKey);
    }
}
