namespace ContainerSec;

/// <summary>Patterns with <c>?</c> (one character), <c>*</c> (any but slashes) and <c>**</c> (any).</summary>
internal static class WildcardPattern
{
    /// <summary>Whether the whole text matches; time is bounded by the product of the lengths.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        // One row of the classic table: reach[j] tells whether the pattern so far matches the first j characters.
        var reach = new bool[text.Length + 1];
        reach[0] = true;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '*')
            {
                for (var j = text.Length; j > 0; j--)
                    reach[j] = reach[j - 1] && (pattern[i] == text[j - 1] || (pattern[i] == '?' && text[j - 1] != '/'));
                reach[0] = false;
                continue;
            }

            var any = i + 1 < pattern.Length && pattern[i + 1] == '*';
            if (any && i + 2 < pattern.Length && pattern[i + 2] == '/')
            {
                // "**/" is nothing, or anything that ends in a slash: "**/a" is "a" and "b/c/a".
                var before = (bool[])reach.Clone();
                var started = false;
                for (var j = 1; j <= text.Length; j++)
                {
                    started |= before[j - 1];
                    reach[j] = before[j] || (started && text[j - 1] == '/');
                }

                i += 2;
                continue;
            }

            for (var j = 1; j <= text.Length; j++)
                reach[j] |= reach[j - 1] && (any || text[j - 1] != '/');
            if (any)
                i++;
        }

        return reach[text.Length];
    }
}
