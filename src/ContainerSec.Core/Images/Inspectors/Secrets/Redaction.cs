using System.Security.Cryptography;
using System.Text;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>How a secret is spoken of: its first characters, never more than a third, and a hash of the whole.</summary>
internal static class Redaction
{
    private const int MostShown = 4;
    private const int ShortestShown = 12;

    /// <summary>What is shown of a secret.</summary>
    /// <param name="format">Its kind; null when only its name told it.</param>
    /// <param name="secret">The secret.</param>
    public static string Of(SecretFormat? format, ReadOnlySpan<byte> secret) => $"{Shown(format, secret)}… sha256:{Hash(secret)}";

    /// <summary>The first 12 digits of the secret's SHA-256: the same secret is recognised wherever it is found.</summary>
    public static string Hash(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret).AsSpan(0, 6));

    private static string Shown(SecretFormat? format, ReadOnlySpan<byte> secret)
    {
        // The line that opens a key is the same for everybody.
        if (secret.StartsWith("-----BEGIN "u8))
            return Encoding.ASCII.GetString(secret[..(secret[11..].IndexOf("-----"u8) + 16)]);
        if (secret.Length < ShortestShown)
            return "";
        var opening = format is { HasOpening: true } ? format.Words[0].Length : 0;
        return Encoding.ASCII.GetString(secret[..Math.Min(opening + MostShown, secret.Length / 3)]);
    }
}
