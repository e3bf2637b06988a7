namespace ContainerSec.Readers.Text;

/// <summary>Gives the same text for words that come again: <c>image</c> and <c>"8080"</c> of services, <c>dotnet</c> and <c>/app</c> of a build.</summary>
/// <remarks>A word lives here until one of the same place in the table takes it, so the pool stays as small as it is.</remarks>
internal sealed class WordPool
{
    private const int Size = 512;

    // Longer ones hardly come again.
    private const int MaxLength = 32;

    private string?[]? _words;

    /// <summary>The word that stands in a text.</summary>
    public string Get(string text, int start, int end)
    {
        var length = end - start;
        if (length is 0 or > MaxLength)
            return text.Substring(start, length);
        var hash = 0u;
        for (var i = start; i < end; i++)
            hash = (hash * 31) + text[i];
        _words ??= new string[Size];
        ref var word = ref _words[(hash ^ (hash >> 9)) % Size];
        if (word is null || word.Length != length || string.CompareOrdinal(word, 0, text, start, length) != 0)
            return word = text.Substring(start, length);
        return word;
    }
}
