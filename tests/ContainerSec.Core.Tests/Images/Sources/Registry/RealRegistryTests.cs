using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources.Registry;

[TestClass]
public class RealRegistryTests
{
    private static readonly RegistryOptions Bare = new() { UseStoredCredentials = false };
    private static readonly ImageForge Amd = new ImageForge().Layer(static t => t.File("etc/os-release", "ID=debian\n")).GzipLayer(static t => t.File("amd", new string('x', 100_000)));
    private static readonly ImageForge Arm = new ImageForge().Layer(static t => t.File("arm", "1"));

    [TestMethod]
    public async Task Inspect_IndexByTagAndDigest_TellsTheImage()
    {
        using var registry = await RealRegistry.StartAsync();
        await registry.PushAsync(Amd, "team/shop", "amd");
        await registry.PushAsync(Arm, "team/shop", "arm");
        var index = ImageForms.Index([Arm.ManifestDescriptor(platform: "linux/arm64"), Amd.ManifestDescriptor()]);
        await registry.PushManifestAsync("team/shop", "1", "application/vnd.oci.image.index.v1+json", index);

        foreach (var name in (string[])["team/shop:1", $"team/shop@{ImageForge.Digest(index)}", "team/shop:amd"])
        {
            var report = await ImageInspector.InspectAsync(ImageSource.Registry($"{registry.Host}/{name}", Bare));

            Assert.AreEqual("debian", report.OperatingSystem?.Id);
            Assert.AreEqual(ImageForge.Digest(Amd.ManifestBytes()), report.Digest);
            Assert.AreEqual(name.EndsWith("amd", StringComparison.Ordinal) ? null : ImageForge.Digest(index), report.IndexDigest);
            Assert.IsEmpty(report.Gaps);
        }

        var arm = await ImageInspector.InspectAsync(ImageSource.Parse($"registry:{registry.Host}/team/shop:1", Bare), new InspectionOptions { Platform = Platform.Parse("linux/arm64") });
        Assert.AreEqual(ImageForge.Digest(Arm.ManifestBytes()), arm.Digest);
        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(ImageSource.Registry($"{registry.Host}/team/shop:2", Bare)));
        Assert.Contains("has no image", exception.Message);
    }

    [TestMethod]
    public async Task Inspect_WithPasswordFile_LogsIn()
    {
        var line = Htpasswd("ada", "pw");
        using var registry = await RealRegistry.StartAsync(
            "auth: { htpasswd: { realm: test, path: $FOLDER/htpasswd } }",
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String("ada:pw"u8)),
            ("htpasswd", line));
        await registry.PushAsync(Amd, "team/shop", "1");

        var report = await ImageInspector.InspectAsync(ImageSource.Registry($"{registry.Host}/team/shop:1", Bare with { Credentials = new RegistryCredentials { UserName = "ada", Password = "pw" } }));

        Assert.AreEqual("debian", report.OperatingSystem?.Id);
        foreach (var credentials in (RegistryCredentials?[])[null, new RegistryCredentials { UserName = "ada", Password = "no" }])
            await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(ImageSource.Registry($"{registry.Host}/team/shop:1", Bare with { Credentials = credentials })));
    }

    [TestMethod]
    public async Task Inspect_WithTokenServer_GetsAToken()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var chain = Convert.ToBase64String(certificate.RawData);
        using var tokens = new FakeHttp(request => request.Authorization is null ? FakeResponse.Of(401) : new FakeResponse { Body = Encoding.UTF8.GetBytes($$"""{"token":"{{Token(key, chain, "pull")}}"}""") });
        using var registry = await RealRegistry.StartAsync(
            $"auth: {{ token: {{ realm: \"http://{tokens.Host}/token\", service: test, issuer: test, rootcertbundle: $FOLDER/root.pem }} }}",
            new AuthenticationHeaderValue("Bearer", Token(key, chain, "pull\",\"push")),
            ("root.pem", certificate.ExportCertificatePem()));
        await registry.PushAsync(Amd, "team/shop", "1");

        var report = await ImageInspector.InspectAsync(ImageSource.Registry($"{registry.Host}/team/shop:1", Bare with { Credentials = new RegistryCredentials { UserName = "ada", Password = "pw" } }));

        Assert.AreEqual("debian", report.OperatingSystem?.Id);
        Assert.Contains("service=test", tokens.Requests.First().Target);
    }

    // A token as distribution's "Token Authentication Implementation" wants it.
    private static string Token(ECDsa key, string chain, string actions)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = Url(Encoding.UTF8.GetBytes($$"""{"typ":"JWT","alg":"ES256","x5c":["{{chain}}"]}"""));
        var claims = Url(Encoding.UTF8.GetBytes($$"""{"iss":"test","sub":"ada","aud":"test","exp":{{now + 300}},"nbf":{{now - 60}},"iat":{{now}},"jti":"1","access":[{"type":"repository","name":"team/shop","actions":["{{actions}}"]}]}"""));
        return $"{head}.{claims}.{Url(key.SignData(Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256))}";
    }

    private static string Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string Htpasswd(string user, string password)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("htpasswd", ["-nbB", user, password]) { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new AssertInconclusiveException("Needs htpasswd: Debian's package apache2-utils.");
        }
    }
}
