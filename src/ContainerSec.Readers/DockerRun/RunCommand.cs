namespace ContainerSec.Readers.DockerRun;

/// <summary>Where a <c>docker run</c> stands among the words of a command.</summary>
/// <param name="Program">The index of the program's name.</param>
/// <param name="FirstArgument">The index of the word behind <c>run</c> or <c>create</c>.</param>
/// <param name="IsPodman">Whether the program is Podman.</param>
internal readonly record struct RunCommand(int Program, int FirstArgument, bool IsPodman)
{
    /// <summary>Finds it, behind whatever starts it: <c>sudo</c>, <c>ID=…</c>, <c>ssh host</c>, <c>then</c>.</summary>
    public static RunCommand? Find(IReadOnlyList<RunArgument> words)
    {
        // echo "docker run" only prints.
        if (words.Count > 0 && words[0].Text is "echo" or "printf" or "grep" or "Write-Host" or "Write-Output" or "REM" or "rem" or "alias")
            return null;
        for (var i = 0; i < words.Count; i++)
        {
            if (ProgramName(words[i].Text) is { } program)
                return AfterProgram(words, i + 1) is { } first ? new RunCommand(i, first, program == "podman") : null;
        }

        return null;
    }

    // docker [options] [container] run
    private static int? AfterProgram(IReadOnlyList<RunArgument> words, int at)
    {
        while (at < words.Count && words[at].Text is ['-', ..] option)
            at += TakesValue(option) ? 2 : 1;
        if (at < words.Count && words[at].Text == "container")
            at++;
        return at < words.Count && words[at].Text is "run" or "create" ? at + 1 : null;
    }

    private static string? ProgramName(string word)
    {
        var name = word.Substring(word.LastIndexOfAny(['/', '\\']) + 1);
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(0, name.Length - 4);
        return name is "docker" or "podman" or "nerdctl" ? name : null;
    }

    // The options of the program itself that have a value of their own, unless it is behind "=".
    private static bool TakesValue(string option) => option is "-H" or "--host" or "-c" or "--context" or "-l" or "--log-level" or "--config"
        or "--tlscacert" or "--tlscert" or "--tlskey"
        // Podman
        or "--connection" or "--url" or "--identity" or "--root" or "--runroot" or "--runtime" or "--runtime-flag" or "--storage-driver"
        or "--storage-opt" or "--tmpdir" or "--cgroup-manager" or "--conmon" or "--events-backend" or "--hooks-dir" or "--imagestore"
        or "--module" or "--network-cmd-path" or "--network-config-dir" or "--out" or "--ssh" or "--volumepath"
        // nerdctl
        or "-n" or "--namespace" or "-a" or "--address" or "--snapshotter" or "--cni-path" or "--cni-netconfpath" or "--data-root";
}
