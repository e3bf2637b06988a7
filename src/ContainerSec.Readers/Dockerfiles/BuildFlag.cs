namespace ContainerSec.Readers.Dockerfiles;

/// <summary>An option of an instruction.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Value">Its value without quotes; null when there is no equals sign.</param>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="End">Where it ends in the line.</param>
internal sealed record BuildFlag(string Name, string? Value, int Start, int End)
{
    /// <summary>Where the value begins in the line.</summary>
    public int ValueStart => Value is null ? End : Start + 2 + Name.Length + 1;

    /// <summary>Whether the value stands in the line as it is, so that places inside of it are exact.</summary>
    public bool IsVerbatim => Value is not null && End - ValueStart == Value.Length;

    public static BuildFlag Parse(string word, int start, int end)
    {
        var equals = word.IndexOf('=');
        return equals < 0
            ? new BuildFlag(word.Substring(2), null, start, end)
            : new BuildFlag(word.Substring(2, equals - 2), word.Substring(equals + 1), start, end);
    }
}
