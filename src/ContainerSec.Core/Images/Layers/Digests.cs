using System.Security.Cryptography;

namespace ContainerSec.Images.Layers;

/// <summary>Digests as images write them: <c>sha256:</c> and 64 hexadecimal digits.</summary>
/// <remarks>OCI image-spec, "Content Descriptors", section Digests: sha256 must be known, sha512 may be.</remarks>
internal static class Digests
{
    public static string Format(HashAlgorithmName algorithm, ReadOnlySpan<byte> hash) =>
        (algorithm == HashAlgorithmName.SHA512 ? "sha512:" : "sha256:") + Convert.ToHexStringLower(hash);

    public static string Sha256(ReadOnlySpan<byte> bytes) => Format(HashAlgorithmName.SHA256, SHA256.HashData(bytes));

    /// <summary>The digest of bytes by the algorithm that another digest names.</summary>
    public static string Like(string digest, ReadOnlySpan<byte> bytes) =>
        AlgorithmOf(digest) == HashAlgorithmName.SHA512 ? Format(HashAlgorithmName.SHA512, SHA512.HashData(bytes)) : Sha256(bytes);

    /// <summary>The algorithm of a digest; SHA-256 where none is stated.</summary>
    public static HashAlgorithmName AlgorithmOf(string? digest) =>
        digest is not null && digest.StartsWith("sha512:", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;

    /// <summary>Whether the text has the form of a digest that can be computed. Only such a text may become a part of a path.</summary>
    public static bool IsValid(string? digest) => digest is not null
        && (HasForm(digest, "sha256:", 64) || HasForm(digest, "sha512:", 128));

    private static bool HasForm(string digest, string prefix, int digits) =>
        digest.Length == prefix.Length + digits && digest.StartsWith(prefix, StringComparison.Ordinal)
        && !digest.AsSpan(prefix.Length).ContainsAnyExcept("0123456789abcdef");
}
