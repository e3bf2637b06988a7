using System.Text;

namespace ContainerSec.Threats;

/// <summary>The pods of a cluster by namespace and label, so that a selector need not be held against each of ten thousand.</summary>
internal sealed class PodIndex
{
    /// <summary>The label that the API server gives every namespace: its name.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    private readonly List<Space> _spaces = [];
    private readonly Dictionary<string, Space> _byName = new(StringComparer.Ordinal);

    // Those whose name is chosen on deployment: they may be any.
    private readonly List<Space> _unnamed = [];
    private readonly Dictionary<string, PodSet> _sets = new(StringComparer.Ordinal);

    public PodIndex(IReadOnlyList<NetworkStack> pods, IReadOnlyList<KubernetesObject> objects)
    {
        var byName = new Dictionary<(FactState, string), Space>();
        foreach (var pod in pods)
        {
            var name = pod.Pod!.Namespace;
            if (!byName.TryGetValue((name.State, name.Value ?? ""), out var space))
            {
                byName.Add((name.State, name.Value ?? ""), space = new Space(name));
                _spaces.Add(space);
                if (name.IsKnown)
                    _byName.Add(name.Value, space);
                else
                    _unnamed.Add(space);
            }

            space.Add(pod);
        }

        foreach (var declared in objects)
        {
            if (declared.Kind == "Namespace" && byName.TryGetValue((FactState.Known, declared.Name), out var space))
                space.Labels = declared.Labels;
        }

        Names = _spaces.Where(static s => s.Name.IsKnown).Select(static s => s.Name.Value!)
            .Concat(objects.Where(static o => o.Kind == "Namespace").Select(static o => o.Name)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The namespaces whose pods, or which themselves, are in the files.</summary>
    public IReadOnlySet<string> Names { get; }

    public IEnumerable<PodSet> Sets => _sets.Values;

    /// <summary>The pods of a namespace that a selector chooses.</summary>
    /// <param name="space">The namespace as written.</param>
    /// <param name="selector">The selector; unset chooses all.</param>
    public PodSet InNamespace(Fact<string> space, Fact<LabelSelector> selector)
    {
        var key = $"{space.State}:{space.Value}\n{KeyOf(selector)}";
        if (!_sets.TryGetValue(key, out var set))
            _sets.Add(key, set = Select(SpacesOf(space), s => IsSame(s.Name, space), selector));
        return set;
    }

    /// <summary>The pods that a selector chooses, of the namespaces that another one chooses.</summary>
    public PodSet InNamespaces(Fact<LabelSelector> namespaces, Fact<LabelSelector> selector)
    {
        if (namespaces.Is(static n => n.IsEmpty) && IsEveryone(selector))
            return PodSet.Everyone;
        var key = $"*{KeyOf(namespaces)}\n{KeyOf(selector)}";
        if (!_sets.TryGetValue(key, out var set))
            _sets.Add(key, set = Select(_spaces, s => s.Matches(namespaces), selector));
        return set;
    }

    /// <summary>The pods of a namespace that a selector chooses, which sets nobody apart for policies.</summary>
    public PodSet Find(Fact<string> space, Fact<LabelSelector> selector) => Select(SpacesOf(space), s => IsSame(s.Name, space), selector);

    private static PodSet Select(IReadOnlyList<Space> spaces, Func<Space, Truth> chooses, Fact<LabelSelector> selector)
    {
        var members = new List<(NetworkStack, Truth)>();
        foreach (var space in spaces)
        {
            if (chooses(space) is not Truth.No and var chosen)
                space.Select(selector, chosen, members);
        }

        return new PodSet(members);
    }

    private IReadOnlyList<Space> SpacesOf(Fact<string> name) =>
        !name.IsKnown ? _spaces
        : !_byName.TryGetValue(name.Value, out var space) ? _unnamed
        : _unnamed.Count == 0 ? [space]
        : [space, .. _unnamed];

    private static bool IsEveryone(Fact<LabelSelector> selector) => selector.IsUnset || selector.Is(static s => s.IsEmpty);

    // As KubernetesObject.IsInNamespace has it.
    private static Truth IsSame(Fact<string> one, Fact<string> other) =>
        one.IsKnown && other.IsKnown ? (one.Value == other.Value ? Truth.Yes : Truth.No)
        : one.IsUnset && other.IsUnset ? Truth.Yes
        : Truth.Maybe;

    private static string KeyOf(Fact<LabelSelector> selector)
    {
        if (IsEveryone(selector))
            return "";
        if (!selector.IsKnown)
            return "?";
        var key = new StringBuilder(selector.Value.IsComplete ? "" : "?");
        foreach (var label in selector.Value.MatchLabels.OrderBy(static l => l.Name, StringComparer.Ordinal))
            key.Append(label.Name).Append('=').Append(label.Value).Append(',');
        foreach (var requirement in selector.Value.MatchExpressions)
            key.Append(requirement.Key).Append(' ').Append(requirement.Operator).Append(" (").AppendJoin(',', requirement.Values).Append("),");
        return key.ToString();
    }

    /// <summary>A namespace with its pods.</summary>
    private sealed class Space(Fact<string> name)
    {
        private readonly List<NetworkStack> _pods = [];
        private readonly List<NetworkStack> _unsure = [];
        private readonly Dictionary<Label, List<NetworkStack>> _byLabel = [];

        public Fact<string> Name { get; } = name;

        // Of a namespace that is not in the files nothing is known but its name.
        public FactList<Label> Labels { get; set; } = FactList<Label>.Unknown();

        public void Add(NetworkStack pod)
        {
            _pods.Add(pod);
            if (pod.Pod!.Labels.HasUnknown)
            {
                _unsure.Add(pod);
                return;
            }

            foreach (var label in pod.Pod.Labels)
            {
                if (!_byLabel.TryGetValue(label.Value, out var same))
                    _byLabel.Add(label.Value, same = []);
                same.Add(pod);
            }
        }

        /// <summary>Whether a selector chooses this namespace.</summary>
        public Truth Matches(Fact<LabelSelector> selector)
        {
            if (!selector.IsKnown)
                return Truth.Maybe;
            if (!Name.IsKnown)
                return selector.Value.IsEmpty ? Truth.Yes : Truth.Maybe;
            // The name is always known and never anybody else's; the other labels are the object's.
            var names = new FactList<Label>([Fact.Known(new Label(NameLabel, Name.Value))]);
            var byName = new LabelSelector
            {
                MatchLabels = [.. selector.Value.MatchLabels.Where(static l => l.Name == NameLabel)],
                MatchExpressions = [.. selector.Value.MatchExpressions.Where(static e => e.Key == NameLabel)],
            };
            var byLabels = new LabelSelector
            {
                MatchLabels = [.. selector.Value.MatchLabels.Where(static l => l.Name != NameLabel)],
                MatchExpressions = [.. selector.Value.MatchExpressions.Where(static e => e.Key != NameLabel)],
                IsComplete = selector.Value.IsComplete,
            };
            return byName.Matches(names).ToTruth().And(byLabels.Matches(Labels).ToTruth());
        }

        /// <summary>Adds the pods that a selector chooses.</summary>
        public void Select(Fact<LabelSelector> selector, Truth chosen, List<(NetworkStack, Truth)> members)
        {
            foreach (var pod in Candidates(selector))
            {
                var truth = selector.IsUnset ? Truth.Yes : selector.IsKnown ? selector.Value.Matches(pod.Pod!.Labels).ToTruth() : Truth.Maybe;
                if (truth.And(chosen) is not Truth.No and var both)
                    members.Add((pod, both));
            }
        }

        // Those with the label that fewest have, and those whose labels are not known.
        private IEnumerable<NetworkStack> Candidates(Fact<LabelSelector> selector)
        {
            if (!selector.IsKnown || selector.Value.MatchLabels.Count == 0)
                return _pods;
            List<NetworkStack>? fewest = null;
            foreach (var label in selector.Value.MatchLabels)
            {
                if (!_byLabel.TryGetValue(label, out var pods))
                    return _unsure;
                if (fewest is null || pods.Count < fewest.Count)
                    fewest = pods;
            }

            return _unsure.Count == 0 ? fewest! : fewest!.Concat(_unsure);
        }
    }
}
