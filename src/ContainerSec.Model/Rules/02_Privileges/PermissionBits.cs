namespace ContainerSec.Rules;

/// <summary>The mode of a file, inode(7), as a number and as chmod(1) writes it.</summary>
internal static class PermissionBits
{
    private const int OthersWrite = 0x2; // 0002
    private const int Sticky = 0x200; // 1000

    /// <summary>Whether every user can write; in a sticky directory nobody can replace what belongs to others.</summary>
    public static bool IsWorldWritable(int mode) => (mode & OthersWrite) != 0 && (mode & Sticky) == 0;

    /// <summary>Whether a mode as chmod(1) takes it gives every user the right to write.</summary>
    public static bool GrantsWorldWrite(string mode)
    {
        if (TryParseOctal(mode, out var bits))
            return IsWorldWritable(bits);
        var granted = false;
        foreach (var clause in mode.Split(','))
            granted = Apply(clause, granted);
        return granted;
    }

    /// <summary>Octal, with a leading zero: <c>0777</c>.</summary>
    public static string Format(int mode) => "0" + Convert.ToString(mode, 8);

    private static bool TryParseOctal(string mode, out int bits)
    {
        bits = 0;
        if (mode.Length is 0 or > 5 || mode.Any(static c => c is < '0' or > '7'))
            return false;
        bits = Convert.ToInt32(mode, 8);
        return true;
    }

    // "a+rwX", "go=rw", "o+w-x": who, then operators each with their rights. Without a who the umask takes the right away from others.
    private static bool Apply(string clause, bool granted)
    {
        var at = clause.IndexOfAny(['+', '-', '=']);
        var isAboutOthers = at > 0 && clause.IndexOfAny(['o', 'a'], 0, at) >= 0;
        if (!isAboutOthers || clause.Take(at).Any(static c => c is not ('u' or 'g' or 'o' or 'a')))
            return granted;
        while (at >= 0)
        {
            var next = clause.IndexOfAny(['+', '-', '='], at + 1);
            var rights = clause.Substring(at + 1, (next < 0 ? clause.Length : next) - at - 1);
            if (rights.IndexOf('w') >= 0)
                granted = clause[at] != '-';
            else if (clause[at] == '=')
                granted = false;
            at = next;
        }

        return granted;
    }
}
