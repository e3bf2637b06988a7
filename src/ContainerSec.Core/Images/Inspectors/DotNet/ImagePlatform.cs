using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The platform of an image in the words of .NET: which runtime identifiers run on it.</summary>
/// <remarks>dotnet/runtime, PortableRuntimeIdentifierGraph.json: <c>linux-musl-x64</c> falls back to <c>linux-musl</c>, <c>linux-x64</c>, <c>linux</c>, <c>unix-x64</c>, <c>unix</c>, <c>any</c>.</remarks>
internal sealed class ImagePlatform
{
    // What an image does not say excludes nothing.
    private readonly HashSet<string>? _identifiers;

    public ImagePlatform(ImageFacts facts)
    {
        var architecture = ArchitectureOf(facts.Configuration.Architecture, facts.Configuration.Variant);
        if (architecture is null)
            return;
        string[] families = facts.Configuration.Os switch
        {
            "linux" when IsMusl(facts.View) => ["linux-musl", "linux", "unix"],
            "linux" => ["linux", "unix"],
            "windows" => ["win"],
            "freebsd" => ["freebsd", "unix"],
            _ => [],
        };
        if (families.Length > 0)
            _identifiers = new(families.SelectMany(f => new[] { f, $"{f}-{architecture}" }).Append("any").Append("base"), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether files for a runtime identifier are used. Those of single distributions and versions (<c>ubuntu.18.04-x64</c>, <c>win10-x64</c>) are not, since .NET 8.</summary>
    public bool Runs(string? runtimeIdentifier) => runtimeIdentifier is null || _identifiers is null || _identifiers.Contains(runtimeIdentifier);

    private static string? ArchitectureOf(string? architecture, string? variant) => architecture switch
    {
        "amd64" => "x64",
        "386" => "x86",
        "arm" => variant == "v6" ? "armv6" : "arm",
        "loong64" => "loongarch64",
        "arm64" or "s390x" or "ppc64le" or "riscv64" => architecture,
        _ => null,
    };

    // The loader of musl has this name in every distribution that uses it.
    private static bool IsMusl(MergedView view) => new[] { "x86_64", "aarch64", "armhf", "i386", "riscv64", "s390x", "powerpc64le", "loongarch64" }.Any(a => view.Find($"lib/ld-musl-{a}.so.1") is not null);
}
