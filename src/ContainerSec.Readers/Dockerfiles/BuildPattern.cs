using System.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>A pattern of <c>${NAME#pattern}</c>: <c>*</c> any characters, <c>?</c> one, a backslash makes the next one plain.</summary>
internal sealed class BuildPattern
{
    private const char AnyCharacters = '\uE000';
    private const char OneCharacter = '\uE001';

    private readonly string _pattern;

    public BuildPattern(string pattern)
    {
        var compiled = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
                compiled.Append(pattern[++i]);
            else
                compiled.Append(c switch { '*' => AnyCharacters, '?' => OneCharacter, _ => c });
        }

        _pattern = compiled.ToString();
    }

    /// <summary>The value without the part at its start that matches.</summary>
    public string TrimStart(string value, bool longest)
    {
        var length = Match(value, 0, longest);
        return length < 0 ? value : value.Substring(length);
    }

    /// <summary>The value without the part at its end that matches.</summary>
    public string TrimEnd(string value, bool longest)
    {
        for (var i = 0; i <= value.Length; i++)
        {
            var start = longest ? i : value.Length - i;
            if (MatchesToEnd(value, start))
                return value.Substring(0, start);
        }

        return value;
    }

    /// <summary>The value with the first or every match replaced.</summary>
    public string Replace(string value, string replacement, bool all)
    {
        var result = new StringBuilder();
        for (var i = 0; i < value.Length;)
        {
            var length = Match(value, i, longest: true);
            if (length <= 0)
            {
                result.Append(value[i++]);
                continue;
            }

            result.Append(replacement);
            i += length;
            if (!all)
                return result.Append(value, i, value.Length - i).ToString();
        }

        return result.ToString();
    }

    private bool MatchesToEnd(string value, int start) => Ends(value, start)[value.Length - start];

    // How many characters from the start match: the most or the fewest; -1 when none do.
    private int Match(string value, int start, bool longest)
    {
        var ends = Ends(value, start);
        return longest ? Array.LastIndexOf(ends, true) : Array.IndexOf(ends, true);
    }

    // Where the pattern may end, as lengths from the start.
    private bool[] Ends(string value, int start)
    {
        var length = value.Length - start;
        var reached = new bool[length + 1];
        reached[0] = true;
        foreach (var part in _pattern)
        {
            var next = new bool[length + 1];
            for (var i = 0; i <= length; i++)
            {
                if (part == AnyCharacters)
                    next[i] = reached[i] || (i > 0 && next[i - 1]);
                else if (i > 0)
                    next[i] = reached[i - 1] && (part == OneCharacter || part == value[start + i - 1]);
            }

            reached = next;
        }

        return reached;
    }
}
