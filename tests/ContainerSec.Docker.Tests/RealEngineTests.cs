using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Docker.Tests;

[TestClass]
[DoNotParallelize]
public class RealEngineTests
{
    private static readonly ImageForge Image = new ImageForge()
        .Layer(static t => t.Folder("etc").File("etc/os-release", "ID=debian\n"))
        .Layer(static t => t.Folder("usr").Folder("usr/bin").File("usr/bin/su", "x", 0b100_111_101_101), "RUN install");

    private static readonly ImageForge Other = new ImageForge().Layer(static t => t.File("other", "1"));

    [TestMethod]
    [DataRow("docker")]
    [DataRow("podman")]
    public async Task Inspect_ByNameAndId_TellsTheImage(string kind)
    {
        using var engine = kind == "docker" ? await RealEngine.DockerAsync() : await RealEngine.PodmanAsync();
        await engine.LoadAsync(Other.DockerArchive("docker.io/library/csectest:other"));
        await engine.LoadAsync(Image.DockerArchive("docker.io/library/csectest:latest"));

        // The name without tag would be all images of the repository.
        foreach (var name in (string[])["docker.io/library/csectest", "docker.io/library/csectest:latest", Image.ConfigDigest()])
        {
            var report = await ImageInspector.InspectAsync(DockerEngine.ParseSource($"{kind}:{name}", engine.Options));

            Assert.AreEqual("debian", report.OperatingSystem?.Id);
            Assert.AreEqual("usr/bin/su", report.SetuidFiles.Single().Path);
            Assert.HasCount(2, report.Layers);
            Assert.Contains("csectest:latest", string.Join(' ', report.Names));
            Assert.IsEmpty(report.Gaps);
        }

        await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(DockerEngine.ParseSource($"{kind}:docker.io/library/csectest:absent", engine.Options)));
    }

    [TestMethod]
    public async Task Inspect_OverTls_NeedsTheRightCertificates()
    {
        using var certificates = new Certificates();
        var port = FreePort();
        using var engine = await RealEngine.DockerAsync("-H", $"tcp://127.0.0.1:{port}", "--tlsverify", "--tlscacert", certificates.At("ca.pem"), "--tlscert", certificates.At("server.pem"), "--tlskey", certificates.At("server-key.pem"));
        await engine.LoadAsync(Image.DockerArchive("csectest:latest"));
        var options = new EngineOptions { Host = new Uri($"tcp://127.0.0.1:{port}"), CertificatePath = certificates.Folder };

        Assert.AreEqual("debian", (await ImageInspector.InspectAsync(DockerEngine.Image("csectest", options))).OperatingSystem?.Id);

        using var strangers = new Certificates();
        await Assert.ThrowsAsync<IOException>(() => ImageInspector.InspectAsync(DockerEngine.Image("csectest", options with { CertificatePath = strangers.Folder })));
        // The right authority, but a certificate for another host.
        var exception = await Assert.ThrowsAsync<IOException>(() => ImageInspector.InspectAsync(DockerEngine.Image("csectest", options with { Host = new Uri($"tcp://localhost:{port}") })));
        Assert.Contains("AuthenticationException", exception.ToString());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An authority, a server at 127.0.0.1 and a client, as docker wants them.</summary>
    private sealed class Certificates : IDisposable
    {
        public Certificates()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
            using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
            File.WriteAllText(At("ca.pem"), authority.ExportCertificatePem());
            Issue(authority, "server", "1.3.6.1.5.5.7.3.1", "server.pem", "server-key.pem");
            Issue(authority, "client", "1.3.6.1.5.5.7.3.2", "cert.pem", "key.pem");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("containersec").FullName;

        public string At(string name) => Path.Combine(Folder, name);

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private void Issue(X509Certificate2 authority, string name, string usage, string certificate, string keyFile)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
            File.WriteAllText(At(certificate), issued.ExportCertificatePem());
            File.WriteAllText(At(keyFile), key.ExportPkcs8PrivateKeyPem());
        }
    }
}
