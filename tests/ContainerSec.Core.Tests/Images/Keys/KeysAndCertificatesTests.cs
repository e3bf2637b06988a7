using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors.Keys;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Keys;

[TestClass]
public class KeysAndCertificatesTests
{
    private const string NoPassPhrase = "No pass phrase protects the key: whoever has the image has it.";
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PbeParameters s_pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    [TestMethod]
    public async Task Inspect_PrivateKeys_AreTold()
    {
        using var rsa = RSA.Create(2048);
        using var weak = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.AreEqual("""
            PrivateKey a/der.key RSA 2048: No pass phrase protects the key: whoever has the image has it.
            PrivateKey a/ec.pem EC P-256: No pass phrase protects the key: whoever has the image has it.
            PrivateKey a/encrypted.der ? encrypted
            PrivateKey a/encrypted.pem ? encrypted
            PrivateKey a/legacy.pem RSA encrypted
            PrivateKey a/pkcs1.key RSA 1024: No pass phrase protects the key: whoever has the image has it. An RSA key of 1024 bits is too short; 2048 are the least.
            PrivateKey a/pkcs8.pem RSA 2048: No pass phrase protects the key: whoever has the image has it.
            PrivateKey a/sec1.p8 EC P-256: No pass phrase protects the key: whoever has the image has it.
            PrivateKey app/node_modules/tls/test/fixtures/key.pem RSA 2048 public
            PrivateKey etc/ssl/private/ssl-cert-snakeoil.key RSA 2048 public
            PrivateKey usr/lib/python3.12/test/keycert.pem RSA 2048 public
            PrivateKey usr/share/example/key.pem RSA 1024 public
            SshHostKey etc/ssh/ssh_host_rsa_key RSA 2048: Every container of the image has the same host key, and whoever has the image can stand for them.
            """, await TellAsync(t => t
            .File("a/pkcs8.pem", rsa.ExportPkcs8PrivateKeyPem()).File("a/pkcs1.key", "Bag Attributes\n" + weak.ExportRSAPrivateKeyPem()).File("a/ec.pem", "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem())
            .File("a/encrypted.pem", ec.ExportEncryptedPkcs8PrivateKeyPem("secret", s_pbe)).File("a/encrypted.der", rsa.ExportEncryptedPkcs8PrivateKey("secret", s_pbe)).File("a/der.key", rsa.ExportPkcs8PrivateKey()).File("a/sec1.p8", ec.ExportECPrivateKey())
            .File("a/legacy.pem", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n")
            .File("a/public.pem", rsa.ExportSubjectPublicKeyInfoPem()).File("a/text.key", "no key").File("a/half.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n")
            .File("etc/ssh/ssh_host_rsa_key", rsa.ExportPkcs8PrivateKeyPem()).File("etc/ssh/sshd_config", "Port 22")
            .File("etc/ssl/private/ssl-cert-snakeoil.key", rsa.ExportRSAPrivateKeyPem())
            .File("var/lib/dpkg/status", "Package: example\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n").File("var/lib/dpkg/info/example.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/share/example/key.pem\n").File("usr/share/example/key.pem", weak.ExportPkcs8PrivateKeyPem())
            .File("etc/os-release", "ID=debian\nVERSION_ID=12\n")
            .File("app/node_modules/tls/test/fixtures/key.pem", rsa.ExportPkcs8PrivateKeyPem()).File("usr/lib/python3.12/test/keycert.pem", rsa.ExportPkcs8PrivateKeyPem())));
    }

    [TestMethod]
    public async Task Inspect_RemovedKey_IsToldAsDeleted() => Assert.AreEqual($"PrivateKey a/k.pem EC P-384 deleted: {NoPassPhrase}", await TellAsync(
        t => t.File("a/k.pem", ECDsa.Create(ECCurve.NamedCurves.nistP384).ExportPkcs8PrivateKeyPem()), t => t.Whiteout("a/k.pem")));

    [TestMethod]
    public async Task Inspect_Certificates_AreJudged()
    {
        using var rsa = RSA.Create(2048);
        using var small = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ca = Authority("CN=Own CA", other, 2020, 2040);
        using var issued = new CertificateRequest("CN=old", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(ca.SubjectName, X509SignatureGenerator.CreateForRSA(small, RSASignaturePadding.Pkcs1), Year(2021), Year(2025), [1]);
        // .NET no longer signs with SHA-1; the identifier of the algorithm is all that is looked at.
        var expired = PemEncoding.WriteString("CERTIFICATE", Convert.FromHexString(Convert.ToHexString(issued.RawData).Replace("2A864886F70D01010B", "2A864886F70D010105", StringComparison.Ordinal)));
        var future = Pem(new CertificateRequest("CN=new", small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Year(2030), Year(2031)));

        Assert.AreEqual("""
            Certificate a/ca.crt CN=Own CA 2040 EC P-256: -
            Certificate a/expired.crt CN=old 2025 RSA 2048: It expired on 2025-01-01. It is signed with SHA-1, which can be forged. Its private key is in the image too ('a/key.pem').
            Certificate a/future.cer CN=new 2031 RSA 1024: It is not valid before 2030-01-01. An RSA key of 1024 bits is too short; 2048 are the least. The certificate is self-signed: nobody vouches for it.
            PrivateKey a/key.pem RSA 2048: No pass phrase protects the key: whoever has the image has it.
            """, await TellAsync(t => t
            .File("a/ca.crt", Pem(ca)).File("a/expired.crt", expired).File("a/future.cer", X509Certificate2.CreateFromPem(future).RawData).File("a/key.pem", rsa.ExportPkcs8PrivateKeyPem())
            .File("a/damaged.crt", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").File("a/list.pem", string.Concat(Enumerable.Repeat(Pem(ca), 11)))));
    }

    [TestMethod]
    public async Task Inspect_AddedAuthorities_AreTold()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var known = Authority("CN=Known", key, 2020, 2040);
        using var added = Authority("CN=Added", key, 2020, 2040);
        using var appended = Authority("CN=Appended", key, 2020, 2025);
        using var anchor = Authority("CN=Anchor", key, 2020, 2040);

        Assert.AreEqual("""
            TrustedAuthority etc/pki/ca-trust/source/anchors/a.crt CN=Anchor 2040 EC P-256: An authority was added to those that the image trusts: whoever has its key can stand for any site.
            TrustedAuthority etc/ssl/certs/ca-certificates.crt CN=Appended 2025 EC P-256: An authority was appended to the list of those that the image trusts: whoever has its key can stand for any site. It expired on 2025-01-01.
            TrustedAuthority usr/local/share/ca-certificates/a.crt CN=Added 2040 EC P-256: An authority was added to those that the image trusts: whoever has its key can stand for any site.
            """, await TellAsync(t => t
            .File("usr/share/ca-certificates/mozilla/known.crt", Pem(known)).File("usr/local/share/ca-certificates/a.crt", Pem(added)).File("etc/pki/ca-trust/source/anchors/a.crt", Pem(anchor))
            .File("etc/ssl/certs/ca-certificates.crt", Pem(known) + Pem(added) + Pem(appended)).Link("etc/ssl/certs/known.pem", "/usr/share/ca-certificates/mozilla/known.crt")));
        Assert.AreEqual("", await TellAsync(t => t.File("etc/ssl/certs/ca-certificates.crt", Pem(known) + Pem(added))));
    }

    [TestMethod]
    public async Task Inspect_KeyStores_AreTold()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Authority("CN=x", key, 2020, 2040);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);

        Assert.AreEqual("""
            PrivateKey a/locked.p12 ? encrypted
            PrivateKey a/open.pfx EC P-256: No pass phrase protects the key: whoever has the image has it.
            secret-search a/broken.ppk
            """, await TellAsync(t => t
            .File("a/open.pfx", certificate.Export(X509ContentType.Pkcs12)).File("a/locked.p12", certificate.Export(X509ContentType.Pkcs12, "secret"))
            .File("a/trust.p12", bare.Export(X509ContentType.Pkcs12)).File("a/broken.ppk", "?")));
    }

    // Keys that the machine's own tools make.
    [TestMethod]
    public async Task Inspect_KeysOfRealTools_AreTold()
    {
        if (!File.Exists("/usr/bin/ssh-keygen") || !File.Exists("/usr/bin/openssl"))
        {
            Assert.Inconclusive("ssh-keygen and openssl are not installed.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/id_ed25519");
            await RunAsync("ssh-keygen", "-q", "-t", "rsa", "-b", "3072", "-N", "pass phrase", "-f", folder + "/id_rsa");
            await RunAsync("ssh-keygen", "-q", "-t", "ecdsa", "-b", "521", "-N", "", "-f", folder + "/id_ecdsa");
            await RunAsync("openssl", "genpkey", "-algorithm", "ed25519", "-out", folder + "/ed.pem");
            await RunAsync("openssl", "ecparam", "-name", "secp192k1", "-genkey", "-out", folder + "/small.pem");
            await RunAsync("openssl", "genrsa", "-traditional", "-aes128", "-passout", "pass:secret", "-out", folder + "/aes.key", "2048");
            var expected = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["aes.key"] = "RSA encrypted",
                ["ed.pem"] = "Ed25519: " + NoPassPhrase,
                ["id_ecdsa"] = "EC P-521: " + NoPassPhrase,
                ["id_ed25519"] = "Ed25519: " + NoPassPhrase,
                ["id_rsa"] = "RSA 3072 encrypted",
                ["small.pem"] = $"EC secp192k1: {NoPassPhrase} The elliptic curve secp192k1 is too small.",
            };
            if (File.Exists("/usr/bin/keytool"))
            {
                await RunAsync("keytool", "-genkeypair", "-keyalg", "RSA", "-alias", "a", "-dname", "CN=x", "-storetype", "JKS", "-storepass", "secret", "-keypass", "secret", "-keystore", folder + "/key.jks");
                await RunAsync("keytool", "-genkeypair", "-keyalg", "RSA", "-alias", "a", "-dname", "CN=x", "-storepass", "secret", "-keystore", folder + "/new.keystore");
                await RunAsync("keytool", "-exportcert", "-rfc", "-alias", "a", "-storepass", "secret", "-keystore", folder + "/key.jks", "-file", folder + "/c.txt");
                await RunAsync("keytool", "-importcert", "-noprompt", "-alias", "a", "-storetype", "JKS", "-storepass", "secret", "-keystore", folder + "/trust.jks", "-file", folder + "/c.txt");
                (expected["key.jks"], expected["new.keystore"]) = ("? encrypted", "? encrypted");
            }

            Assert.AreEqual(string.Join('\n', expected.Select(static e => $"PrivateKey k/{e.Key} {e.Value}")), await TellAsync(t =>
            {
                foreach (var file in Directory.EnumerateFiles(folder))
                    t.File("k/" + Path.GetFileName(file), File.ReadAllBytes(file));
            }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task Inspect_KeysOfGnuPg_AreTold()
    {
        if (!File.Exists("/usr/bin/gpg"))
        {
            Assert.Inconclusive("gpg is not installed.");
            return;
        }

        var home = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await RunAsync("gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "a@example.org", "rsa2048", "sign", "never");
            await RunAsync("gpg", "--homedir", home, "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--output", home + "/secret.gpg", "--export-secret-keys");
            await RunAsync("gpg", "--homedir", home, "--batch", "--output", home + "/public.gpg", "--export");
            await RunAsync("gpg", "--homedir", home, "--batch", "--armor", "--pinentry-mode", "loopback", "--passphrase", "", "--output", home + "/secret.asc", "--export-secret-keys");
            if (!File.Exists(home + "/secret.gpg"))
            {
                Assert.Inconclusive("gpg cannot make keys here.");
                return;
            }

            var agent = Directory.GetFiles(home + "/private-keys-v1.d").Single();
            Assert.AreEqual($"""
                PrivateKey k/agent.key RSA: {NoPassPhrase}
                PrivateKey k/secret.asc RSA 2048: {NoPassPhrase}
                PrivateKey k/secret.gpg RSA 2048: {NoPassPhrase}
                """, await TellAsync(t => t
                .File("k/agent.key", File.ReadAllBytes(agent)).File("k/secret.gpg", File.ReadAllBytes(home + "/secret.gpg")).File("k/secret.asc", File.ReadAllBytes(home + "/secret.asc")).File("k/public.gpg", File.ReadAllBytes(home + "/public.gpg"))));
        }
        finally
        {
            await RunAsync("gpgconf", "--homedir", home, "--kill", "all");
            Directory.Delete(home, recursive: true);
        }
    }

    [TestMethod]
    public void Inspect_HostileFiles_NeverFail()
    {
        using var rsa = RSA.Create(1024);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Authority("CN=x", key, 2020, 2040);
        byte[][] seeds = [rsa.ExportPkcs8PrivateKey(), rsa.ExportRSAPrivateKey(), key.ExportECPrivateKey(), certificate.RawData, Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()), Encoding.ASCII.GetBytes(Pem(certificate)), [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, 2, 0, 1, 65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 66, 0, 0, 0, 0], [0x95, 1, 0, 4, 0, 0, 0, 0, 1, 8, 0, 1, 2, 3], Encoding.ASCII.GetBytes("PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 2\nAAAA\n")];
        string[] names = ["a.key", "a.pem", "a.gpg", "a.p12", "a.jks", "a.ppk", "id_rsa"];
        var inspector = new KeysAndCertificates();
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, names.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 10], Gen.Int[0, 2000]).Sample((seed, name, changes, length) =>
        {
            var bytes = (byte[])seeds[seed].Clone();
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            inspector.Inspect(new LayerEntry { Path = "a/" + names[name], Type = EntryType.File, Mode = 0 }, bytes.AsMemory(0, Math.Min(bytes.Length, Math.Max(length, bytes.Length / 2))), new LayerSink(InspectionBudgets.Default));
        }, iter: 5000);
    }

    private static async Task<string> TellAsync(params Action<TarForge>[] layers)
    {
        var report = await layers.Aggregate(new ImageForge(), static (forge, layer) => forge.Layer(layer)).InspectAsync(new InspectionOptions { Clock = new FixedClock(), FindSecrets = false });
        return string.Join('\n', report.Keys.OrderBy(static k => k.Kind.ToString(), StringComparer.Ordinal).ThenBy(static k => k.Path, StringComparer.Ordinal).Select(static k => k.Kind is ImageKeyKind.PrivateKey or ImageKeyKind.SshHostKey
            ? $"{k.Kind} {k.Path} {k.Algorithm ?? "?"}{(k.IsEncrypted ? " encrypted" : "")}{(k.Deleted ? " deleted" : "")}{(k.IsPublicKnowledge ? " public" : "")}{(k.Weaknesses.Count > 0 ? ": " : "")}{string.Join(' ', k.Weaknesses)}"
            : $"{k.Kind} {k.Path} {k.Subject} {k.NotAfter:yyyy} {k.Algorithm}: {(k.Weaknesses.Count > 0 ? string.Join(' ', k.Weaknesses) : "-")}")
            .Concat(report.Gaps.Select(static g => $"{g.Code} {g.Path}")));
    }

    private static X509Certificate2 Authority(string name, ECDsa key, int from, int to)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Year(from), Year(to));
    }

    private static DateTimeOffset Year(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Pem(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync(), process.WaitForExitAsync());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_now;
    }
}
