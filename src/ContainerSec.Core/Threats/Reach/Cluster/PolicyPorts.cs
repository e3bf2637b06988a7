namespace ContainerSec.Threats;

/// <summary>The ports that a rule of a network policy admits.</summary>
internal sealed class PolicyPorts
{
    private readonly List<PortSpan> _spans = [];
    private readonly List<(string Name, string Protocol)> _named = [];
    private readonly bool _isAll;
    private readonly bool _mayHaveMore;

    public PolicyPorts(FactList<string> ports)
    {
        _isAll = ports is { Count: 0, HasUnknown: false };
        _mayHaveMore = ports.HasUnknown;
        foreach (var port in ports)
        {
            if (port.IsKnown)
                Add(port.Value);
        }
    }

    public IEnumerable<string> Names => _named.Select(static n => n.Name);

    /// <summary>Whether a port is admitted.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="target">The pod that listens, whose names of ports are meant; null for anything else.</param>
    /// <param name="unnamed">Whether something else than a known pod has ports of that name.</param>
    public Truth Admits(int port, string protocol, NetworkStack? target, Truth unnamed)
    {
        if (_isAll)
            return Truth.Yes;
        var truth = _mayHaveMore ? Truth.Maybe : Truth.No;
        foreach (var span in _spans)
        {
            if (span.Contains(port, protocol))
                return Truth.Yes;
        }

        foreach (var (name, named) in _named)
        {
            if (named == protocol)
                truth = truth.Or(target is null ? unnamed : HasNamedPort(target, name, port, protocol));
        }

        return truth;
    }

    /// <summary>What is admitted as numbers; empty when nothing is.</summary>
    public IEnumerable<PortSpan> Spans(NetworkStack? target)
    {
        return target is null ? _spans : _spans.Concat(_named.SelectMany(n => NamedPorts(target, n.Name).Where(p => p.Protocol == n.Protocol).Select(static p => new PortSpan(p.Port, p.Last, p.Protocol))));
    }

    /// <summary>What a pod calls so.</summary>
    public static IEnumerable<ExposedPort> NamedPorts(NetworkStack target, string name)
    {
        foreach (var workload in target.Workloads)
        {
            foreach (var port in workload.Network.ExposedPorts)
            {
                if (port.IsKnown && port.Value.Name == name)
                    yield return port.Value;
            }
        }
    }

    private static Truth HasNamedPort(NetworkStack target, string name, int port, string protocol)
    {
        foreach (var named in NamedPorts(target, name))
        {
            if (named.Contains(port) && named.Protocol == protocol)
                return Truth.Yes;
        }

        return target.Workloads.Exists(static w => w.Network.ExposedPorts.HasUnknown) ? Truth.Maybe : Truth.No;
    }

    // 80/TCP, 32000-32768/TCP, http/TCP; a name has a letter.
    private void Add(string text)
    {
        var slash = text.LastIndexOf('/');
        var (port, protocol) = slash < 0 ? (text, "tcp") : (text[..slash], text[(slash + 1)..].ToLowerInvariant());
        if (PortRange.Parse(port) is { } range)
            _spans.Add(new PortSpan(range.First, range.Last, protocol));
        else
            _named.Add((port, protocol));
    }
}
