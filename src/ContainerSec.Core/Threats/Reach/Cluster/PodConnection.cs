namespace ContainerSec.Threats;

/// <summary>A connection to or from a pod: both ends have to let it through on the same port.</summary>
internal readonly struct PodConnection(PolicySide from, PolicySide to, NetworkStack? target)
{
    private static readonly string[] Protocols = ["tcp", "udp", "sctp"];

    // Pods admit everything until a policy selects them.
    private static readonly Provenance Default = new EngineDefaultProvenance("Kubernetes", "Kubernetes documentation, \"Network Policies\", the two sorts of pod isolation");

    /// <summary>Whether it is let through, on the port or on any, and the port that shows it.</summary>
    public (Truth Truth, int Port, string Protocol) Judge(int? port, string? protocol)
    {
        if (from.IsOpen && to.IsOpen)
            return (Truth.Yes, port ?? 1, protocol ?? "tcp");
        (Truth Truth, int Port, string Protocol) best = (Truth.No, port ?? 1, protocol ?? "tcp");
        foreach (var one in protocol is null ? Protocols : [protocol])
        {
            foreach (var candidate in port is { } asked ? [asked] : Candidates(one))
            {
                var truth = from.At(candidate, one).And(to.At(candidate, one));
                if (truth > best.Truth)
                    best = (truth, candidate, one);
                if (truth == Truth.Yes)
                    return best;
            }
        }

        return best;
    }

    public Ruling Rule(int? port, string? protocol)
    {
        var (truth, at, over) = Judge(port, protocol);
        var (left, right) = (from.At(at, over), to.At(at, over));
        var because = new List<Evidence>();
        // Of a no the end that says it, of a maybe what is not known first.
        if (truth != Truth.No || left == Truth.No)
            because.AddRange(from.Because(left, at, over, "no network policy limits what it sends", "governs what it sends and admits nothing like this", Default));
        if (truth != Truth.No || (right == Truth.No && left != Truth.No))
            because.InsertRange(right < left ? 0 : because.Count, to.Because(right, at, over, "no network policy limits who connects to it", "governs who connects to it and admits nothing like this", Default));
        return new Ruling(truth, because);
    }

    /// <summary>The ports that are let through, possibly or certainly; empty when all are, or which is not known.</summary>
    public IReadOnlyList<PortSpan> Ports()
    {
        if (from.IsOpen && to.IsOpen)
            return [];
        var spans = new List<PortSpan>();
        foreach (var protocol in Protocols)
        {
            var candidates = Candidates(protocol).ToList();
            for (var i = 0; i < candidates.Count; i++)
            {
                if (from.At(candidates[i], protocol).And(to.At(candidates[i], protocol)) == Truth.No)
                    continue;
                // What holds at a candidate holds up to the next one.
                var last = i + 1 < candidates.Count ? candidates[i + 1] - 1 : 65535;
                if (spans.Count > 0 && spans[^1].Protocol == protocol && spans[^1].Last == candidates[i] - 1)
                    spans[^1] = spans[^1] with { Last = last };
                else
                    spans.Add(new PortSpan(candidates[i], last, protocol));
            }
        }

        return spans.Count == Protocols.Length && spans.TrueForAll(static s => s is { First: <= 1, Last: 65535 }) ? [] : spans;
    }

    // The answer changes only where ports of a rule begin or end.
    private SortedSet<int> Candidates(string protocol)
    {
        var candidates = new SortedSet<int> { 1 };
        foreach (var rule in from.Admitting.Concat(to.Admitting))
        {
            foreach (var span in rule.Ports.Spans(target))
            {
                if (span.Protocol != protocol)
                    continue;
                candidates.Add(Math.Max(span.First, 1));
                if (span.Last < 65535)
                    candidates.Add(span.Last + 1);
            }
        }

        return candidates;
    }
}
