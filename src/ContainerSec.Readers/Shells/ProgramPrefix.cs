namespace ContainerSec.Readers.Shells;

/// <summary>A program that runs another one, which stands behind its own options.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it does to the pipe.</param>
/// <param name="ValueLetters">The short options that take a value.</param>
/// <param name="ValueOptions">The long options that take a value as a word of its own.</param>
/// <param name="Operands">How many operands of its own stand before the program.</param>
/// <param name="HasAssignments">Whether variables may be set before the program.</param>
internal sealed record ProgramPrefix(
    string Name, PrefixRole Role, string ValueLetters = "", string ValueOptions = "", int Operands = 0, bool HasAssignments = false)
{
    // Options: POSIX utilities, coreutils, util-linux, sudo(8), doas(1), xargs(1), and the README of each init and su-exec.
    private static readonly Dictionary<string, ProgramPrefix> Known = new ProgramPrefix[]
    {
        new("exec", PrefixRole.Transparent, "a"),
        new("env", PrefixRole.Transparent, "uC", "--unset --chdir", HasAssignments: true),
        new("command", PrefixRole.Transparent),
        new("builtin", PrefixRole.Transparent),
        new("nohup", PrefixRole.Transparent),
        new("time", PrefixRole.Transparent, "of", "--output --format"),
        new("nice", PrefixRole.Transparent, "n", "--adjustment"),
        new("ionice", PrefixRole.Transparent, "cn", "--class --classdata"),
        new("timeout", PrefixRole.Transparent, "ks", "--kill-after --signal", Operands: 1),
        new("stdbuf", PrefixRole.Transparent, "ioe", "--input --output --error"),
        new("setsid", PrefixRole.Transparent),
        new("eatmydata", PrefixRole.Transparent),
        new("busybox", PrefixRole.Transparent),
        new("fakeroot", PrefixRole.Transparent, "lsib"),
        new("sudo", PrefixRole.Visible, "ughpCrtTUDR", "--user --group --host --prompt --close-from --role --type --command-timeout --other-user --chdir --chroot", HasAssignments: true),
        new("doas", PrefixRole.Visible, "uC"),
        new("gosu", PrefixRole.Visible, Operands: 1),
        new("su-exec", PrefixRole.Visible, Operands: 1),
        new("setpriv", PrefixRole.Visible, "", "--reuid --regid --ruid --euid --rgid --egid --groups --bounding-set --inh-caps --ambient-caps --securebits --pdeathsig --selinux-label --apparmor-profile"),
        new("s6-setuidgid", PrefixRole.Visible, Operands: 1),
        new("runuser", PrefixRole.Visible, "ugGs", "--user --group --supp-group --shell"),
        new("chroot", PrefixRole.Visible, "", "--groups --userspec", Operands: 1),
        new("tini", PrefixRole.Visible, "pe"),
        new("dumb-init", PrefixRole.Visible, "r", "--rewrite"),
        new("ssh-agent", PrefixRole.Visible, "aEOPt"),
        new("xargs", PrefixRole.Detached, "aEdILnPs", "--arg-file --delimiter --max-args --max-chars --max-lines --max-procs --process-slot-var"),
    }.ToDictionary(static p => p.Name, StringComparer.Ordinal);

    /// <summary>The prefix of that name; null for any other program.</summary>
    public static ProgramPrefix? Find(string name) => Known.TryGetValue(name, out var prefix) ? prefix : null;

    /// <summary>Where the program stands behind the prefix's own words.</summary>
    /// <param name="words">The command.</param>
    /// <param name="index">Where the prefix stands.</param>
    public int ProgramAfter(IReadOnlyList<ShellWord> words, int index)
    {
        index = SkipOptions(words, index + 1);
        index += Operands;
        while (HasAssignments && index < words.Count && words[index].AssignedName is not null)
            index++;
        return index;
    }

    private int SkipOptions(IReadOnlyList<ShellWord> words, int index)
    {
        for (; index < words.Count; index++)
        {
            var word = words[index].Text;
            if (word.Length < 2 || word[0] != '-')
                return index;
            if (word == "--")
                return index + 1;
            if (TakesNext(word))
                index++;
        }

        return index;
    }

    private bool TakesNext(string option)
    {
        if (option[1] == '-')
            return Array.IndexOf(ValueOptions.Split(' '), option) >= 0;
        // In a cluster the first letter that takes a value ends the letters: what follows is the value.
        for (var i = 1; i < option.Length; i++)
        {
            if (ValueLetters.IndexOf(option[i]) >= 0)
                return i == option.Length - 1;
        }

        return false;
    }
}
