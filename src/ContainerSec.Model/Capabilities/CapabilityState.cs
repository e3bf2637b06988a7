namespace ContainerSec;

/// <summary>The three capability sets of a process or of an executable file, capabilities(7).</summary>
/// <param name="Permitted">What may be used.</param>
/// <param name="Inheritable">What may be kept over execve(2).</param>
/// <param name="Effective">What is in force.</param>
public readonly record struct CapabilityState(CapabilitySet Permitted, CapabilitySet Inheritable, CapabilitySet Effective)
{
    /// <summary>Reads the text form of libcap, cap_from_text(3): clauses such as <c>cap_net_raw,cap_net_admin=ep cap_chown+i</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="state">The sets; empty when the text is not of that form.</param>
    /// <returns>Whether the text is of that form.</returns>
    public static bool TryParse(string? text, out CapabilityState state)
    {
        state = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        foreach (var clause in text!.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryApply(clause, ref state))
            {
                state = default;
                return false;
            }
        }

        return true;
    }

    /// <summary>The text form of libcap, one clause for each combination of sets: <c>cap_net_raw+ep</c>; <c>=</c> for none.</summary>
    public override string ToString()
    {
        var clauses = new List<string>();
        for (var flags = 7; flags > 0; flags--)
        {
            // The capabilities that are in exactly these sets.
            var (e, i, p) = ((flags & 4) != 0, (flags & 2) != 0, (flags & 1) != 0);
            var members = new CapabilitySet(Where(Effective, e) & Where(Inheritable, i) & Where(Permitted, p));
            if (members.IsEmpty)
                continue;
            var names = members == CapabilitySet.All ? "all" : string.Join(",", members.Select(static c => NameOf(c)));
            clauses.Add($"{names}+{(e ? "e" : "")}{(i ? "i" : "")}{(p ? "p" : "")}");
        }

        return clauses.Count == 0 ? "=" : string.Join(" ", clauses);
    }

    private static ulong Where(CapabilitySet set, bool isIn) => isIn ? set.Mask : ~set.Mask;

    private static string NameOf(Capability capability) =>
        (int)capability < CapabilityNames.Count ? "cap_" + CapabilityNames.Of(capability).ToLowerInvariant() : CapabilityNames.Of(capability);

    // A clause is a list of names, then operators each with its flags: "cap_chown,cap_kill=ip-i".
    private static bool TryApply(string clause, ref CapabilityState state)
    {
        var at = clause.IndexOfAny(['=', '+', '-']);
        if (at < 0)
            return false;
        var names = clause.Substring(0, at);
        var capabilities = CapabilitySet.All;
        // Only "=" may stand without names: it means all of them.
        if (names.Length == 0 ? clause[at] != '=' : !CapabilitySet.TryParseNames(names, out capabilities))
            return false;
        while (at < clause.Length)
        {
            var operation = clause[at++];
            var next = clause.IndexOfAny(['=', '+', '-'], at);
            var flags = clause.Substring(at, (next < 0 ? clause.Length : next) - at);
            if (flags.Any(static f => f is not ('e' or 'i' or 'p')) || (flags.Length == 0 && operation != '='))
                return false;
            state = new CapabilityState(
                Apply(operation, flags.IndexOf('p') >= 0, state.Permitted, capabilities),
                Apply(operation, flags.IndexOf('i') >= 0, state.Inheritable, capabilities),
                Apply(operation, flags.IndexOf('e') >= 0, state.Effective, capabilities));
            at = next < 0 ? clause.Length : next;
        }

        return true;
    }

    private static CapabilitySet Apply(char operation, bool isNamed, CapabilitySet set, CapabilitySet capabilities) => operation switch
    {
        '+' => isNamed ? set | capabilities : set,
        '-' => isNamed ? set - capabilities : set,
        _ => isNamed ? set | capabilities : set - capabilities,
    };
}
