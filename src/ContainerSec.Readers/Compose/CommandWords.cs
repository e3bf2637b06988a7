using System.Text;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>A command: a list of arguments, or a text that Compose splits at blanks as a shell does, without running one.</summary>
internal static class CommandWords
{
    /// <summary>The arguments; an empty text or list is written and has none, which takes the image's own away.</summary>
    public static FactList<string> Of(YamlNode? node) => node switch
    {
        YamlScalar { IsNull: true, IsUnknown: false } or null => FactList<string>.Unset,
        YamlScalar { IsUnknown: true } scalar when !scalar.Value.HasHole() => FactList<string>.Unknown(scalar.Origin),
        YamlScalar scalar => Split(scalar),
        _ => ValueReader.ListOf(node, static item => item.Text()),
    };

    private static FactList<string> Split(YamlScalar scalar)
    {
        var (text, words, parts) = (scalar.Value, new List<Fact<string>>(), new ScalarSlicer(scalar));
        var word = new StringBuilder();
        // Outside of quotes a variable may be several words, or none.
        var mayHaveMore = false;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            word.Clear();
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
                at = AppendPart(word, text, at, ref mayHaveMore);
            words.Add(word.ToString().ToFact(parts.Place(start, at)));
        }

        return new FactList<string>(words, scalar.Origin, mayHaveMore);
    }

    // A quoted part, an escaped character or a plain one; returns the place behind it.
    private static int AppendPart(StringBuilder word, string text, int at, ref bool mayHaveMore)
    {
        var c = text[at++];
        if (c == '\\' && at < text.Length)
        {
            word.Append(text[at]);
            return at + 1;
        }

        if (c is not ('"' or '\''))
        {
            mayHaveMore |= c == Holes.Hole;
            word.Append(c);
            return at;
        }

        while (at < text.Length && text[at] != c)
        {
            if (c == '"' && text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\' or '$' or '`')
                at++;
            word.Append(text[at++]);
        }

        return Math.Min(at + 1, text.Length);
    }
}
