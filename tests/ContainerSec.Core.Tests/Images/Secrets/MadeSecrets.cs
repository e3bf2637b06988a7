using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContainerSec.Secrets;

namespace ContainerSec.Tests.Images.Secrets;

/// <summary>Makes texts that have the form of secrets from templates, so that no file holds one.</summary>
internal static partial class MadeSecrets
{
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private static readonly string Capitals = Small.ToUpperInvariant();

    /// <summary>The kinds and their templates.</summary>
    public static IEnumerable<(string Kind, string Template)> Cases() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Images", "Secrets", "kinds.cases"))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split(" | ", 2))
            .Select(static parts => (parts[0].Trim(), parts[1].Replace("\\n", "\n", StringComparison.Ordinal)));

    /// <summary>A text made from a template, and the secret in it.</summary>
    public static (string Text, string Secret) Make(string template, int seed)
    {
        var random = new Random(seed);
        var last = "";
        var text = Hole().Replace(template, hole => last = Draw(hole.Groups[1].Value, random, last));
        var (open, close) = (text.IndexOf('«', StringComparison.Ordinal), text.IndexOf('»', StringComparison.Ordinal));
        return (text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), text[(open + 1)..close]);
    }

    /// <summary>The secret of a kind.</summary>
    public static string Of(string kind, int seed) => Make(Cases().First(c => c.Kind == kind).Template, seed).Secret;

    private static string Draw(string hole, Random random, string last) => hole switch
    {
        "uuid" => $"{Characters("h", 8, random)}-{Characters("h", 4, random)}-4{Characters("h", 3, random)}-a{Characters("h", 3, random)}-{Characters("h", 12, random)}",
        "crc" => SecretChecksum.Base62Of(last),
        "bech" => Characters("z", 52, random) is var data ? data + SecretChecksum.Bech32Of("AGE-SECRET-KEY-", data) : "",
        "pem" => $"-----BEGIN {"PRIVATE"} KEY-----\\nMII{Characters("b", 400, random)}\\n",
        "pgp" => $"-----BEGIN PGP {"PRIVATE"} KEY BLOCK-----\n\nlQ{Characters("b", 400, random)}\n=abcd\n",
        "ovpn" => $"-----BEGIN OpenVPN {"Static"} key V1-----\n{string.Join('\n', Enumerable.Range(0, 16).Select(_ => Characters("h", 32, random)))}\n",
        "jwt" => $"{Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Url("{\"sub\":\"shop\",\"exp\":1999999999}")}.{Characters("w", 43, random)}",
        "basic" => Convert.ToBase64String(Encoding.ASCII.GetBytes("deploy:" + Characters("a", 16, random))),
        _ => Characters(hole[..1], int.Parse(hole[1..], CultureInfo.InvariantCulture), random),
    };

    private static string Url(string json) => Convert.ToBase64String(Encoding.ASCII.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Characters(string set, int count, Random random)
    {
        var alphabet = set switch
        {
            "a" => Digits + Capitals + Small,
            "b" => Digits + Capitals + Small + "+/",
            "w" => Digits + Capitals + Small + "_-",
            "l" => Capitals + Small,
            "h" => Digits + "abcdef",
            "H" => Digits + "ABCDEF",
            "u" => Digits + Capitals,
            "s" => Digits + Small,
            "d" => Digits,
            "x" => Capitals + "234567",
            "y" => Small + "234567",
            "z" => "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
            _ => throw new FormatException(set),
        };
        // Begins and ends with a letter or digit, as a text between blanks does.
        var text = new string([.. Enumerable.Range(0, count).Select(_ => alphabet[random.Next(alphabet.Length)])]);
        // Nearly every run that may have a digit has one; one in a thousand has none and would make a test fail by chance.
        if (count >= 20 && alphabet.Contains('4', StringComparison.Ordinal) && !text.Any(char.IsDigit))
            text = "4" + text[1..];
        return count > 1 ? text[..^1] + (char.IsAsciiLetterOrDigit(text[^1]) ? text[^1] : 'x') : text;
    }

    [GeneratedRegex(@"\{([a-zA-Z]\d+|uuid|crc|bech|pem|pgp|ovpn|jwt|basic)\}")]
    private static partial Regex Hole();
}
