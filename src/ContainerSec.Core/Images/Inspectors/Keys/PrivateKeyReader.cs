using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ContainerSec.Images.Inspectors.Keys;

/// <summary>Recognises private keys in each form that tools write.</summary>
internal static class PrivateKeyReader
{
    private const int MaxStoreEntries = 10_000;

    /// <summary>A block of textual encoding; null when it is no private key.</summary>
    public static KeyMaterial? Read(PemBlock block) => block.Label switch
    {
        "RSA PRIVATE KEY" or "EC PRIVATE KEY" or "DSA PRIVATE KEY" when block.IsEncrypted => KeyMaterial.Encrypted with { Algorithm = block.Label.Split(' ')[0] },
        "PRIVATE KEY" => KeyMaterial.OfPkcs8(block.Bytes),
        "ENCRYPTED PRIVATE KEY" => KeyMaterial.OfPkcs8(block.Bytes),
        "RSA PRIVATE KEY" => KeyMaterial.OfPkcs1(block.Bytes),
        "EC PRIVATE KEY" => KeyMaterial.OfSec1(block.Bytes),
        "DSA PRIVATE KEY" => KeyMaterial.OfDsa(block.Bytes),
        "OPENSSH PRIVATE KEY" => OfOpenSsh(block.Bytes),
        "PGP PRIVATE KEY BLOCK" => OfPgp(block.Bytes),
        _ => null,
    };

    /// <summary>A file that is a key as a whole: DER, PuTTY, OpenPGP, GnuPG, key stores; null when it is none.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="extension">With dot, lower case: some forms are only looked for where their names say so.</param>
    public static KeyMaterial? ReadFile(ReadOnlyMemory<byte> content, string extension)
    {
        var bytes = content.Span;
        if (bytes.StartsWith("PuTTY-User-Key-File-"u8))
            return OfPutty(Encoding.UTF8.GetString(bytes));
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xed, 0xfe, 0xed]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xce, 0xce, 0xce, 0xce]))
            return OfJavaStore(bytes);
        if (extension is ".p12" or ".pfx" or ".pkcs12" or ".keystore" or ".jks" && bytes.StartsWith("\u0030"u8))
            return OfPkcs12(content);
        if (extension is ".gpg" or ".pgp")
            return OfPgp(bytes);
        if (extension is ".key" && (bytes.StartsWith("("u8) || bytes.StartsWith("Created:"u8) || bytes.StartsWith("Key:"u8)))
            return OfGnuPg(bytes);
        return bytes.StartsWith("\u0030"u8) ? KeyMaterial.OfPkcs8(content) ?? KeyMaterial.OfSec1(content) ?? (bytes.Length > 200 ? KeyMaterial.OfPkcs1(content) : null) : null;
    }

    // OpenSSH, PROTOCOL.key: magic, cipher, kdf and its options, how many keys, the public key, the private one.
    private static KeyMaterial? OfOpenSsh(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("openssh-key-v1\0"u8))
            return null;
        var reader = new SshReader(bytes[15..]);
        var isEncrypted = !reader.Next().SequenceEqual("none"u8);
        reader.Next();
        reader.Next();
        reader.Skip(4);
        return KeyMaterial.OfSshBlob(reader.Next()) with { IsEncrypted = isEncrypted };
    }

    // PuTTY documentation, appendix C "PPK file format".
    private static KeyMaterial OfPutty(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        var isEncrypted = !Array.Exists(lines, static l => l == "Encryption: none");
        var first = Array.FindIndex(lines, static l => l.StartsWith("Public-Lines:", StringComparison.Ordinal));
        if (first < 0 || !int.TryParse(lines[first][13..], out var count) || count < 0 || count > lines.Length - first - 1)
            return new KeyMaterial(null, IsEncrypted: isEncrypted);
        var base64 = string.Concat(lines.AsSpan(first + 1, count));
        var blob = new byte[base64.Length];
        return (Convert.TryFromBase64String(base64, blob, out var length) ? KeyMaterial.OfSshBlob(blob.AsSpan(0, length)) : new KeyMaterial(null)) with { IsEncrypted = isEncrypted };
    }

    // Java's own key stores (sun.security.provider.JavaKeyStore): entries with tag 1 are private keys, always encrypted; tag 2 are certificates.
    private static KeyMaterial? OfJavaStore(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 13)
            return null;
        var (count, at) = (Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), MaxStoreEntries), 12);
        for (var i = 0; i < count && at + 4 <= bytes.Length; i++)
        {
            var tag = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (tag != 2)
                return tag is 1 or 3 ? KeyMaterial.Encrypted : null;
            at += 4;
            if (!SkipText(bytes, ref at) || (at += 8) < 0 || !SkipText(bytes, ref at) || at + 4 > bytes.Length)
                return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 4)
                return null;
            at += 4 + (int)length;
        }

        return null;
    }

    private static bool SkipText(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at < 0 || at + 2 > bytes.Length)
            return false;
        at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        return at <= bytes.Length;
    }

    // Opened with no password and with an empty one; how much work a store may ask for is limited by the loader.
    private static KeyMaterial? OfPkcs12(ReadOnlyMemory<byte> content)
    {
        try
        {
            var certificates = X509CertificateLoader.LoadPkcs12Collection(content.Span, password: null, X509KeyStorageFlags.EphemeralKeySet, new Pkcs12LoaderLimits(Pkcs12LoaderLimits.Defaults) { TotalKdfIterationLimit = 300_000, IndividualKdfIterationLimit = 100_000, MacIterationLimit = 100_000 });
            KeyMaterial? found = null;
            foreach (var certificate in certificates)
            {
                using (certificate)
                {
                    if (certificate.HasPrivateKey)
                        found ??= KeyMaterial.OfPublicKey(certificate.PublicKey.Oid.Value, certificate.PublicKey.EncodedParameters?.RawData, certificate.PublicKey.EncodedKeyValue.RawData);
                }
            }

            return found;
        }
        catch (Pkcs12LoadLimitExceededException)
        {
            return KeyMaterial.Encrypted;
        }
        catch (CryptographicException exception)
        {
            // ERROR_INVALID_PASSWORD; anything else is no such store.
            return exception.HResult == unchecked((int)0x80070056) ? KeyMaterial.Encrypted : null;
        }
    }

    // GnuPG, agent/keyformat.txt.
    private static KeyMaterial? OfGnuPg(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        var isProtected = head.IndexOf("protected-private-key"u8) >= 0;
        if (!isProtected && (head.IndexOf("private-key"u8) < 0 || head.IndexOf("shadowed-private-key"u8) >= 0))
            return null;
        return new KeyMaterial(head.IndexOf("Ed25519"u8) >= 0 ? "Ed25519" : head.IndexOf("rsa"u8) >= 0 ? "RSA" : head.IndexOf("ecc"u8) >= 0 ? "EC" : null, IsEncrypted: isProtected);
    }

    // RFC 4880 and RFC 9580: a packet with tag 5 is a secret key. Its public part comes first, then how the secret is protected.
    private static KeyMaterial? OfPgp(ReadOnlySpan<byte> bytes)
    {
        for (var packets = 0; packets < 10_000 && bytes.Length > 2 && (bytes[0] & 0x80) != 0; packets++)
        {
            var isNew = (bytes[0] & 0x40) != 0;
            var tag = isNew ? bytes[0] & 0x3f : (bytes[0] >> 2) & 0xf;
            var lengthSize = isNew ? (bytes[1] < 192 ? 1 : bytes[1] < 224 ? 2 : bytes[1] == 255 ? 5 : 0) : (bytes[0] & 3) switch { 0 => 1, 1 => 2, 2 => 4, _ => 0 };
            if (lengthSize == 0 || bytes.Length < 1 + lengthSize)
                return null;
            var field = bytes.Slice(1, lengthSize);
            long length = (lengthSize, isNew) switch
            {
                (1, _) => field[0],
                (2, true) => ((field[0] - 192) << 8) + field[1] + 192,
                (2, false) => BinaryPrimitives.ReadUInt16BigEndian(field),
                (5, _) => BinaryPrimitives.ReadUInt32BigEndian(field[1..]),
                _ => BinaryPrimitives.ReadUInt32BigEndian(field),
            };
            bytes = bytes[(1 + lengthSize)..];
            if (length > bytes.Length)
                return null;
            if (tag == 5)
                return OfSecretKeyPacket(bytes[..(int)length]);
            bytes = bytes[(int)length..];
        }

        return null;
    }

    private static KeyMaterial? OfSecretKeyPacket(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 8 || packet[0] is not (4 or 5 or 6))
            return null;
        var algorithm = packet[5];
        var rest = packet[6..];
        if (packet[0] != 4)
            return new KeyMaterial(null, IsEncrypted: true);
        var material = algorithm is 1 or 2 or 3 ? KeyMaterial.Rsa(Number(ref rest)) : algorithm is 17 ? KeyMaterial.Dsa(Number(ref rest)) : new KeyMaterial(algorithm is 22 or 27 ? "Ed25519" : algorithm is 19 ? "EC" : null);
        var numbers = algorithm switch { 1 or 2 or 3 => 1, 17 => 3, 16 => 3, 19 or 22 => 1, _ => -1 };
        if (algorithm is 19 or 22 && rest.Length > 1)
            rest = rest[Math.Min(1 + rest[0], rest.Length)..];
        if (algorithm is 27)
            rest = rest[Math.Min(32, rest.Length)..];
        for (; numbers > 0; numbers--)
            Number(ref rest);
        if (numbers < 0 && algorithm is not 27)
            return material with { IsEncrypted = true };
        // "gnu-dummy": only the place of the secret, no secret.
        if (rest.Length > 2 && rest[0] is 254 or 255 && rest[2] == 101)
            return null;
        return material with { IsEncrypted = rest.IsEmpty || rest[0] != 0 };
    }

    private static ReadOnlySpan<byte> Number(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2)
            return default;
        var size = Math.Min((BinaryPrimitives.ReadUInt16BigEndian(rest) + 7) / 8, rest.Length - 2);
        var number = rest.Slice(2, size);
        rest = rest[(2 + size)..];
        return number;
    }
}
