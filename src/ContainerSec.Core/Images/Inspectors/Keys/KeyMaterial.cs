using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace ContainerSec.Images.Inspectors.Keys;

/// <summary>What a private or public key is: algorithm, strength, and a mark by which the halves of a pair know each other.</summary>
/// <param name="Algorithm">As people name it: <c>RSA 2048</c>, <c>EC P-256</c>, <c>Ed25519</c>; null when it is not known.</param>
/// <param name="Mark">A hash of the public part; null when the private key does not hold it.</param>
/// <param name="Weakness">A sentence about its strength; null when nothing is wrong with it.</param>
/// <param name="IsEncrypted">Whether a private key needs a pass phrase.</param>
internal sealed record KeyMaterial(string? Algorithm, string? Mark = null, string? Weakness = null, bool IsEncrypted = false)
{
    private const int MinRsaBits = 2048;

    /// <summary>A key whose kind only the owner of the pass phrase can tell.</summary>
    public static KeyMaterial Encrypted { get; } = new(null, IsEncrypted: true);

    public static KeyMaterial Rsa(ReadOnlySpan<byte> modulus)
    {
        var bits = BitsOf(modulus);
        return new($"RSA {bits}", MarkOf(modulus), bits < MinRsaBits ? $"An RSA key of {bits} bits is too short; {MinRsaBits} are the least." : null);
    }

    public static KeyMaterial Dsa(ReadOnlySpan<byte> prime) => new($"DSA {BitsOf(prime)}", null, "DSA is no longer an approved algorithm for signing (FIPS 186-5).");

    public static KeyMaterial Curve(string? oid, ReadOnlySpan<byte> point) => new(
        $"EC {NameOfCurve(oid)}",
        point.IsEmpty ? null : MarkOf(point),
        oid is "1.2.840.10045.3.1.1" or "1.3.132.0.31" or "1.3.132.0.8" ? $"The elliptic curve {NameOfCurve(oid)} is too small." : null);

    /// <summary>PKCS#8, PrivateKeyInfo or EncryptedPrivateKeyInfo (RFC 5958); null when the bytes are none.</summary>
    public static KeyMaterial? OfPkcs8(ReadOnlyMemory<byte> der) => Try(() =>
    {
        var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            return sequence.ReadSequence().ReadObjectIdentifier().StartsWith("1.2.840.113549.1.", StringComparison.Ordinal) && sequence.TryReadPrimitiveOctetString(out _) ? Encrypted : null;
        if (!sequence.TryReadInt32(out var version) || version is not (0 or 1))
            return null;
        var algorithm = sequence.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        return sequence.TryReadPrimitiveOctetString(out var key) ? OfAlgorithm(oid, algorithm, key) : null;
    });

    /// <summary>PKCS#1, RSAPrivateKey (RFC 8017); null when the bytes are none.</summary>
    public static KeyMaterial? OfPkcs1(ReadOnlyMemory<byte> der) => Try(() =>
    {
        var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        return sequence.TryReadInt32(out var version) && version is 0 or 1 && sequence.HasData ? Rsa(sequence.ReadIntegerBytes().Span) : null;
    });

    /// <summary>SEC 1, ECPrivateKey (RFC 5915); null when the bytes are none.</summary>
    public static KeyMaterial? OfSec1(ReadOnlyMemory<byte> der, string? curve = null) => Try(() =>
    {
        var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (!sequence.TryReadInt32(out var version) || version != 1 || !sequence.TryReadPrimitiveOctetString(out _))
            return null;
        var point = ReadOnlyMemory<byte>.Empty;
        while (sequence.HasData)
        {
            var tag = sequence.PeekTag();
            var part = sequence.ReadSequence(tag);
            if (tag.TagValue == 0 && part.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
                curve ??= part.ReadObjectIdentifier();
            else if (tag.TagValue == 1)
                part.TryReadPrimitiveBitString(out _, out point);
        }

        return Curve(curve, point.Span);
    });

    /// <summary>The form of OpenSSL for DSA: version, p, q, g, y, x; null when the bytes are none.</summary>
    public static KeyMaterial? OfDsa(ReadOnlyMemory<byte> der) => Try(() =>
    {
        var sequence = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        return sequence.TryReadInt32(out _) ? Dsa(sequence.ReadIntegerBytes().Span) : null;
    });

    /// <summary>The public key of a certificate.</summary>
    /// <param name="oid">Its algorithm.</param>
    /// <param name="parameters">The parameters, DER.</param>
    /// <param name="key">The key itself.</param>
    public static KeyMaterial OfPublicKey(string? oid, ReadOnlyMemory<byte> parameters, ReadOnlyMemory<byte> key) => Try(() => oid switch
    {
        "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" => Rsa(new AsnReader(key, AsnEncodingRules.BER).ReadSequence().ReadIntegerBytes().Span),
        "1.2.840.10040.4.1" => Dsa(new AsnReader(parameters, AsnEncodingRules.BER).ReadSequence().ReadIntegerBytes().Span),
        "1.2.840.10045.2.1" => Curve(new AsnReader(parameters, AsnEncodingRules.BER) is var reader && reader.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) ? reader.ReadObjectIdentifier() : null, key.Span),
        _ => new KeyMaterial(NameOf(oid)),
    }) ?? new KeyMaterial(NameOf(oid));

    /// <summary>A public key as SSH writes it (RFC 4253 section 6.6, RFC 5656, RFC 8709).</summary>
    public static KeyMaterial OfSshBlob(ReadOnlySpan<byte> blob)
    {
        var reader = new SshReader(blob);
        return SshReader.Text(reader.Next()) switch
        {
            "ssh-rsa" when reader.Next() is { Length: > 0 } && reader.Next() is { Length: > 0 } modulus => Rsa(modulus),
            "ssh-dss" when reader.Next() is { Length: > 0 } prime => Dsa(prime),
            "ssh-ed25519" => new("Ed25519"),
            "ecdsa-sha2-nistp256" => new("EC P-256"),
            "ecdsa-sha2-nistp384" => new("EC P-384"),
            "ecdsa-sha2-nistp521" => new("EC P-521"),
            "sk-ssh-ed25519@openssh.com" => new("Ed25519 on a security key"),
            _ => new((string?)null),
        };
    }

    private static KeyMaterial? OfAlgorithm(string oid, AsnReader parameters, ReadOnlyMemory<byte> key) => oid switch
    {
        "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" => OfPkcs1(key),
        "1.2.840.10045.2.1" => OfSec1(key, parameters.HasData && parameters.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) ? parameters.ReadObjectIdentifier() : null),
        "1.2.840.10040.4.1" => parameters.HasData ? Dsa(parameters.ReadSequence().ReadIntegerBytes().Span) : null,
        _ => new KeyMaterial(NameOf(oid)),
    };

    private static string? NameOf(string? oid) => oid switch
    {
        "1.3.101.110" => "X25519",
        "1.3.101.111" => "X448",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        "2.16.840.1.101.3.4.3.17" => "ML-DSA-44",
        "2.16.840.1.101.3.4.3.18" => "ML-DSA-65",
        "2.16.840.1.101.3.4.3.19" => "ML-DSA-87",
        _ => null,
    };

    private static string NameOfCurve(string? oid) => oid switch
    {
        "1.2.840.10045.3.1.1" => "P-192",
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.8" => "secp160r1",
        "1.3.132.0.10" => "secp256k1",
        "1.3.132.0.31" => "secp192k1",
        "1.3.132.0.33" => "P-224",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        "1.3.36.3.3.2.8.1.1.7" => "brainpoolP256r1",
        "1.3.36.3.3.2.8.1.1.11" => "brainpoolP384r1",
        "1.3.36.3.3.2.8.1.1.13" => "brainpoolP512r1",
        null => "of a curve that is not named",
        _ => oid,
    };

    private static int BitsOf(ReadOnlySpan<byte> number)
    {
        number = number.TrimStart((byte)0);
        return number.IsEmpty ? 0 : (8 * number.Length) - BitOperations.LeadingZeroCount((uint)number[0]) + 24;
    }

    private static string MarkOf(ReadOnlySpan<byte> number) => Convert.ToHexStringLower(SHA256.HashData(number.TrimStart((byte)0)))[..32];

    private static KeyMaterial? Try(Func<KeyMaterial?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>Reads the strings of SSH's wire format (RFC 4251 section 5): four bytes of length and the bytes.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public static string Text(ReadOnlySpan<byte> bytes) => bytes.Length <= 100 ? System.Text.Encoding.ASCII.GetString(bytes) : "";

    /// <summary>The next string; empty when there is none.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_rest.Length < 4)
            return default;
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(_rest);
        if (length > _rest.Length - 4)
        {
            _rest = default;
            return default;
        }

        var text = _rest.Slice(4, (int)length);
        _rest = _rest[(4 + (int)length)..];
        return text;
    }

    public void Skip(int count) => _rest = _rest[Math.Min(count, _rest.Length)..];
}
