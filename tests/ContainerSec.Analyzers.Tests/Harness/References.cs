using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>What code under test compiles against: the framework of the test run, and libraries as NuGet keeps them.</summary>
internal static class References
{
    private static readonly string PackageRoot = typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "NuGetPackageRoot").Value!;

    public static IReadOnlyList<MetadataReference> Framework { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" || name.StartsWith("Microsoft.CSharp", StringComparison.Ordinal)))
            .Where(static p => p.Contains("Microsoft.NETCore.App", StringComparison.Ordinal))
            .Select(static p => MetadataReference.CreateFromFile(p))];

    public static IReadOnlyList<MetadataReference> Testcontainers4 { get; } =
    [
        .. Package("testcontainers", "4.16.0"), .. Package("testcontainers.postgresql", "4.16.0"), .. Package("testcontainers.mssql", "4.16.0"), .. Package("testcontainers.mysql", "4.16.0"),
        .. Package("testcontainers.mongodb", "4.16.0"), .. Package("testcontainers.rabbitmq", "4.16.0"), .. Package("testcontainers.redis", "4.16.0"), .. Package("testcontainers.k3s", "4.16.0"),
        .. Package("testcontainers.localstack", "4.16.0"), .. DockerDotNetEnhanced,
    ];

    public static IReadOnlyList<MetadataReference> Testcontainers3 { get; } =
        [.. Package("testcontainers", "3.10.0"), .. Package("testcontainers.postgresql", "3.10.0"), .. DockerDotNet];

    public static IReadOnlyList<MetadataReference> DockerDotNet => [.. Package("docker.dotnet", "3.125.15"), .. Package("docker.dotnet.x509", "3.125.15")];

    public static IReadOnlyList<MetadataReference> DockerDotNetEnhanced =>
        [.. Package("docker.dotnet.enhanced", "4.3.3"), .. Package("docker.dotnet.enhanced.handler.abstractions", "4.3.3"), .. Package("docker.dotnet.enhanced.x509", "4.3.3")];

    public static IReadOnlyList<MetadataReference> KubernetesClient { get; } = Package("kubernetesclient", "21.0.8");

    // The newest framework that a package has a folder for.
    private static PortableExecutableReference[] Package(string id, string version)
    {
        var lib = Path.Combine(PackageRoot, id, version, "lib");
        var folder = (string[])["net10.0", "net9.0", "net8.0", "net6.0", "netstandard2.1", "netstandard2.0"];
        var chosen = folder.Select(f => Path.Combine(lib, f)).First(Directory.Exists);
        return [.. Directory.GetFiles(chosen, "*.dll").Select(static dll => MetadataReference.CreateFromFile(dll))];
    }
}
