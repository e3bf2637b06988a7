using System.Text.Json;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tool.Tests;

/// <summary><c>image inspect</c>, <c>sbom</c> and <c>diff</c>: exit codes, what is said where, formats.</summary>
[TestClass]
public sealed class ImageCommandTests : IDisposable
{
    private readonly Tool _tool = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("containersec-image-").FullName;

    public void Dispose()
    {
        _tool.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Archive(string name, ImageForge image)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, ImageForms.DockerArchive(image));
        return path;
    }

    private string Clean() => Archive("clean.tar", new ImageForge().Config("""{ "User": "1000" }""").Layer(static t => t.File("etc/os-release", "ID=debian\nVERSION_ID=12\n").File("app/web", "x")));

    private string Careless() => Archive("careless.tar", new ImageForge().Config("""{ "Env": ["DB_PASSWORD=xK9#mQ2$vL5n"] }""").Layer(static t => t.File("app/web", "x")).Layer("not an archive, and too long for a header to be read from it"u8.ToArray()));

    [TestMethod]
    [DataRow(0, "clean", "image", "inspect")]
    [DataRow(1, "careless", "image", "inspect")]
    [DataRow(0, "careless", "image", "inspect", "--fail-on", "never")]
    [DataRow(0, "careless", "image", "inspect", "--fail-on", "error")]
    [DataRow(1, "careless", "image", "inspect", "--fail-on", "error,gaps")]
    [DataRow(0, "clean", "image", "inspect", "--fail-on", "info,gaps")]
    [DataRow(0, "clean", "image", "inspect", "--format", "html")]
    [DataRow(0, "clean", "image", "inspect", "--format", "sarif")]
    [DataRow(0, "clean", "image", "inspect", "--format", "junit")]
    [DataRow(0, "clean", "image", "inspect", "--format", "markdown")]
    [DataRow(0, "clean", "image", "inspect", "--format", "github")]
    [DataRow(0, "clean", "image", "sbom")]
    [DataRow(0, "clean", "image", "sbom", "--format", "spdx")]
    [DataRow(2, "clean", "image", "inspect", "--format", "xml")]
    [DataRow(2, "clean", "image", "inspect", "--fail-on", "sometimes")]
    [DataRow(2, "clean", "image", "inspect", "--platform", "amd64")]
    [DataRow(2, "missing", "image", "inspect")]
    public void ExitCode(int expected, string image, params string[] arguments)
    {
        var path = image switch { "clean" => Clean(), "careless" => Careless(), _ => Path.Combine(_folder, "missing.tar") };

        var outcome = _tool.Run([.. arguments, path]);

        Assert.AreEqual(expected, outcome.ExitCode, outcome.Output + outcome.Errors);
        if (expected == 2)
            Assert.Contains("error CSEC0001", outcome.Errors);
    }

    [TestMethod]
    public void Inspect_Json_HasEveryMemberOfTheContract()
    {
        using var json = JsonDocument.Parse(_tool.Run("image", "inspect", Careless(), "--format", "json").Output);

        string[] members = ["image", "layers", "config", "os", "files", "packages", "secrets", "gaps", "findings"];
        foreach (var member in members)
            Assert.IsTrue(json.RootElement.TryGetProperty(member, out _), member);
        Assert.DoesNotContain("xK9#mQ2$vL5n", json.RootElement.GetRawText(), "a secret is never printed whole");
    }

    [TestMethod]
    public void Diff_TellsWhatChanged()
    {
        var outcome = _tool.Run("image", "diff", Clean(), Archive("next.tar", new ImageForge().Config("""{ "User": "0" }""").Layer(static t => t.File("app/web", "xy").File("usr/bin/su", "x", 0b100_111_101_101))));

        Assert.AreEqual(0, outcome.ExitCode, outcome.Errors);
        Assert.Contains("user: 1000 → 0", outcome.Output);
        Assert.Contains("4755  usr/bin/su", outcome.Output);
        Assert.Contains("- etc/os-release", outcome.Output);
        Assert.Contains("~ app/web", outcome.Output);
    }
}
