using System.Text.Json;

namespace ContainerSec.Tool.Tests;

/// <summary><c>containersec check</c>: what scripts and build services rely on.</summary>
[TestClass]
public sealed class CheckCommandTests : IDisposable
{
    private const string Good = "services:\n  web:\n    image: nginx@sha256:0123456789012345678901234567890123456789012345678901234567890123\n    user: \"1000\"\n    read_only: true\n    cap_drop: [ALL]\n    security_opt: [no-new-privileges:true]\n    mem_limit: 64m\n    cpus: 1\n    pids_limit: 64\n    healthcheck: {test: [CMD, a]}\n    restart: on-failure:5\n";
    private const string Privileged = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n";
    private const string Broken = "services:\n  web: {\n";
    private const string Template = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.a }}\nspec: {{ toYaml .Values.spec | nindent 2 }}\n{{- end }}\n";

    private readonly Tool _tool = new Tool()
        .With("good/compose.yaml", Good).With("bad/compose.yaml", Privileged).With("broken/compose.yaml", Broken).With("chart/templates/pod.yaml", Template);

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [DataRow(0, "good/compose.yaml")]
    [DataRow(1, "bad/compose.yaml")]
    [DataRow(1, "bad")]
    [DataRow(2, "broken/compose.yaml")]
    [DataRow(2, "broken")]
    [DataRow(2, "missing.yaml")]
    [DataRow(2, "missing.yaml", "bad/compose.yaml")]
    [DataRow(2, "broken/compose.yaml", "bad/compose.yaml")]
    [DataRow(0, "chart/templates/pod.yaml")]
    [DataRow(0, "bad/compose.yaml", "--fail-on", "error")]
    [DataRow(1, "good/compose.yaml", "bad/compose.yaml", "--fail-on", "info")]
    [DataRow(0, "bad/compose.yaml", "--fail-on", "never")]
    [DataRow(2, "broken/compose.yaml", "--fail-on", "never")]
    [DataRow(1, "good/compose.yaml", "bad/compose.yaml")]
    [DataRow(1, "--run", "docker run --privileged nginx:1.27")]
    [DataRow(2, "bad/compose.yaml", "--fail-on", "nonsense")]
    [DataRow(2, "bad/compose.yaml", "--format", "nonsense")]
    [DataRow(2, "bad/compose.yaml", "--nonsense")]
    [DataRow(2, "bad/compose.yaml", "--profile", "nonsense")]
    [DataRow(2, "bad/compose.yaml", "--policy", "missing.json")]
    [DataRow(2, "bad/compose.yaml", "--baseline", "missing.json")]
    [DataRow(2, "bad/compose.yaml", "--output", "missing/report.txt")]
    public void ExitCode(int expected, params string[] arguments)
    {
        var outcome = _tool.Run(["check", .. arguments]);

        Assert.AreEqual(expected, outcome.ExitCode, outcome.Output + outcome.Errors);
        Assert.DoesNotContain("   at ", outcome.Errors, "No stack trace.");
        if (expected == 2)
            Assert.Contains("error CSEC0", outcome.Output + outcome.Errors);
    }

    [TestMethod]
    [DataRow("text", "bad/compose.yaml")]
    [DataRow("json", "{")]
    [DataRow("sarif", "{\n  \"$schema\":")]
    [DataRow("junit", "<testsuites")]
    [DataRow("markdown", "#")]
    [DataRow("html", "<!DOCTYPE html>")]
    [DataRow("github", "::warning file=bad/compose.yaml,line=4")]
    public void Format_BeginsAsItShould_AndLeavesTheExitCode(string format, string beginning)
    {
        var outcome = _tool.Run("check", "bad/compose.yaml", "--format", format);

        if (format == "github")
            Assert.Contains(beginning, outcome.Output);
        else
            Assert.StartsWith(beginning, outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.AreEqual(1, outcome.ExitCode);
        Assert.AreEqual("", outcome.Errors);
        Assert.AreEqual(0, _tool.Run("check", "good/compose.yaml", "--format", format).ExitCode);
        Assert.AreEqual(2, _tool.Run("check", "broken/compose.yaml", "--format", format).ExitCode);
    }

    [TestMethod]
    public void Output_IsWrittenToTheFile()
    {
        var outcome = _tool.Run("check", "bad", "--format", "json", "--output", "report.json");

        Assert.AreEqual("", outcome.Output);
        using var report = JsonDocument.Parse(_tool.Read("report.json"));
        Assert.AreEqual(JsonValueKind.Object, report.RootElement.ValueKind);
    }

    [TestMethod]
    public void Profile_Misspelt_NamesTheNearest()
    {
        var outcome = _tool.Run("check", "bad", "--profile", "strickt");

        Assert.Contains("strict", outcome.Errors);
        Assert.AreEqual("", outcome.Output);
    }

    [TestMethod]
    [DataRow("pss-restricted@1.34", 1)]
    [DataRow("cis-docker", 1)]
    [DataRow("strict", 1)]
    public void Profile_IsJudged(string profile, int exitCode) =>
        Assert.AreEqual(exitCode, _tool.Run("check", "bad", "--profile", profile).ExitCode);

    [TestMethod]
    public void Policy_IsTheNearestUpwards_OrTheOneThatIsNamed()
    {
        const string Off = """{ "rules": { "CSEC0901": "off" } }""";
        _tool.With("bad/containersec.json", Off).With("other.json", "{}");

        Assert.DoesNotContain("CSEC0901", _tool.Run("check", "bad/compose.yaml").Output);
        Assert.DoesNotContain("CSEC0901", _tool.Run("check", "bad").Output);
        Assert.Contains("CSEC0901", _tool.Run("check", "bad", "--policy", "other.json").Output);
        _tool.With("bad/deep/deeper/compose.yaml", Privileged);
        Assert.DoesNotContain("CSEC0901", _tool.Run("check", "bad/deep/deeper/compose.yaml").Output);
    }

    [TestMethod]
    public void Policy_WithAMistake_IsRefusedAtItsPlace()
    {
        var outcome = _tool.With("p.json", "{\n  \"rules\": { \"CSEC0901\": \"of\" }\n}\n").Run("check", "bad", "--policy", "p.json");

        Assert.AreEqual(2, outcome.ExitCode);
        Assert.StartsWith("p.json(2,26): error CSEC0", outcome.Errors);
    }

    [TestMethod]
    public void Baseline_AcceptsWhatWasThere_AndNothingElse()
    {
        _tool.Run("check", "bad", "--write-baseline", "baseline.json");

        Assert.AreEqual(0, _tool.Run("check", "bad", "--baseline", "baseline.json").ExitCode);
        _tool.With("bad/compose.yaml", Privileged + "    network_mode: host\n");
        Assert.AreEqual(1, _tool.Run("check", "bad", "--baseline", "baseline.json").ExitCode);
    }

    [TestMethod]
    public void Baseline_ThatIsNone_IsRefused() =>
        Assert.StartsWith("b.json(1,1): error CSEC0001: ", _tool.With("b.json", "[]").Run("check", "bad", "--baseline", "b.json").Errors);

    [TestMethod]
    public void Run_JudgesACommandLine() =>
        Assert.Contains("CSEC0901", _tool.Run("check", "--run", "docker run --privileged nginx:1.27").Output);

    [TestMethod]
    [DataRow("text")]
    [DataRow("sarif")]
    [DataRow("github")]
    public void Errors_AreOnStandardError_AsEditorsReadThem(string format)
    {
        var outcome = _tool.Run("check", "broken/compose.yaml", "bad/compose.yaml", "--format", format);

        Assert.StartsWith("broken/compose.yaml(2,", outcome.Errors);
        Assert.Contains("): error CSEC0104: ", outcome.Errors);
        Assert.Contains("CSEC0901", outcome.Output, "The rest is still reported.");
    }

    [TestMethod]
    public void RedirectedOutput_HasNoEscapes_EvenOnBuildServices()
    {
        var environment = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["CI"] = "true", ["TERM"] = "xterm-256color", ["NO_COLOR"] = "1" };

        Assert.DoesNotContain('\e', _tool.RunWith(environment, "check", "bad", "broken/compose.yaml").Output);
        environment.Remove("NO_COLOR");
        Assert.DoesNotContain('\e', _tool.RunWith(environment, "check", "bad").Output);
        Assert.DoesNotContain('\e', _tool.RunWith(environment, "caps", "explain", "NET_RAW").Output);
        Assert.DoesNotContain('\e', _tool.RunWith(environment, "caps", "decode", "00000000a80425fb").Output);
    }

    [TestMethod]
    public void Sarif_OfMalformedInput_SaysWhereInANotification()
    {
        var outcome = _tool.Run("check", "broken/compose.yaml", "bad/compose.yaml", "missing.yaml", "--format", "sarif");

        using var sarif = JsonDocument.Parse(outcome.Output);
        var run = sarif.RootElement.GetProperty("runs")[0];
        var errors = Notifications(run).Where(static n => n.GetProperty("level").GetString() == "error").Select(Uri).Distinct().ToList();
        Assert.AreEqual("broken/compose.yaml missing.yaml", string.Join(' ', errors));
        Assert.AreNotEqual(0, run.GetProperty("results").GetArrayLength());
        Assert.AreEqual(2, outcome.ExitCode);
    }

    [TestMethod]
    public void Sarif_OfATemplate_HasANotificationBelowError()
    {
        var outcome = _tool.Run("check", "chart/templates/pod.yaml", "--format", "sarif");

        using var sarif = JsonDocument.Parse(outcome.Output);
        var notifications = Notifications(sarif.RootElement.GetProperty("runs")[0]).ToList();
        Assert.IsTrue(notifications.Exists(static n => Uri(n) == "chart/templates/pod.yaml"));
        Assert.IsFalse(notifications.Exists(static n => n.GetProperty("level").GetString() == "error"));
        Assert.AreEqual(0, outcome.ExitCode);
    }

    [TestMethod]
    [DataRow("a b/ü ñ/compose.yaml", "a%20b/%C3%BC%20%C3%B1/compose.yaml")]
    [DataRow("100%/#1/compose.yaml", "100%25/%231/compose.yaml")]
    [DataRow("@file/compose.yaml", "%40file/compose.yaml")]
    public void Sarif_Uri_IsRelative_WithForwardSlashes(string name, string uri)
    {
        var outcome = _tool.With(name, Privileged).Run("check", Path.Combine(_tool.Folder, name), "--format", "sarif");

        using var sarif = JsonDocument.Parse(outcome.Output);
        Assert.AreEqual(uri, Uri(sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0]));
    }

    [TestMethod]
    [DataRow("Dockerfile.txt", "FROM nginx\nUSER root\n", "dockerfile")]
    [DataRow("one", "FROM nginx\nUSER root\n", "dockerfile")]
    [DataRow("two.txt", Privileged, "compose")]
    [DataRow("three.txt", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: x}]}\n", "kubernetes")]
    [DataRow("four.txt", "[{\"Config\":{\"Image\":\"x\"},\"HostConfig\":{\"Privileged\":true}}]", "dockerInspect")]
    [DataRow("five.txt", "{\"ociVersion\":\"1.0.0\",\"process\":{\"args\":[\"a\"],\"user\":{\"uid\":0}}}", "runtimeSpec")]
    [DataRow("six.txt", "on: push\njobs:\n  a:\n    runs-on: x\n    container: {image: y, options: --privileged}\n", "gitHubWorkflow")]
    public void Kind_IsFoundByContent_WhenTheNameSaysNothing(string name, string content, string kind)
    {
        var outcome = _tool.With(name, content).Run("check", name, "--format", "json");

        using var report = JsonDocument.Parse(outcome.Output);
        var file = report.RootElement.GetProperty("files")[0];
        Assert.AreEqual(kind, file.EnumerateObject().Single(static p => p.Value.GetString() is { } value && !value.Contains('.', StringComparison.Ordinal) && p.Name != "path").Value.GetString(), ignoreCase: true);
    }

    [TestMethod]
    public void ThousandsOfPaths_AreOneCall()
    {
        var names = Enumerable.Range(0, 2000).Select(static i => $"m/{i}.yaml").ToList();
        names.ForEach(name => _tool.With(name, Privileged));

        using var report = JsonDocument.Parse(_tool.Run(["check", "--format", "json", .. names]).Output);

        Assert.AreEqual(2000, report.RootElement.GetProperty("files").GetArrayLength());
    }

    [TestMethod]
    public void Argument_WithAtSign_IsAPath()
    {
        _tool.With("list", "bad/compose.yaml\n").With("@list", Privileged);

        var outcome = _tool.Run("check", "@list");

        Assert.Contains("@list", outcome.Output);
        Assert.DoesNotContain("bad/compose.yaml", outcome.Output);
    }

    [TestMethod]
    public void Directory_NamedLikeAFile_AndLinks_AreNoFailure()
    {
        Directory.CreateDirectory(Path.Combine(_tool.Folder, "tree/compose.yaml"));
        Directory.CreateSymbolicLink(Path.Combine(_tool.Folder, "tree/loop"), Path.Combine(_tool.Folder, "tree"));
        _tool.With("tree/Dockerfile", "FROM nginx\nUSER root\n");

        Assert.AreEqual(1, _tool.Run("check", "tree").ExitCode);
    }

    private static IEnumerable<JsonElement> Notifications(JsonElement run) =>
        run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray();

    private static string? Uri(JsonElement element) =>
        element.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString();
}
