using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Keys;

/// <summary>Private keys, certificates, host keys of SSH, and authorities that were added to those that the image trusts.</summary>
/// <remarks>
/// Where trust is added: update-ca-certificates(8), update-ca-trust(8), trust(1). Keys that an unmodified OS package brought, and those of tests inside packages of npm and Python, are public knowledge; certificates of both are left out.
/// A file with many certificates is a list of authorities, not a certificate of the image.
/// </remarks>
internal sealed class KeysAndCertificates : Inspector
{
    private const string Bundle = "etc/ssl/certs/ca-certificates.crt";
    private const int MaxOfImage = 10;
    private const int MaxSubject = 512;

    private static readonly string[] s_extensions = [".pem", ".key", ".crt", ".cer", ".cert", ".der", ".p8", ".pk8", ".p12", ".pfx", ".pkcs12", ".jks", ".keystore", ".ppk", ".asc", ".gpg", ".pgp"];
    private static readonly string[] s_sshNames = ["id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", "identity"];
    private static readonly string[] s_anchors = ["usr/local/share/ca-certificates/", "etc/pki/ca-trust/source/", "usr/share/pki/ca-trust-source/", "etc/ca-certificates/trust-source/", "usr/share/ca-certificates/trust-source/", "etc/pki/trust/anchors/"];
    private static readonly string[] s_stores = ["usr/share/ca-certificates/", "etc/pki/ca-trust/extracted/", "etc/ca-certificates/extracted/", "var/lib/ca-certificates/"];
    private static readonly string[] s_damageMatters = [".p12", ".pfx", ".pkcs12", ".jks", ".keystore", ".ppk"];

    public override InspectorInfo Info { get; } = new("keys", Version: 1)
    {
        Interests =
        [
            .. s_extensions.Select(PathInterest.Extension), .. s_sshNames.Select(PathInterest.Name), PathInterest.Folder("etc/ssh"), PathInterest.Below("etc/ssl/private"),
            .. s_anchors.Select(static a => PathInterest.Below(a[..^1])),
        ],
        MaxFileSize = 8 << 20,
        GapCode = GapCodes.SecretSearch,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (content.IsEmpty)
            return;
        var name = entry.Name;
        var extension = name[Math.Max(name.LastIndexOf('.'), 0)..].ToLowerInvariant();
        var certificates = new List<CertificateFact>();
        var found = false;
        if (content.Span.IndexOf("-----BEGIN "u8) >= 0)
        {
            foreach (var block in PemBlocks.Read(Encoding.Latin1.GetString(content.Span)))
            {
                found = true;
                if (PrivateKeyReader.Read(block) is { } key)
                    sink.Add(FactOf(entry, key));
                else if (block.Label is "CERTIFICATE" or "X509 CERTIFICATE" or "TRUSTED CERTIFICATE" && Read(entry, block.Bytes) is { } certificate)
                    certificates.Add(certificate);
            }
        }
        else if (PrivateKeyReader.ReadFile(content, extension) is { } key)
        {
            found = true;
            sink.Add(FactOf(entry, key));
        }
        else if (content.Span[0] == 0x30 && Read(entry, content.Span) is { } certificate)
        {
            found = true;
            certificates.Add(certificate);
        }

        if ((certificates.Count <= MaxOfImage && !IsTestData(entry.Path)) || entry.Path == Bundle || IsBelow(entry.Path, s_anchors))
            certificates.ForEach(sink.Add);
        if (!found && s_damageMatters.Contains(extension) && !IsStoreOfCertificates(content.Span))
            sink.Gap(GapCodes.SecretSearch, entry.Path, "By its name the file holds a private key, and it has none of the forms that are known.");
    }

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var keys = facts.All<PrivateKeyFact>().ToList();
        var places = keys.Where(static k => k.Fact.Mark is not null).GroupBy(static k => k.Fact.Mark!, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First().Path, StringComparer.Ordinal);
        foreach (var (fact, path, layer, isDeleted) in keys.DistinctBy(static k => (k.Path, k.Layer, k.Fact.Algorithm, k.Fact.Mark)))
            report.Keys.Add(KeyOf(fact, path, layer, isDeleted, IsPublicKnowledge(path) || report.UnmodifiedPackageFiles.Contains(path)));

        var certificates = facts.Visible<CertificateFact>().Where(c => !report.UnmodifiedPackageFiles.Contains(c.Path)).ToList();
        var distributed = facts.Visible<CertificateFact>().Where(static c => c.Path.StartsWith("usr/share/ca-certificates/", StringComparison.Ordinal)).Select(static c => c.Fact.Thumbprint).ToHashSet(StringComparer.Ordinal);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (fact, path, layer, _) in certificates)
        {
            if (IsBelow(path, s_anchors) && added.Add(fact.Thumbprint))
                report.Keys.Add(AuthorityOf(fact, path, layer, report.Now, "An authority was added to those that the image trusts: whoever has its key can stand for any site."));
            else if (!IsBelow(path, s_anchors) && !IsBelow(path, s_stores) && path != Bundle && !distributed.Contains(fact.Thumbprint))
                report.Keys.Add(CertificateOf(fact, path, layer, report.Now, places));
        }

        // What stands in the list and did not come with the distribution's authorities was appended.
        if (distributed.Count == 0)
            return;
        foreach (var (fact, path, layer, _) in certificates)
        {
            if (path == Bundle && !distributed.Contains(fact.Thumbprint) && added.Add(fact.Thumbprint))
                report.Keys.Add(AuthorityOf(fact, path, layer, report.Now, "An authority was appended to the list of those that the image trusts: whoever has its key can stand for any site."));
        }
    }

    private static PrivateKeyFact FactOf(LayerEntry entry, KeyMaterial key) => new() { Path = entry.Path, Algorithm = key.Algorithm, Mark = key.Mark, IsEncrypted = key.IsEncrypted, Weakness = key.Weakness };

    private static ImageKey KeyOf(PrivateKeyFact fact, string path, string layer, bool isDeleted, bool isPublic)
    {
        var isHostKey = path.StartsWith("etc/ssh/ssh_host_", StringComparison.Ordinal);
        var weaknesses = new List<string>();
        if (isHostKey)
            weaknesses.Add("Every container of the image has the same host key, and whoever has the image can stand for them.");
        else if (!fact.IsEncrypted)
            weaknesses.Add("No pass phrase protects the key: whoever has the image has it.");
        if (fact.Weakness is not null)
            weaknesses.Add(fact.Weakness);
        return new ImageKey
        {
            Kind = isHostKey ? ImageKeyKind.SshHostKey : ImageKeyKind.PrivateKey,
            Path = path,
            Layer = layer,
            Deleted = isDeleted,
            Algorithm = fact.Algorithm,
            IsEncrypted = fact.IsEncrypted,
            IsPublicKnowledge = isPublic,
            Weaknesses = isPublic ? [] : weaknesses,
        };
    }

    private static ImageKey AuthorityOf(CertificateFact fact, string path, string layer, DateTimeOffset now, string what) => new()
    {
        Kind = ImageKeyKind.TrustedAuthority,
        Path = path,
        Layer = layer,
        Algorithm = fact.Algorithm,
        Subject = fact.Subject,
        NotAfter = fact.NotAfter,
        Weaknesses = [what, .. WeaknessesOf(fact, now)],
    };

    private static ImageKey CertificateOf(CertificateFact fact, string path, string layer, DateTimeOffset now, Dictionary<string, string> keys)
    {
        var weaknesses = WeaknessesOf(fact, now);
        if (fact.IsSelfSigned && !fact.IsAuthority)
            weaknesses.Add("The certificate is self-signed: nobody vouches for it.");
        if (fact.Mark is not null && keys.TryGetValue(fact.Mark, out var key))
            weaknesses.Add($"Its private key is in the image too ('{key}').");
        return new ImageKey
        {
            Kind = ImageKeyKind.Certificate,
            Path = path,
            Layer = layer,
            Algorithm = fact.Algorithm,
            Subject = fact.Subject,
            NotAfter = fact.NotAfter,
            Weaknesses = IsPublicKnowledge(path) ? [] : weaknesses,
        };
    }

    private static List<string> WeaknessesOf(CertificateFact fact, DateTimeOffset now)
    {
        var weaknesses = new List<string>();
        if (fact.NotAfter < now)
            weaknesses.Add($"It expired on {fact.NotAfter:yyyy-MM-dd}.");
        if (fact.NotBefore > now)
            weaknesses.Add($"It is not valid before {fact.NotBefore:yyyy-MM-dd}.");
        // Nobody checks the signature of a root.
        if (fact.WeakSignature is not null && !fact.IsSelfSigned)
            weaknesses.Add($"It is signed with {fact.WeakSignature}, which can be forged.");
        if (fact.Weakness is not null)
            weaknesses.Add(fact.Weakness);
        return weaknesses;
    }

    private static CertificateFact? Read(LayerEntry entry, ReadOnlySpan<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            var key = KeyMaterial.OfPublicKey(certificate.PublicKey.Oid.Value, certificate.PublicKey.EncodedParameters?.RawData, certificate.PublicKey.EncodedKeyValue.RawData);
            return new CertificateFact
            {
                Path = entry.Path,
                Thumbprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span)),
                Subject = certificate.Subject.Length <= MaxSubject ? certificate.Subject : certificate.Subject[..MaxSubject] + "…",
                NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
                NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
                Algorithm = key.Algorithm,
                Mark = key.Mark,
                Weakness = key.Weakness,
                IsSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData),
                IsAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static e => e.CertificateAuthority),
                WeakSignature = certificate.SignatureAlgorithm.Value switch
                {
                    "1.2.840.113549.1.1.2" => "MD2",
                    "1.2.840.113549.1.1.4" => "MD5",
                    "1.2.840.113549.1.1.5" or "1.2.840.10040.4.3" or "1.2.840.10045.4.1" or "1.3.14.3.2.29" => "SHA-1",
                    _ => null,
                },
            };
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Many files have such names; a damaged certificate is no danger.
            return null;
        }
    }

    // A store without private keys is no key, and nothing is wrong with it.
    private static bool IsStoreOfCertificates(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xed, 0xfe, 0xed]) || content.StartsWith((ReadOnlySpan<byte>)[0xce, 0xce, 0xce, 0xce]) || content[0] == 0x30;

    private static bool IsBelow(string path, string[] folders) => Array.Exists(folders, f => path.StartsWith(f, StringComparison.Ordinal));

    // Debian's ssl-cert makes the "snakeoil" pair for trying things out; nobody relies on it.
    private static bool IsPublicKnowledge(string path) => path.Contains("ssl-cert-snakeoil.", StringComparison.Ordinal) || IsTestData(path);

    private static bool IsTestData(string path)
    {
        var parts = path.Split('/');
        var packages = Array.FindIndex(parts, static p => p is "node_modules" or "site-packages" or "dist-packages" || p.StartsWith("python3.", StringComparison.Ordinal));
        return packages >= 0 && Array.FindIndex(parts, packages, static p => p is "test" or "tests" or "testing" or "fixtures" or "fixture" or "testdata" or "__tests__" or "spec" or "idlelib" or "examples" or "example") >= 0;
    }
}

/// <summary>A private key in a file.</summary>
internal sealed record PrivateKeyFact : LayerFact
{
    public string? Algorithm { get; init; }

    /// <summary>A hash of its public part, by which its certificate knows it; null when it does not hold that.</summary>
    public string? Mark { get; init; }

    public bool IsEncrypted { get; init; }

    public string? Weakness { get; init; }
}

/// <summary>A certificate in a file.</summary>
internal sealed record CertificateFact : LayerFact
{
    /// <summary>SHA-256 of its bytes.</summary>
    public required string Thumbprint { get; init; }

    public required string Subject { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    public string? Algorithm { get; init; }

    /// <inheritdoc cref="PrivateKeyFact.Mark"/>
    public string? Mark { get; init; }

    public string? Weakness { get; init; }

    public bool IsSelfSigned { get; init; }

    public bool IsAuthority { get; init; }

    /// <summary>The hash of its signature, when that is weak.</summary>
    public string? WeakSignature { get; init; }
}
