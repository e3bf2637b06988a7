namespace ContainerSec.Readers.DockerSyntax;

/// <summary>Text of which parts are not known: a variable, a template, an expression stands there.</summary>
/// <remarks>
/// A reader puts <see cref="Hole"/> where such a part was written, <c>$HOME/.ssh:/root/.ssh:ro</c> as <c>□/.ssh:/root/.ssh:ro</c>.
/// What stands between the holes is still known: here the target and the access, not the source.
/// U+FFFF is a noncharacter, which no text file holds.
/// </remarks>
internal static class Holes
{
    public const char Hole = '\uFFFF';

    public static bool HasHole(this string text) => text.IndexOf(Hole) >= 0;

    /// <summary>Whether nothing of the text is known.</summary>
    public static bool IsHole(this string text)
    {
        foreach (var c in text)
        {
            if (c != Hole)
                return false;
        }

        return text.Length > 0;
    }

    /// <summary>The text as a fact: known if it has no hole.</summary>
    public static Fact<string> ToFact(this string text, Provenance? origin) =>
        text.HasHole() ? Fact.Unknown<string>(origin) : Fact.Known(text, origin);
}
