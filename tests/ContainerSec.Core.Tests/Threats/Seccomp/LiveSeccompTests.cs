using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ContainerSec.Threats;

/// <summary>A least profile made from strace's record, in force on this machine's kernel: runc runs the program under it.</summary>
[TestClass]
public sealed class LiveSeccompTests
{
    // Prints the error numbers of calls that the recorded run, which has no argument, does not make.
    private const string Program = """
        #include <errno.h>
        #include <stdio.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        static int error(long number) { errno = 0; return syscall(number, 0, 0, 0, 0, 0) < 0 ? errno : 0; }
        int main(int count, char **arguments) {
            printf("pid %d\n", getpid() > 0);
            if (count > 1) printf("mount %d unshare %d clone3 %d keyctl %d\n", error(SYS_mount), error(SYS_unshare), error(435), error(SYS_keyctl));
            return 0;
        }
        """;

    [TestMethod]
    public void LeastProfile_OfAnStraceLog_RunsTheProgramAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("seccomp").FullName;
        try
        {
            var root = Directory.CreateDirectory(Path.Combine(folder, "rootfs")).FullName;
            File.WriteAllText(Path.Combine(folder, "x.c"), Program);
            if (Environment.UserName != "root" || Run(folder, "gcc", "-static", "-o", "rootfs/x", "x.c") is null || Run(folder, "strace", "-f", "-o", "log.txt", "rootfs/x") is null || Run(folder, "runc", "spec") is null)
                Assert.Inconclusive("gcc with a static C library, strace or runc is not here, or the user is not root.");
            if (Start(folder, null) is not { } unfiltered || !unfiltered.Contains("pid 1", StringComparison.Ordinal))
                Assert.Inconclusive("runc starts no containers here.");

            var profile = SeccompProfile.LeastFromLog(File.ReadAllText(Path.Combine(folder, "log.txt")), "log.txt");

            Assert.IsEmpty(profile.Problems, string.Join('\n', profile.Problems));
            Assert.AreEqual("pid 1\nmount 1 unshare 1 clone3 38 keyctl 1\n", Start(folder, profile), "Without no-new-privileges the runtime changes its user under the filter.");
            var filter = profile.Compile(CapabilitySet.All);
            Assert.AreEqual("1 1 38 1", string.Join(' ', new[] { "mount", "unshare", "clone3", "keyctl" }.Select(call => filter.Decide(call).Errno)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Start(string folder, SeccompProfile? profile)
    {
        var path = Path.Combine(folder, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!;
        var process = config["process"]!;
        (process["terminal"], process["noNewPrivileges"], process["args"]) = (false, false, new JsonArray("/x", "all"));
        if (profile is not null)
            config["linux"]!["seccomp"] = JsonNode.Parse(profile.ToJson());
        File.WriteAllText(path, config.ToJsonString());
        return Run(folder, "runc", "run", "seccomp-" + Path.GetFileName(folder));
    }

    // What the program prints; null when it is not there or fails.
    private static string? Run(string folder, string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(info)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                Console.WriteLine($"{program} {string.Join(' ', arguments)}: {error.Result}");
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
