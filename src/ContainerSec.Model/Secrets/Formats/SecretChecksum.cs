using System.Text;

namespace ContainerSec.Secrets;

/// <summary>Checksums that issuers put into their tokens, so that a text which only looks like one is told apart without asking them.</summary>
internal static class SecretChecksum
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Bech32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    private static readonly uint[] Crc32Table = MakeCrc32Table();

    /// <summary>GitHub's and npm's: the last six characters are the CRC-32 of what stands between the prefix and them, in base 62.</summary>
    /// <remarks>GitHub's blog, "Behind GitHub's new authentication token formats".</remarks>
    /// <param name="token">The token with its prefix, which ends in an underscore.</param>
    public static bool IsBase62(string token)
    {
        var body = token.LastIndexOf('_') + 1;
        return token.Length - body > 6 && token.EndsWith(Base62Of(token.Substring(body, token.Length - 6 - body)), StringComparison.Ordinal);
    }

    /// <summary>The six characters that end a token of GitHub or npm.</summary>
    /// <param name="body">What stands before them, without the prefix.</param>
    public static string Base62Of(string body)
    {
        var crc = Crc32(body);
        var digits = new char[6];
        for (var i = 5; i >= 0; i--, crc /= 62)
            digits[i] = Base62[(int)(crc % 62)];
        return new string(digits);
    }

    /// <summary>Bech32 as age writes keys, all in capitals: a BCH code over the readable part and the data.</summary>
    /// <remarks>BIP 173; age's specification, "X25519 recipient".</remarks>
    /// <param name="text">The whole key: <c>AGE-SECRET-KEY-1…</c>.</param>
    public static bool IsBech32(string text)
    {
        var one = text.LastIndexOf('1');
        if (one < 1)
            return false;
        var sum = Spread(text.Substring(0, one).ToLowerInvariant());
        for (var i = one + 1; i < text.Length; i++)
        {
            var value = Bech32.IndexOf(text[i]);
            if (value < 0)
                return false;
            sum = Step(sum, value);
        }

        return sum == 1;
    }

    /// <summary>The six characters that end a Bech32 text.</summary>
    /// <param name="readable">What stands before the last 1.</param>
    /// <param name="data">Characters of Bech32 in capitals.</param>
    public static string Bech32Of(string readable, string data)
    {
        var sum = Spread(readable.ToLowerInvariant());
        foreach (var c in data)
            sum = Step(sum, Bech32.IndexOf(c));
        for (var i = 0; i < 6; i++)
            sum = Step(sum, 0);
        sum ^= 1;
        var text = new StringBuilder();
        for (var i = 0; i < 6; i++)
            text.Append(Bech32[(int)((sum >> (5 * (5 - i))) & 31)]);
        return text.ToString();
    }

    /// <summary>The CRC-32 of ISO-HDLC, as zip and Ethernet have it.</summary>
    /// <param name="text">ASCII characters.</param>
    public static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var c in text)
            crc = Crc32Table[(crc ^ c) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Spread(string readable)
    {
        var sum = 1u;
        foreach (var c in readable)
            sum = Step(sum, c >> 5);
        sum = Step(sum, 0);
        foreach (var c in readable)
            sum = Step(sum, c & 31);
        return sum;
    }

    private static uint Step(uint sum, int value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1FFFFFF) << 5) ^ (uint)value;
        for (var i = 0; i < 5; i++)
            sum ^= ((top >> i) & 1) != 0 ? Generator(i) : 0;
        return sum;
    }

    private static uint Generator(int bit) => bit switch { 0 => 0x3B6A57B2, 1 => 0x26508E6D, 2 => 0x1EA119FA, 3 => 0x3D4233DD, _ => 0x2A1462B3 };

    private static uint[] MakeCrc32Table()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}
