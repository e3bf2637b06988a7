namespace ContainerSec.Images.Inspectors.Keys;

/// <summary>A block of textual encoding: <c>-----BEGIN label-----</c>, headers, base64.</summary>
/// <param name="Label">What it is: <c>CERTIFICATE</c>.</param>
/// <param name="IsEncrypted">Whether its headers say that it is (RFC 1421, <c>Proc-Type: 4,ENCRYPTED</c>).</param>
/// <param name="Bytes">What it holds; empty when it is no base64.</param>
internal sealed record PemBlock(string Label, bool IsEncrypted, byte[] Bytes);

/// <summary>Finds blocks of textual encoding (RFC 7468) in one pass over the lines.</summary>
internal static class PemBlocks
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int MaxBlocks = 2000;

    public static IEnumerable<PemBlock> Read(string text)
    {
        string? label = null;
        var isEncrypted = false;
        var body = new System.Text.StringBuilder();
        var count = 0;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.AsSpan().Trim();
            if (line.StartsWith(Begin, StringComparison.Ordinal) && line.EndsWith(Dashes, StringComparison.Ordinal) && line.Length > Begin.Length + Dashes.Length)
            {
                label = line[Begin.Length..^Dashes.Length].ToString();
                isEncrypted = false;
                body.Clear();
            }
            else if (label is not null && line.StartsWith(End, StringComparison.Ordinal))
            {
                if (++count > MaxBlocks)
                    yield break;
                yield return new PemBlock(label, isEncrypted, Decode(body.ToString()));
                label = null;
            }
            else if (line.Contains(':'))
            {
                isEncrypted |= line.StartsWith("Proc-Type", StringComparison.Ordinal) && line.Contains("ENCRYPTED", StringComparison.Ordinal);
            }
            else if (label is not null && !(line.StartsWith("=") && line.Length == 5))
            {
                // The line that is left out is the checksum of OpenPGP's armor.
                body.Append(line);
            }
        }
    }

    private static byte[] Decode(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : [];
    }
}
