using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Sources.Registry;

namespace ContainerSec.Tests.Images.Sources.Registry;

[TestClass]
public class CredentialTests
{
    [TestMethod]
    [DataRow("""{"auths":{"reg.example":{"auth":"YWRhOnB3"}}}""", "reg.example", "ada:pw")]
    [DataRow("""{"auths":{"https://reg.example/v2/":{"auth":"YWRhOnB3"}}}""", "reg.example", "ada:pw")]
    [DataRow("""{"auths":{"https://index.docker.io/v1/":{"auth":"YWRhOnB3"}}}""", "docker.io", "ada:pw")]
    [DataRow("""{"auths":{"reg.example":{"auth":"YWRhOnB3Onc="}}}""", "reg.example", "ada:pw:w", DisplayName = "a colon in the password")]
    [DataRow("""{"auths":{"reg.example":{"username":"ada","password":"pw"}}}""", "reg.example", "ada:pw")]
    [DataRow("""{"auths":{"reg.example":{"auth":"MDA6","identitytoken":"tok"}}}""", "reg.example", "token tok")]
    [DataRow("""{"auths":{"reg.example":{"auth":"eDp5"},"reg.example/team":{"auth":"YWRhOnB3"}}}""", "reg.example", "ada:pw", DisplayName = "the closest key")]
    [DataRow("""{"auths":{"reg.example/other":{"auth":"YWRhOnB3"}}}""", "reg.example", null)]
    [DataRow("""{"auths":{"reg.example":{"auth":"YWRhOnB3"}}}""", "evil.example", null)]
    [DataRow("""{"auths":{"reg.example":{"auth":"YWRhOnB3"}}}""", "reg.example.evil", null)]
    [DataRow("""{"auths":{"reg.example":{"auth":"YWRhOnB3"}}}""", "reg.example:5000", null)]
    [DataRow("""{"auths":{"reg.example":{"auth":"!"}}}""", "reg.example", null)]
    [DataRow("""{"auths":{"reg.example":null}}""", "reg.example", null)]
    [DataRow("""{"auths":3}""", "reg.example", null)]
    [DataRow("", "reg.example", null)]
    public async Task Find_InAFile_IsOfThatHostOnly(string file, string host, string? expected)
    {
        using var folder = new TempFolder();
        folder.Write(".docker/config.json", Encoding.UTF8.GetBytes(file));

        Assert.AreEqual(expected, Told(await new CredentialStore(static _ => null, folder.Path).FindAsync(host, "team/shop", CancellationToken.None)));
    }

    [TestMethod]
    public async Task Find_InSeveralFiles_TakesTheFirstThatHasSome()
    {
        using var folder = new TempFolder();
        folder.Write("docker/config.json", """{"auths":{"a.example":{"auth":"ZDp3"}}}"""u8.ToArray());
        folder.Write(".config/containers/auth.json", """{"auths":{"a.example":{"auth":"cDp3"},"b.example":{"auth":"cDp3"}}}"""u8.ToArray());
        var store = new CredentialStore(name => name == "DOCKER_CONFIG" ? folder.At("docker") : null, folder.Path);

        Assert.AreEqual("d:w", Told(await store.FindAsync("a.example", "shop", CancellationToken.None)));
        Assert.AreEqual("p:w", Told(await store.FindAsync("b.example", "shop", CancellationToken.None)));
    }

    [TestMethod]
    [DoNotParallelize]
    [DataRow("""{"credHelpers":{"reg.example":"csectest"}}""", "reg.example", "ada:reg.example")]
    [DataRow("""{"credsStore":"csectest"}""", "reg.example", "ada:reg.example")]
    [DataRow("""{"credsStore":"csectest"}""", "docker.io", "ada:https://index.docker.io/v1/")]
    [DataRow("""{"credsStore":"csectest","auths":{"reg.example":{}}}""", "reg.example", "ada:reg.example")]
    [DataRow("""{"credHelpers":{"reg.example":"../csectest"}}""", "reg.example", null)]
    [DataRow("""{"credHelpers":{"reg.example":"csecabsent"}}""", "reg.example", null)]
    public async Task Find_WithAHelper_AsksIt(string file, string host, string? expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The helper of this test is a shell script.");
            return;
        }

        using var folder = new TempFolder();
        folder.Write(".docker/config.json", Encoding.UTF8.GetBytes(file));
        var helper = folder.Write("bin/docker-credential-csectest", "#!/bin/sh\nread server\n[ \"$1\" = get ] && echo \"{\\\"ServerURL\\\":\\\"x\\\",\\\"Username\\\":\\\"ada\\\",\\\"Secret\\\":\\\"$server\\\"}\"\n"u8.ToArray());
        File.SetUnixFileMode(helper, (UnixFileMode)0b111_101_101);
        var path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", folder.At("bin") + ":" + path);
            Assert.AreEqual(expected, Told(await new CredentialStore(static _ => null, folder.Path).FindAsync(host, "team/shop", CancellationToken.None)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    private static string? Told(RegistryCredentials? found) => found switch
    {
        null => null,
        { IdentityToken: { } token } => $"token {token}",
        _ => $"{found.UserName}:{found.Password}",
    };
}
