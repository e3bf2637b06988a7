using System.Diagnostics;
using System.Security.Cryptography;

namespace ContainerSec.Testing.Images;

/// <summary>A small .NET application, published in every way by the SDK of this machine; made once by <c>eng/publish-test-apps.sh</c> and kept in the folder for temporary files.</summary>
public static class PublishedApps
{
    private static readonly Lazy<(string? Folder, string? Problem)> Made = new(Make);

    /// <summary>The folder of one way: <c>portable</c>, <c>self-single</c>, <c>native</c>; null with the reason when it cannot be had here.</summary>
    public static string? Find(string name, out string reason)
    {
        var (folder, problem) = Made.Value;
        reason = problem ?? "";
        if (folder is null)
            return null;
        var found = Path.Combine(folder, name);
        if (Directory.Exists(found))
            return found;
        var failed = found + ".failed";
        reason = File.Exists(failed) ? $"'{name}' cannot be published here: {File.ReadAllText(failed)}" : $"'{name}' is not published.";
        return null;
    }

    /// <summary>Adds the files of a folder to a layer.</summary>
    public static TarForge AddFolder(this TarForge tar, string folder, string path)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var mode = OperatingSystem.IsWindows() ? 0b111_101_101 : (int)File.GetUnixFileMode(file);
            tar.File($"{path}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}", File.ReadAllBytes(file), mode);
        }

        return tar;
    }

    private static (string? Folder, string? Problem) Make()
    {
        if (OperatingSystem.IsWindows())
            return (null, "The applications are published by a shell script.");
        if (FindScript() is not { } script)
            return (null, "eng/publish-test-apps.sh is not here.");
        // Another script makes other applications.
        var name = "containersec-test-apps-" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(script)))[..12];
        var folder = Environment.GetEnvironmentVariable("CONTAINERSEC_TEST_APPS") ?? Path.Combine(Path.GetTempPath(), name);
        Directory.CreateDirectory(folder);
        try
        {
            // Two test runs at once make them once.
            using var turn = WaitForTurn(folder + ".lock");
            if (!File.Exists(Path.Combine(folder, "complete")))
            {
                using var process = Process.Start(new ProcessStartInfo("bash", [script, folder]) { RedirectStandardOutput = true })!;
                process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                File.WriteAllText(Path.Combine(folder, "complete"), "");
            }

            return (folder, null);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (null, exception.Message);
        }
    }

    private static FileStream WaitForTurn(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(500);
            }
        }
    }

    private static string? FindScript()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var script = Path.Combine(folder, "eng", "publish-test-apps.sh");
            if (File.Exists(script))
                return script;
        }

        return null;
    }
}
