using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Lays one Compose document over another, compose-spec "Merge".</summary>
/// <remarks>
/// Mappings are merged key by key, lists are joined, texts replaced. Commands are replaced whole; variables, labels and the like are merged by name,
/// ports, volumes, secrets and configs by what makes them unique. <c>!reset</c> takes a value away, <c>!override</c> replaces it.
/// Every node keeps the place where it was written.
/// </remarks>
internal sealed class ComposeMerge(ReadOptions options, ComposeProblems problems)
{
    public const string Reset = "!reset";

    private const string Override = "!override";

    private const string Service = "services.*";

    // Keys of a service, its build and deploy sections whose values are names with values in either form.
    private static readonly HashSet<string> Pairs = new(StringComparer.Ordinal)
    {
        "services.*.environment", "services.*.labels", "services.*.annotations", "services.*.sysctls", "services.*.extra_hosts",
        "services.*.build.args", "services.*.build.labels", "services.*.build.additional_contexts", "services.*.build.extra_hosts",
        "services.*.deploy.labels", "networks.*.labels", "volumes.*.labels", "secrets.*.labels", "configs.*.labels",
    };

    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal)
    {
        "services.*.command", "services.*.entrypoint", "services.*.healthcheck.test", "services.*.extends",
    };

    // A list of names is short for a mapping of names without settings.
    private static readonly HashSet<string> NameLists = new(StringComparer.Ordinal)
    {
        "services.*.networks", "services.*.depends_on", "services.*.models",
    };

    // A text is short for a list of one.
    private static readonly HashSet<string> OneOrMany = new(StringComparer.Ordinal)
    {
        "services.*.dns", "services.*.dns_search", "services.*.env_file", "services.*.label_file", "services.*.tmpfs",
    };

    private long _merged;

    /// <summary>Merges two documents or parts of them.</summary>
    /// <param name="below">What was there.</param>
    /// <param name="above">What is laid over it.</param>
    /// <param name="path">Where they stand, names of services and the like as <c>*</c>; empty for a whole document.</param>
    /// <returns>The result; null when it was taken away.</returns>
    public YamlNode? Merge(YamlNode below, YamlNode above, string path)
    {
        if (above.Tag == Reset)
            return null;
        if (above.Tag == Override || Replaced.Contains(path) || below is YamlScalar { IsNull: true })
            return above;
        if (above is YamlScalar { IsNull: true })
            return below;
        if (path == Service && !Count(below, above))
            return above;
        if (Pairs.Contains(path))
            return MergePairs(below, above);
        if (NameLists.Contains(path))
            (below, above) = (ToMapping(below), ToMapping(above));
        if (OneOrMany.Contains(path))
            (below, above) = (ToSequence(below), ToSequence(above));
        if (path == "services.*.build")
            (below, above) = (BuildToMapping(below), BuildToMapping(above));
        if (path == "services.*.logging" && below is YamlMapping loggingBelow && above is YamlMapping loggingAbove && DriversDiffer(loggingBelow, loggingAbove))
            return above;
        switch (below, above)
        {
            case (YamlMapping mapping, YamlMapping over):
                return MergeMappings(mapping, over, path);
            case (YamlSequence sequence, YamlSequence over):
                return Join(sequence, over, path);
            case (YamlScalar, YamlScalar):
                return above;
            default:
                // A limit is a number or a mapping: the later form counts.
                if (!path.StartsWith("services.*.ulimits.", StringComparison.Ordinal))
                    problems.Error(above, $"This cannot be merged with {below.Origin}, where it has another form; write both in the same form.");
                return above;
        }
    }

    /// <summary>A document without what <c>!reset</c> takes away.</summary>
    public static YamlMapping WithoutResets(YamlMapping mapping)
    {
        var result = Empty(mapping);
        foreach (var entry in mapping.Entries)
        {
            if (entry.Value.Tag != Reset)
                result.Entries.Add(entry.Value is YamlMapping inner ? entry with { Value = WithoutResets(inner) } : entry);
        }

        return result;
    }

    // Many services may extend one that is large: each of them is as large, then.
    private bool Count(YamlNode below, YamlNode above)
    {
        var before = _merged;
        _merged += below.Weight + above.Weight;
        if (_merged <= options.MaxNodes)
            return true;
        if (before <= options.MaxNodes)
            problems.Error(above, $"The services have more than {options.MaxNodes} nodes when what they extend is written out; from here on nothing is merged.");
        return false;
    }

    private YamlMapping MergeMappings(YamlMapping below, YamlMapping above, string path)
    {
        var result = Empty(below);
        result.Weight = below.Weight + above.Weight;
        foreach (var entry in below.Entries)
        {
            var other = above.Find(entry.Key.Value);
            if (other is null || entry.Key.Value.StartsWith("x-", StringComparison.Ordinal))
                result.Entries.Add(other is { } extension ? extension : entry);
            else if (Merge(entry.Value, other.Value.Value, Below(path, entry.Key.Value)) is { } merged)
                result.Entries.Add(entry with { Value = merged });
        }

        foreach (var entry in above.Entries)
        {
            if (below.Find(entry.Key.Value) is null && entry.Value.Tag != Reset)
                result.Entries.Add(entry);
        }

        return result;
    }

    private static YamlMapping Empty(YamlMapping like) => new(like.Source, like.Start, like.Tag) { End = like.End };

    // Names of services and the like are not part of a path.
    private static string Below(string path, string key) => path switch
    {
        "" => key,
        "services" or "networks" or "volumes" or "secrets" or "configs" or "models" => path + ".*",
        _ => path + "." + key,
    };

    private YamlSequence Join(YamlSequence below, YamlSequence above, string path)
    {
        var result = new YamlSequence(below.Source, below.Start, below.Tag) { End = below.End, Weight = below.Weight + above.Weight };
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in below.Items.Concat(above.Items))
        {
            if (item.Tag == Reset)
                continue;
            var key = ComposeKeys.KeyOf(path, item);
            if (key is not null && places.TryGetValue(key, out var place))
            {
                result.Items[place] = item;
                continue;
            }

            if (key is not null)
                places[key] = result.Items.Count;
            result.Items.Add(item);
        }

        return result;
    }

    // The result is a list whose items are either NAME=VALUE or a mapping of one entry.
    private static YamlSequence MergePairs(YamlNode below, YamlNode above)
    {
        var result = new YamlSequence(below.Source, below.Start) { End = below.End, Weight = below.Weight + above.Weight };
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in ComposePair.Of(below))
        {
            places[pair.Name.Value] = result.Items.Count;
            result.Items.Add(pair.ToItem());
        }

        foreach (var pair in ComposePair.Of(above))
        {
            if (!pair.Name.IsUnknown && places.TryGetValue(pair.Name.Value, out var place))
            {
                result.Items[place] = pair.ToItem();
                continue;
            }

            places[pair.Name.Value] = result.Items.Count;
            result.Items.Add(pair.ToItem());
        }

        result.Items.RemoveAll(static item => item is YamlMapping { Entries.Count: 1 } pair && pair.Entries[0].Value.Tag == Reset);
        return result;
    }

    private static YamlNode ToMapping(YamlNode node)
    {
        if (node is not YamlSequence sequence)
            return node;
        var mapping = new YamlMapping(sequence.Source, sequence.Start) { End = sequence.End };
        foreach (var item in sequence.Items)
        {
            if (item is YamlScalar name && mapping.IndexOf(name.Value) < 0)
                mapping.Entries.Add(new YamlEntry(name, new YamlScalar(name.Source, name.Start, name.End, "", isPlain: true)));
        }

        return mapping;
    }

    private static YamlNode ToSequence(YamlNode node)
    {
        if (node is not YamlScalar)
            return node;
        var sequence = new YamlSequence(node.Source, node.Start) { End = node.End };
        sequence.Items.Add(node);
        return sequence;
    }

    // build: . is short for build: {context: .}
    private static YamlNode BuildToMapping(YamlNode node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
            return node;
        var mapping = new YamlMapping(scalar.Source, scalar.Start) { End = scalar.End };
        mapping.Entries.Add(new YamlEntry(new YamlScalar(scalar.Source, scalar.Start, scalar.End, "context", isPlain: true), scalar));
        return mapping;
    }

    private static bool DriversDiffer(YamlMapping below, YamlMapping above) =>
        below["driver"].KnownText() is { } driver && above["driver"].KnownText() is { } other && driver != other;
}
