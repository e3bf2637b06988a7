namespace ContainerSec.Secrets;

/// <summary>Finds a secret around one of the words of its format.</summary>
/// <param name="text">The text; only what is between the ends may be read.</param>
/// <param name="start">Where the text begins.</param>
/// <param name="end">Where it ends.</param>
/// <param name="at">Where the word begins.</param>
/// <param name="length">How long the word is.</param>
/// <returns>Where the secret begins and ends; (-1, -1) when there is none.</returns>
internal delegate (int Start, int End) SecretFinder(byte[] text, int start, int end, int at, int length);
