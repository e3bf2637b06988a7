using System.ComponentModel;
using System.Diagnostics;
using ContainerSec.Testing;

namespace ContainerSec.Tests.Kernel;

/// <summary>credentials.c, compiled for the test: it asks the kernel of this machine.</summary>
internal sealed class KernelProgram : IDisposable
{
    private readonly string _program = "";

    public KernelProgram()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Only root on Linux can make processes of every kind.");
            return;
        }

        Folder = Directory.CreateTempSubdirectory("containersec-kernel-").FullName;
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        _program = Path.Combine(Folder, "credentials");
        var source = Path.Combine(Repository.Root, "tests/ContainerSec.Model.Tests/Kernel/credentials.c");
        if (!TryRun("gcc", ["-O1", "-static", "-o", _program, source]) && !TryRun("clang", ["-O1", "-static", "-o", _program, source]))
            Assert.Inconclusive("There is no C compiler that links statically.");
    }

    /// <summary>A folder that everybody can search.</summary>
    public string Folder { get; } = "";

    public void Dispose()
    {
        if (Folder.Length > 0)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs a script, see credentials.c, and returns what each case answered.</summary>
    public IReadOnlyDictionary<string, string> Run(IEnumerable<string> script)
    {
        using var process = Start(_program, []);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in script)
            process.StandardInput.WriteLine(line);
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode == 2)
            Assert.Inconclusive("This machine does not allow it: " + errors.GetAwaiter().GetResult());
        Assert.AreEqual(0, process.ExitCode, errors.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' ', 2)).ToDictionary(static words => words[0], static words => words[1]);
    }

    private static bool TryRun(string program, string[] arguments)
    {
        try
        {
            using var process = Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
