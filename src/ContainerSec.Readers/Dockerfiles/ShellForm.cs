#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads the shell form with the shell that SHELL names.</summary>
internal static class ShellForm
{
    /// <summary>The commands; of a shell with another grammar (cmd, PowerShell) none, but there may be some.</summary>
    public static ShellScript Read(ShellSession session, MappedText text, int start, int end, IReadOnlyList<string> shell, ShellContext context) =>
        IsPosix(shell) ? session.Read(text, start, end, context) : new ShellScript([]) { MayHaveMore = true };

    /// <summary>Whether the shell is started with the option pipefail.</summary>
    public static bool HasPipefail(IReadOnlyList<string> shell)
    {
        for (var i = 1; i < shell.Count; i++)
        {
            if (shell[i] == "pipefail" && shell[i - 1].Length > 1 && shell[i - 1][0] == '-' && shell[i - 1].EndsWith('o'))
                return true;
        }

        return false;
    }

    // "/usr/bin/env bash" is bash: any word may name it.
    private static bool IsPosix(IReadOnlyList<string> shell)
    {
        foreach (var word in shell)
        {
            if (word is "/bin/sh" or "/bin/bash" || word.Substring(word.LastIndexOf('/') + 1) is "sh" or "bash" or "dash" or "ash" or "ksh" or "mksh" or "zsh" or "rbash")
                return true;
        }

        return false;
    }
}
