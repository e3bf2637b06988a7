namespace ContainerSec;

/// <summary>One line of /proc/PID/uid_map or gid_map, user_namespaces(7): a run of ids inside a user namespace and what they are outside.</summary>
/// <param name="Inside">The first id as the namespace counts.</param>
/// <param name="Outside">The first id as the parent namespace counts.</param>
/// <param name="Length">How many ids follow each other; at least 1.</param>
public readonly record struct IdRange(long Inside, long Outside, long Length)
{
    /// <summary>The line as the kernel takes it: <c>0 100000 65536</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Inside} {Outside} {Length}");

    internal bool HasInside(long id) => id >= Inside && id - Inside < Length;

    internal bool HasOutside(long id) => id >= Outside && id - Outside < Length;
}
