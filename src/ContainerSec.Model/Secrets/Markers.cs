namespace ContainerSec.Secrets;

/// <summary>Short words of which a text must hold one before a closer look at it is worth its time: most texts hold none.</summary>
internal sealed class Markers
{
    private readonly string[] _words;

    // Which letters of the alphabet begin a word, one bit each.
    private readonly int _letters;

    /// <summary>Names the words.</summary>
    /// <param name="words">Letters of a to z, in lower case.</param>
    public Markers(params string[] words)
    {
        _words = words;
        foreach (var word in words)
            _letters |= 1 << (word[0] - 'a');
    }

    /// <summary>Whether one of the words is in a text, in any case and anywhere.</summary>
    /// <param name="text">The text.</param>
    public bool AreIn(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = Small(text[i]) - 'a';
            if (letter is >= 0 and < 26 && (_letters & (1 << letter)) != 0 && BeginsAt(text, i))
                return true;
        }

        return false;
    }

    private bool BeginsAt(string text, int at)
    {
        foreach (var word in _words)
        {
            var same = 0;
            while (same < word.Length && at + same < text.Length && Small(text[at + same]) == word[same])
                same++;
            if (same == word.Length)
                return true;
        }

        return false;
    }

    // This bit makes a capital letter a small one, and no other character a letter.
    private static int Small(char c) => c | 0x20;
}
