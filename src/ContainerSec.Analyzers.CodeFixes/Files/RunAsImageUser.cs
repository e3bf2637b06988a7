using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Lets a .NET image run as the user that it brings: <c>USER $APP_UID</c> before the last stage's entry point.</summary>
/// <remarks>Only images of .NET since version 8 have it; which user another image has is not known.</remarks>
internal sealed class RunAsImageUser : TextFix
{
    private const string Title = "Run as the image's user";

    private static readonly Regex From = new(@"^\s*FROM\s+mcr\.microsoft\.com/dotnet/(?:aspnet|runtime|runtime-deps):(?:[89]|[1-9]\d)\.\d[\w.-]*\s*(?:AS\s+\S+)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Whether an image has such a user.</summary>
    public static bool HasUser(string image) => From.IsMatch("FROM " + image);

    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.Dockerfile)
            return null;
        var lines = place.Text.Lines.Select(l => (Line: l, Text: place.Text.ToString(l.Span))).ToList();
        var from = lines.FindLastIndex(static l => l.Text.TrimStart().StartsWith("FROM ", StringComparison.OrdinalIgnoreCase));
        if (from < 0 || !From.IsMatch(lines[from].Text) || lines.Skip(from).Any(static l => l.Text.TrimStart().StartsWith("USER ", StringComparison.OrdinalIgnoreCase)))
            return null;
        // Files that were copied before stay root's: the program may read them, not change them.
        var entry = lines.FindIndex(from, static l => l.Text.StartsWith("ENTRYPOINT", StringComparison.OrdinalIgnoreCase) || l.Text.StartsWith("CMD", StringComparison.OrdinalIgnoreCase));
        return entry < 0 ? null : Change.Replace(Title, Title, new TextSpan(lines[entry].Line.Start, 0), "USER $APP_UID\n");
    }
}
