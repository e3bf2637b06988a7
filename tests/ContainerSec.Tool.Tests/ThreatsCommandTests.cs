using System.Text.Json;

namespace ContainerSec.Tool.Tests;

/// <summary><c>containersec threats</c>: what scripts and build services rely on.</summary>
[TestClass]
public sealed class ThreatsCommandTests : IDisposable
{
    private const string Safe = "services:\n  web:\n    image: nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123\n    user: \"1000\"\n    read_only: true\n    cap_drop: [ALL]\n    security_opt: [no-new-privileges:true]\n    mem_limit: 64m\n    cpus: 1\n    pids_limit: 64\n";
    private const string Privileged = "services:\n  web:\n    image: nginx:1.27\n    user: root\n    privileged: true\n    ports: [\"80:80\"]\n";
    private const string Inside = "services:\n  web:\n    image: nginx:1.27\n    user: root\n    privileged: true\n    network_mode: none\n";
    private const string Broken = "services:\n  web: {\n";

    private readonly Tool _tool = new Tool().With("safe/compose.yaml", Safe).With("open/compose.yaml", Privileged).With("inside/compose.yaml", Inside).With("broken/compose.yaml", Broken);

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [DataRow(0, "safe")]
    [DataRow(1, "open")]
    [DataRow(1, "open/compose.yaml")]
    [DataRow(1, "safe", "open")]
    [DataRow(0, "inside")]
    [DataRow(1, "inside", "--assume-breach")]
    [DataRow(1, "inside", "--fail-on", "possible")]
    [DataRow(0, "open", "--fail-on", "never")]
    [DataRow(1, "open", "--asset", "host-root/host")]
    [DataRow(2, "broken")]
    [DataRow(2, "broken", "open")]
    [DataRow(2, "broken", "--fail-on", "never")]
    [DataRow(2, "missing.yaml")]
    [DataRow(2, "missing.yaml", "open")]
    [DataRow(2, "open", "--format", "nonsense")]
    [DataRow(2, "open", "--fail-on", "nonsense")]
    [DataRow(2, "open", "--nonsense")]
    [DataRow(2, "open", "--asset", "nonsense")]
    [DataRow(2, "open", "--output", "missing/report.txt")]
    public void ExitCode(int expected, params string[] arguments)
    {
        var outcome = _tool.Run(["threats", .. arguments]);

        Assert.AreEqual(expected, outcome.ExitCode, outcome.Output + outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors, "No stack trace.");
        if (expected == 2)
            Assert.Contains("error CSEC0", outcome.Errors);
    }

    [TestMethod]
    [DataRow("insecure", 1)]
    [DataRow("hardened", 0)]
    public void Shop_HasItsExitCode(string shop, int expected) =>
        Assert.AreEqual(expected, _tool.Run("threats", Path.Combine(ChapterOutputTests.Repository(), "samples", "Shop", shop), "--quiet").ExitCode);

    [TestMethod]
    [DataRow("text", "Threat model\n")]
    [DataRow("json", "{\n  \"tool\": {")]
    [DataRow("markdown", "# Threat model\n")]
    [DataRow("html", "<!doctype html>\n")]
    [DataRow("mermaid", "flowchart LR\n")]
    [DataRow("sarif", "{\n  \"$schema\":")]
    public void Format_BeginsAsItShould_AndLeavesTheExitCode(string format, string beginning)
    {
        var outcome = _tool.Run("threats", "open", "--format", format);

        Assert.AreEqual(1, outcome.ExitCode, outcome.Errors);
        Assert.AreEqual("", outcome.Errors);
        Assert.StartsWith(beginning, outcome.Output);
    }

    [TestMethod]
    public void MalformedFile_IsNamed_AndTheRestIsModelled()
    {
        var outcome = _tool.Run("threats", "broken", "open", "--format", "json");
        using var document = JsonDocument.Parse(outcome.Output);

        Assert.AreEqual(2, outcome.ExitCode);
        Assert.Contains("broken/compose.yaml(", outcome.Errors);
        Assert.AreEqual("broken/compose.yaml", document.RootElement.GetProperty("problems")[0].GetProperty("location").GetProperty("path").GetString());
        Assert.Contains("host-root/host", document.RootElement.GetProperty("assets").EnumerateArray().Select(static a => a.GetString()!));
    }

    [TestMethod]
    public void UnknownAsset_IsNamed_WithThoseThatThereAre()
    {
        var outcome = _tool.Run("threats", "open", "--asset", "host-root/hots");

        Assert.AreEqual(2, outcome.ExitCode);
        Assert.AreEqual("", outcome.Output);
        Assert.Contains("There is no asset 'host-root/hots'", outcome.Errors);
        Assert.Contains("host-root/host", outcome.Errors);
    }

    [TestMethod]
    public void Asset_LeavesTheOthersOut()
    {
        var outcome = _tool.Run("threats", "open", "--asset", "host-files/host", "--quiet");

        Assert.Contains("files and secrets of the host  proven", outcome.Output);
        Assert.DoesNotContain("root on the host  proven", outcome.Output);
    }

    [TestMethod]
    public void AssumeBreach_BeginsInTheContainer()
    {
        var outcome = _tool.Run("threats", "inside", "--assume-breach");

        Assert.Contains("from code in web", outcome.Output);
    }

    [TestMethod]
    public void Output_TakesTheReport_AndTheProblems()
    {
        var outcome = _tool.Run("threats", "broken", "open", "--output", "threats.txt");

        Assert.AreEqual("", outcome.Output);
        Assert.Contains("root on the host", _tool.Read("threats.txt"));
        Assert.Contains("broken/compose.yaml(", _tool.Read("threats.txt"));
    }

    [TestMethod]
    public void Verbose_TellsEveryWay()
    {
        var brief = _tool.Run("threats", "open");
        var full = _tool.Run("threats", "open", "--verbose");

        Assert.DoesNotContain("another way", brief.Output);
        Assert.Contains("another way", full.Output);
    }
}
