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

    /// <summary>The text form of libcap, one clause for each combination of sets: <c>cap_net_raw+ep</c>; <c>=</c> for none; <c>=ep cap_bpf-ep</c> when most capabilities are alike.</summary>
    public override string ToString()
    {
        var state = this;
        var common = Enumerable.Range(0, 8).FirstOrDefault(flags => (state.In(flags) & CapabilitySet.All).Count > CapabilityNames.Count / 2);
        var clauses = new List<string>();
        if (common != 0)
            clauses.Add("=" + Flags(common));
        for (var flags = 7; flags >= 0; flags--)
        {
            // "=" says nothing of capabilities that are not known.
            var known = In(flags) & CapabilitySet.All;
            Say(clauses, known, flags & ~common, common & ~flags, isCommon: flags == common);
            Say(clauses, In(flags) - CapabilitySet.All, flags, 0, isCommon: flags == 0);
        }

        return clauses.Count == 0 ? "=" : string.Join(" ", clauses);
    }

    private static void Say(List<string> clauses, CapabilitySet members, int raised, int lowered, bool isCommon)
    {
        if (members.IsEmpty || isCommon)
            return;
        var names = string.Join(",", members.Select(static c => NameOf(c)));
        clauses.Add($"{names}{(raised == 0 ? "" : "+" + Flags(raised))}{(lowered == 0 ? "" : "-" + Flags(lowered))}");
    }

    // The capabilities that are in exactly these sets: 4 effective, 2 inheritable, 1 permitted.
    private CapabilitySet In(int flags) =>
        new(Where(Effective, (flags & 4) != 0) & Where(Inheritable, (flags & 2) != 0) & Where(Permitted, (flags & 1) != 0));

    private static string Flags(int flags) => $"{((flags & 4) != 0 ? "e" : "")}{((flags & 2) != 0 ? "i" : "")}{((flags & 1) != 0 ? "p" : "")}";

    private static ulong Where(CapabilitySet set, bool isIn) => isIn ? set.Mask : ~set.Mask;

    private static string NameOf(Capability capability) =>
        (int)capability < CapabilityNames.Count ? "cap_" + CapabilityNames.Of(capability).ToLowerInvariant() : CapabilityNames.Of(capability);

    // A clause is a list of names, then operators each with its flags: "cap_chown,cap_kill=ip-i". As in libcap "=" comes first only, and it alone needs no names (then it is the only one) and no flags.
    private static bool TryApply(string clause, ref CapabilityState state)
    {
        var at = clause.IndexOfAny(['=', '+', '-']);
        if (at < 0)
            return false;
        var names = clause.Substring(0, at);
        var capabilities = CapabilitySet.All;
        if (names.Length == 0 ? clause[at] != '=' || clause.IndexOfAny(['=', '+', '-'], at + 1) > 0 : !CapabilitySet.TryParseNames(names, out capabilities))
            return false;
        var isFirst = true;
        while (at < clause.Length)
        {
            var operation = clause[at++];
            if (operation == '=' && !isFirst)
                return false;
            if (operation == '=' && at < clause.Length && clause[at] is '+' or '-')
            {
                state = Apply('=', "", state, capabilities);
                operation = clause[at++];
            }

            var next = clause.IndexOfAny(['=', '+', '-'], at);
            var flags = clause.Substring(at, (next < 0 ? clause.Length : next) - at);
            if (flags.Any(static f => f is not ('e' or 'i' or 'p')) || (flags.Length == 0 && operation != '='))
                return false;
            state = Apply(operation, flags, state, capabilities);
            at = next < 0 ? clause.Length : next;
            isFirst = false;
        }

        return true;
    }

    private static CapabilityState Apply(char operation, string flags, CapabilityState state, CapabilitySet capabilities) => new(
        Apply(operation, flags.IndexOf('p') >= 0, state.Permitted, capabilities),
        Apply(operation, flags.IndexOf('i') >= 0, state.Inheritable, capabilities),
        Apply(operation, flags.IndexOf('e') >= 0, state.Effective, capabilities));

    private static CapabilitySet Apply(char operation, bool isNamed, CapabilitySet set, CapabilitySet capabilities) => operation switch
    {
        '+' => isNamed ? set | capabilities : set,
        '-' => isNamed ? set - capabilities : set,
        _ => isNamed ? set | capabilities : set - capabilities,
    };
}
