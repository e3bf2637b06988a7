using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Changes a truth value in the engine's configuration: <c>"icc": true</c> becomes <c>"icc": false</c>.</summary>
internal sealed class SetJsonValue(string name, string value) : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.DaemonJson)
            return null;
        var match = Regex.Match(place.Text.ToString(place.Line.Span), $"\"{Regex.Escape(name)}\"\\s*:\\s*(true|false)\\b", RegexOptions.CultureInvariant);
        return match.Success && match.Groups[1].Value != value
            ? Change.Replace($"Set {name} to {value}", $"Set {name}", new TextSpan(place.Line.Start + match.Groups[1].Index, match.Groups[1].Length), value)
            : null;
    }
}
