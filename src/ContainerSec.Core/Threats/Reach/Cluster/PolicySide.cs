namespace ContainerSec.Threats;

/// <summary>What network policies at one end of a connection say about the other end.</summary>
/// <remarks>
/// A pod that no policy selects for the direction is open. Else the rules of all that select it add up. A policy of which it is not known
/// whether it applies may both close the pod and open it to the peer, so the worlds in which it applies and in which it does not are told apart.
/// </remarks>
internal sealed class PolicySide
{
    private readonly List<Part> _parts = [];
    private readonly NetworkStack? _target;
    private readonly Truth _unnamed;

    /// <summary>Asks the policies that apply.</summary>
    /// <param name="policies">Those that select the pod and govern the direction, certainly or possibly.</param>
    /// <param name="admits">Whether a peer of a rule is the other end.</param>
    /// <param name="target">The pod that listens; null when it is none that is known.</param>
    /// <param name="unnamed">Whether something else than a known pod has ports of the name that a rule means.</param>
    public PolicySide(IReadOnlyList<(PolicyRules Rules, Truth Applies)> policies, Func<PolicyPeer, Truth> admits, NetworkStack? target, Truth unnamed = Truth.No)
    {
        _target = target;
        _unnamed = unnamed;
        foreach (var (rules, applies) in policies)
        {
            var part = new Part(rules, applies);
            foreach (var rule in rules.Rules)
            {
                if (rule.Admits(admits) is not Truth.No and var truth)
                    part.Admitting.Add((rule, truth));
            }

            _parts.Add(part);
        }
    }

    public static PolicySide Open { get; } = new([], static _ => Truth.No, null);

    public bool IsOpen => _parts.Count == 0;

    /// <summary>The rules that let the other end through, possibly or certainly.</summary>
    public IEnumerable<PolicyRule> Admitting => _parts.SelectMany(static p => p.Admitting).Select(static a => a.Rule);

    /// <summary>Whether a connection to a port is let through.</summary>
    public Truth At(int port, string protocol)
    {
        if (_parts.Count == 0)
            return Truth.Yes;
        // Closed and opened by what certainly applies, and what what may apply can change about it.
        var (isClosed, isOpened, mayBeOpened, mayBeClosed) = (false, false, false, false);
        foreach (var part in _parts)
        {
            var admits = Admits(part, port, protocol);
            if (part.Applies == Truth.Yes)
            {
                isClosed = true;
                isOpened |= admits == Truth.Yes;
            }
            else
            {
                mayBeClosed |= admits != Truth.Yes;
            }

            mayBeOpened |= admits != Truth.No;
        }

        if (isClosed && !mayBeOpened)
            return Truth.No;
        return isOpened || (!isClosed && !mayBeClosed) ? Truth.Yes : Truth.Maybe;
    }

    /// <summary>Why it is so.</summary>
    public IEnumerable<Evidence> Because(Truth truth, int port, string protocol, string open, string closed, Provenance openOrigin)
    {
        if (_parts.Count == 0)
            return [new Evidence(open, openOrigin)];
        if (truth == Truth.No)
            return _parts.Where(static p => p.Applies == Truth.Yes).Take(1).Select(p => new Evidence($"{p.Rules.Policy.Description} {closed}", p.Rules.Policy.Origin));
        var admitting = _parts.SelectMany(part => part.Admitting.Select(a => (part, a.Rule, Truth: a.Truth.And(a.Rule.Ports.Admits(port, protocol, _target, _unnamed)).And(part.Applies))))
            .Where(static a => a.Truth != Truth.No).OrderByDescending(static a => a.Truth).ToList();
        if (truth == Truth.Yes && admitting.Count > 0)
            return [new Evidence($"{admitting[0].part.Rules.Policy.Description} admits it", admitting[0].Rule.Origin)];
        var unsure = _parts.Where(static p => p.Applies == Truth.Maybe)
            .Select(p => new Evidence($"whether {p.Rules.Policy.Description} applies is known only when it is deployed", p.Rules.Policy.Origin)).Take(2);
        return unsure.Concat(admitting.Take(2).Select(a => new Evidence(a.Rule.Peers.Any(static p => p.IsBlock)
            ? $"{a.part.Rules.Policy.Description} may admit it: which addresses the other end has, and whether a block of addresses covers pods, the file does not say"
            : $"{a.part.Rules.Policy.Description} may admit it: what its rule selects is known only in the cluster", a.Rule.Origin)));
    }

    private Truth Admits(Part part, int port, string protocol)
    {
        var truth = part.Rules.MayHaveMore ? Truth.Maybe : Truth.No;
        foreach (var (rule, admits) in part.Admitting)
        {
            if (truth == Truth.Yes)
                break;
            truth = truth.Or(admits.And(rule.IsKnown ? rule.Ports.Admits(port, protocol, _target, _unnamed) : Truth.Maybe));
        }

        return truth;
    }

    private sealed record Part(PolicyRules Rules, Truth Applies)
    {
        public List<(PolicyRule Rule, Truth Truth)> Admitting { get; } = [];
    }
}
