using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Adds a property to a project file, below one that stands on a line of its own: <c>ContainerUser</c> below <c>ContainerBaseImage</c>.</summary>
/// <param name="title">What is done, for the user.</param>
/// <param name="below">The property that it stands below.</param>
/// <param name="name">The property's name.</param>
/// <param name="value">Its value.</param>
internal sealed class AddXmlLine(string title, string below, string name, string value) : TextFix
{
    private readonly Regex _line = new($@"^([ \t]*)<{below}>[^<>]*</{below}>[ \t]*\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <summary>Words of the file with which it would be wrong.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Which value of the other property it is for.</summary>
    public Func<string, bool> If { get; init; } = static _ => true;

    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.Project || place.Text.ToString() is not { } content || Unless.Any(word => content.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            return null;
        // Of several, each with a condition, none is the one to follow.
        if (_line.Matches(content) is not { Count: 1 } found || !If(found[0].Value.Split('<', '>')[2]))
            return null;
        var line = place.Text.Lines.GetLineFromPosition(found[0].Index);
        return Change.Replace(title, title, new TextSpan(line.End, 0), $"\n{found[0].Groups[1].Value}<{name}>{value}</{name}>") with { IsForAll = false };
    }
}
