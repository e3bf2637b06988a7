using System.Collections.Concurrent;
using System.Diagnostics;

namespace ContainerSec.Testing.Images;

/// <summary>Layers that real tools made, with what those tools say of them: by <c>eng/make-test-images.sh</c>, each once a run and on demand.</summary>
/// <remarks>
/// A kind that takes minutes or the network is made only where the variable <c>CI</c> is set, or <c>CONTAINERSEC_TEST_IMAGES</c> names a folder in which it is kept for later runs.
/// A test that gets null is inconclusive.
/// </remarks>
public static class RealImages
{
    private static readonly ConcurrentDictionary<string, Lazy<string?>> s_folders = new(StringComparer.Ordinal);
    private static readonly string? s_kept = Environment.GetEnvironmentVariable("CONTAINERSEC_TEST_IMAGES") is { Length: > 0 } kept ? kept : null;
    private static readonly Lazy<string> s_temporary = new(CreateTemporary);

    /// <summary>A minimal Debian by debootstrap: a folder with <c>layer.tar</c>, and <c>packages.tsv</c> by dpkg-query (package, version, architecture, source, its version, state); null where it cannot be made.</summary>
    public static string? Debian => s_kept is null && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 } ? null : Make("debian");

    /// <summary>Three packages by rpmbuild in an SQLite database: a folder with <c>layer.tar</c>, and <c>packages.tsv</c> by rpm (name, epoch, version-release, arch, source file, licence, vendor, module); null where it cannot be made.</summary>
    public static string? Rpm => Make("rpm");

    /// <summary>The folder of a kind; null where its tools are absent.</summary>
    public static string? Make(string kind) => s_folders.GetOrAdd(kind, static k => new Lazy<string?>(() => Run(k))).Value;

    private static string? Run(string kind)
    {
        var folder = Path.Combine(s_kept ?? s_temporary.Value, kind);
        // Written last: without it an earlier run broke off.
        var done = Path.Combine(folder, "done");
        if (File.Exists(done))
            return folder;
        if (OperatingSystem.IsWindows() || Script() is not { } script)
            return null;
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        using var process = Process.Start(new ProcessStartInfo("bash", [script, kind, folder]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        if (process.ExitCode == 3)
            return null;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"make-test-images.sh {kind} failed: {errors}");
        File.WriteAllText(done, "");
        return folder;
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "eng", "make-test-images.sh");
            if (File.Exists(script))
                return script;
        }

        return null;
    }

    private static string CreateTemporary()
    {
        var folder = Directory.CreateTempSubdirectory("containersec-images-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Left to the system's cleaning of its temporary folder.
            }
        };
        return folder;
    }
}
