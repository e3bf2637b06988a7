namespace ContainerSec;

/// <summary>The capabilities of an executable file, capabilities(7), "File capabilities": the attribute <c>security.capability</c>.</summary>
/// <param name="Permitted">What the program is permitted, whatever its caller has.</param>
/// <param name="Inheritable">What it keeps if its caller can inherit it.</param>
/// <param name="IsEffective">Whether that is in force from the start: in a file the effective set is one bit.</param>
/// <param name="RootId">In version 3 of the attribute the root of the user namespace that the capabilities hold in, as the initial namespace numbers it; null for versions 1 and 2, which hold everywhere.</param>
public readonly record struct FileCapabilities(CapabilitySet Permitted, CapabilitySet Inheritable, bool IsEffective, long? RootId = null)
{
    private const uint EffectiveFlag = 1;

    /// <summary>Reads the attribute: struct vfs_cap_data of linux/capability.h, all words little-endian.</summary>
    /// <param name="attribute">A head (version in the highest byte, the effective bit in the lowest), then permitted and inheritable in halves of 32 bits (version 1 has the lower half only), then in version 3 the root's id.</param>
    /// <param name="capabilities">The capabilities.</param>
    /// <returns>Whether the attribute is of a version that is known and as long as that version is; the kernel refuses to execute a file with another one.</returns>
    public static bool TryRead(IReadOnlyList<byte> attribute, out FileCapabilities capabilities)
    {
        capabilities = default;
        var head = (attribute ?? throw new ArgumentNullException(nameof(attribute))).Count >= 4 ? Word(attribute, 0) : 0;
        var version = head >> 24;
        if ((version, attribute.Count) is not ((1, 12) or (2, 20) or (3, 24)))
            return false;
        var hasUpperHalf = version > 1;
        capabilities = new FileCapabilities(
            new CapabilitySet(Word(attribute, 1) | (hasUpperHalf ? (ulong)Word(attribute, 3) << 32 : 0)),
            new CapabilitySet(Word(attribute, 2) | (hasUpperHalf ? (ulong)Word(attribute, 4) << 32 : 0)),
            (head & EffectiveFlag) != 0,
            version == 3 ? Word(attribute, 5) : null);
        return true;
    }

    /// <summary>Reads the text that setcap(8) takes: <c>cap_net_raw+ep</c>.</summary>
    /// <param name="text">Text of cap_from_text(3).</param>
    /// <param name="capabilities">The capabilities.</param>
    /// <returns>Whether a file can have them: its effective set is empty or has all that the others have.</returns>
    public static bool TryParse(string? text, out FileCapabilities capabilities)
    {
        capabilities = default;
        if (!CapabilityState.TryParse(text, out var state) || (!state.Effective.IsEmpty && state.Effective != (state.Permitted | state.Inheritable)))
            return false;
        capabilities = new FileCapabilities(state.Permitted, state.Inheritable, !state.Effective.IsEmpty);
        return true;
    }

    /// <summary>The attribute as the kernel keeps it: version 3 when there is a root's id, else version 2.</summary>
    public byte[] ToAttribute()
    {
        uint[] words =
        [
            ((RootId is null ? 2u : 3u) << 24) | (IsEffective ? EffectiveFlag : 0),
            (uint)Permitted.Mask, (uint)Inheritable.Mask, (uint)(Permitted.Mask >> 32), (uint)(Inheritable.Mask >> 32),
            .. RootId is { } root ? [(uint)root] : Array.Empty<uint>(),
        ];
        return [.. words.SelectMany(static word => new[] { (byte)word, (byte)(word >> 8), (byte)(word >> 16), (byte)(word >> 24) })];
    }

    /// <summary>The text that getcap(8) prints: <c>cap_net_raw+ep</c>, with <c>[rootid=100000]</c> behind it in version 3.</summary>
    public override string ToString() =>
        new CapabilityState(Permitted, Inheritable, IsEffective ? Permitted | Inheritable : CapabilitySet.Empty)
        + (RootId is { } root ? FormattableString.Invariant($" [rootid={root}]") : "");

    private static uint Word(IReadOnlyList<byte> bytes, int index)
    {
        var at = 4 * index;
        return bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);
    }
}
