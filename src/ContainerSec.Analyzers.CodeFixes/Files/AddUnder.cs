using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Adds a key to the service, the container or the pod that a diagnostic stands on, with what is missing on the way to it.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="surface">The kind of file.</param>
/// <param name="path">The keys from there to the value: <c>securityContext/capabilities/drop</c>; <c>pod:</c> before them begins at the pod's <c>spec</c>, <c>meta:</c> at <c>metadata</c>; <c>~</c> is a slash of a key.</param>
/// <param name="value">The value.</param>
internal sealed class AddUnder(string title, Surface surface, string path, string value) : TextFix
{
    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    /// <summary>Words with which the subject takes back what would be added; with one of them nothing is offered.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    public override Change? At(TextPlace place)
    {
        if (place.Surface != surface || place.Outline.At(place.Span) is not { } named || Start(place, named) is not { } entry)
            return null;
        var subject = place.Text.ToString(place.Outline.LinesOf(entry));
        if (Unless.Any(subject.Contains))
            return null;
        var keys = path.Substring(path.IndexOf(':') + 1).Split('/').Select(static k => k.Replace('~', '/')).ToList();
        while (keys.Count > 0 && place.Outline.ChildrenOf(entry).FirstOrDefault(c => c.Key == keys[0]) is { } child)
        {
            keys.RemoveAt(0);
            if (keys.Count == 0 && child.Value.Length > 0 && place.Text.ToString(child.Value)[0] is not ('[' or '{' or '&' or '*'))
                return Change.Replace(title, title, child.Value, value) with { IsForAll = IsForAll };
            // In braces, or a list that says something else.
            if (child.Value.Length > 0 || keys.Count == 0)
                return null;
            entry = child;
        }

        var column = place.Outline.ChildrenOf(entry).FirstOrDefault()?.Column ?? entry.Column + 2;
        var end = place.Outline.LinesOf(entry).End;
        var text = string.Concat(keys.Select((key, i) => $"{new string(' ', column + i * 2)}{key}:{(i == keys.Count - 1 ? " " + value : "")}\n"));
        var needsBreak = end > 0 && place.Text[end - 1] != '\n';
        return Change.Replace(title, title, new TextSpan(end, 0), needsBreak ? "\n" + text.TrimEnd('\n') : text) with { IsForAll = IsForAll };
    }

    private OutlineEntry? Start(TextPlace place, OutlineEntry named)
    {
        if (surface == Surface.Compose)
            return named.Key == "driver" ? place.Outline.ParentOf(named) : named.Key is not null && named.Value.IsEmpty ? named : null;
        if (named.Key != "name" || place.Outline.ParentOf(named) is not { } parent)
            return null;
        if (path.StartsWith("meta:", StringComparison.Ordinal))
            return parent.Key == "metadata" ? parent : null;
        if (!path.StartsWith("pod:", StringComparison.Ordinal))
            return parent.IsItem ? parent : null;
        if (parent.Key != "metadata" || parent.Column != 0)
            return null;
        // A pod's own, or that of the template that pods are made from.
        var spec = After(place, parent, "spec");
        for (var inner = spec; inner is not null; inner = Child(place, Child(place, inner, "template") ?? Child(place, inner, "jobTemplate"), "spec"))
            spec = inner;
        return spec;
    }

    private static OutlineEntry? After(TextPlace place, OutlineEntry sibling, string key)
    {
        foreach (var entry in place.Outline.Entries.Skip(sibling.Index + 1))
        {
            if (entry.Column < 0)
                return null;
            if (entry.Column == 0 && entry.Key == key)
                return entry;
        }

        return null;
    }

    private static OutlineEntry? Child(TextPlace place, OutlineEntry? entry, string key) => entry is null ? null : place.Outline.ChildrenOf(entry).FirstOrDefault(c => c.Key == key);
}
