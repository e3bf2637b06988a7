using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using ContainerSec.Testing;

namespace ContainerSec.Analyzers.Tests.Consumers;

/// <summary>The package in a folder that NuGet restores from, under a version of its own: no cache has seen it.</summary>
internal sealed class ConsumerFeed : IDisposable
{
    private readonly string _feed;

    public ConsumerFeed()
    {
        Root = Directory.CreateTempSubdirectory("containersec").FullName;
        _feed = Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;
        // The sources that the machine has configured apply too.
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"<configuration><packageSources><add key=\"consumer\" value=\"{_feed}\" /></packageSources></configuration>\n");
    }

    public string Root { get; }

    public string Version { get; } = $"0.1.0-consumer.{DateTime.UtcNow.Ticks}";

    public async Task PackAsync()
    {
        var project = Path.Combine(Repository.Root, "src", "ContainerSec.Analyzers.Package");
        var (exit, output) = await RunAsync(project, ["pack", "--no-build", "--nologo", "-v", "q", "-c", Metadata("Configuration"), "-o", _feed, "-p:Version=" + Version]);
        Assert.AreEqual(0, exit, output);
    }

    /// <summary>The files of the package, sorted; what NuGet adds for itself left out.</summary>
    public IReadOnlyList<string> Files()
    {
        using var package = ZipFile.OpenRead(Assert.ContainsSingle(Directory.GetFiles(_feed, "*.nupkg")));
        return [.. package.Entries.Select(static e => e.FullName).Where(static n => !n.StartsWith("_rels/", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal) && n != "[Content_Types].xml").Order(StringComparer.Ordinal)];
    }

    public async Task<(int Exit, string Output)> RunAsync(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the machine has restored before is used, what is restored here leaves with the folder.
        start.Environment["NUGET_FALLBACK_PACKAGES"] = Metadata("NuGetPackageRoot");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A compiler that stays in memory may hold the analyzer for a while.
        }
    }

    internal static string Metadata(string key) => typeof(ConsumerFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
