using ContainerSec.Readers;

namespace ContainerSec.Tests;

/// <summary>From paths to a report: what is found, what belongs together, what cannot be read.</summary>
[TestClass]
public sealed class CheckTests : IDisposable
{
    private const string Privileged = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n";

    private readonly string _root = Directory.CreateTempSubdirectory("containersec-test-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private Task<CheckReport> Check(params string[] names) =>
        ContainerSecurity.CheckAsync(names.Select(n => Path.Combine(_root, n)), new CheckOptions { WorkingDirectory = _root });

    private static string Rules(CheckReport report) =>
        string.Join(' ', report.Open.Where(static f => f.Severity >= Severity.Warning).Select(static f => $"{f.Origin!.Text!.Source.Path}:{f.Origin.Text.Start.Line}:{f.RuleId}"));

    [TestMethod]
    public async Task Directory_IsWalked_WithoutFoldersOfBuildsAndIgnoredFiles()
    {
        Write("a/compose.yaml", Privileged);
        Write("bin/compose.yaml", Privileged);
        Write("node_modules/x/compose.yaml", Privileged);
        Write("ignored/compose.yaml", Privileged);
        Write("kept/compose.yaml", Privileged);
        Write(".gitignore", "ignored/\n*.tmp\n");
        Write("notes.json", "{\"services\": 1}");

        var report = await Check("");

        Assert.AreEqual("a/compose.yaml:4:CSEC0901 kept/compose.yaml:4:CSEC0901", Rules(report));
        Assert.IsEmpty(report.Problems);
    }

    [TestMethod]
    public async Task Directory_ComposeFileWithItsOverride_IsReadAsOne()
    {
        Write("compose.yaml", "services:\n  web:\n    image: nginx:1.27\n");
        Write("compose.override.yaml", "services:\n  web:\n    privileged: true\n");

        var report = await Check("");

        Assert.Contains("compose.override.yaml:3:CSEC0901", string.Join(' ', report.Findings.Select(static f => $"{f.Origin!.Text!.Source.Path}:{f.Origin.Text.Start.Line}:{f.RuleId}")));
    }

    [TestMethod]
    public async Task NamedFile_IsReadWhateverItsName()
    {
        Write("deploy.txt", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x:1\n      securityContext: {privileged: true}\n");

        Assert.AreEqual("deploy.txt:8:CSEC0901", Rules(await Check("deploy.txt")));
    }

    [TestMethod]
    [DataRow("missing.yaml", null, "missing.yaml(1,1): error CSEC0001: There is no such file or directory.")]
    [DataRow("broken.yaml", "services:\n  web: [\n", "broken.yaml(2,9): error CSEC0104: This is not valid YAML or JSON")]
    [DataRow("compose.yaml", "\0\u0001\u0002", "compose.yaml(1,1): error CSEC0001: The file is binary: it holds NUL bytes.")]
    [DataRow("Dockerfile", "FORM alpine\n", "Dockerfile(1,1): error CSEC0104: ")]
    public async Task Unreadable_IsAProblem_AndTheOthersAreJudged(string name, string? content, string problem)
    {
        if (content is not null)
            Write(name, content);
        Write("good/compose.yaml", Privileged);

        var report = await Check(name, "good/compose.yaml");

        Assert.StartsWith(problem, report.Problems[0].ToString());
        Assert.AreEqual("good/compose.yaml:4:CSEC0901", Rules(report));
        Assert.IsTrue(report.HasErrors);
    }

    [TestMethod]
    public async Task OtherEncodings_AreRead()
    {
        File.WriteAllText(Path.Combine(_root, "compose.yaml"), Privileged, System.Text.Encoding.Unicode);
        File.WriteAllText(Path.Combine(_root, "compose-2.yaml"), Privileged, System.Text.Encoding.UTF8);

        Assert.AreEqual("compose.yaml:4:CSEC0901 compose-2.yaml:4:CSEC0901", Rules(await Check("compose.yaml", "compose-2.yaml")));
    }

    [TestMethod]
    public async Task NotUtf8_IsSaidWithTheByte()
    {
        File.WriteAllBytes(Path.Combine(_root, "compose.yaml"), [.. "a: "u8, 0xFF, 0xC0]);

        Assert.Contains("byte 3 cannot be decoded; save it as UTF-8", (await Check("compose.yaml")).Problems[0].Message);
    }

    [TestMethod]
    public async Task TooLargeAFile_IsRefused()
    {
        Write("compose.yaml", Privileged);

        var report = await ContainerSecurity.CheckAsync([Path.Combine(_root, "compose.yaml")], new CheckOptions { MaxFileSize = 10 });

        Assert.Contains("more than the limit of 10", report.Problems[0].Message);
    }

    [TestMethod]
    public async Task FilesOutsideOfTheFolder_AreNotOpened()
    {
        // An env_file that points at the rest of the machine is not followed.
        var outside = Directory.CreateTempSubdirectory("containersec-outside-");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "secret.env"), "DB_PASSWORD=hunter2-and-more\n");
            Write("compose.yaml", $"services:\n  web:\n    image: nginx:1.27\n    env_file: {outside.FullName}/secret.env\n");

            var report = await Check("compose.yaml");

            Assert.DoesNotContain("CSEC1201", Rules(report));
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [TestMethod]
    public async Task Links_AreNotFollowed_AndThatIsSaid()
    {
        var outside = Directory.CreateTempSubdirectory("containersec-outside-");
        try
        {
            File.WriteAllText(Path.Combine(outside.FullName, "compose.yaml"), Privileged);
            File.WriteAllText(Path.Combine(outside.FullName, "secret.env"), "DB_PASSWORD=hunter2-and-more\n");
            File.CreateSymbolicLink(Path.Combine(_root, "compose-link.yaml"), Path.Combine(outside.FullName, "compose.yaml"));
            Directory.CreateSymbolicLink(Path.Combine(_root, "folder"), outside.FullName);
            Write("compose.yaml", "services:\n  web:\n    image: nginx:1.27\n    env_file: folder/secret.env\n");

            var report = await Check("");

            Assert.AreEqual("", Rules(report));
            Assert.AreEqual("compose-link.yaml(1,1): info CSEC0001: This is a link; links are not followed. Name the file to have it judged.", report.Problems.Single().ToString());
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DataRow("privileged: true # containersec:ignore CSEC0901 a test bench", 0, "")]
    [DataRow("# containersec:ignore CSEC0901 a test bench\n    privileged: true", 0, "")]
    [DataRow("# containersec:ignore CSEC0901,CSEC0202 a test bench\n    # another line\n    privileged: true", 0, "")]
    [DataRow("# containersec:ignore-file CSEC0901 a test bench\n    restart: \"no\"\n    privileged: true", 0, "")]
    [DataRow("privileged: true # containersec:ignore CSEC0901", 1, "needs rule ids and a reason")]
    [DataRow("privileged: true # containersec:ignore CSEC9999 a test bench", 1, "There is no rule 'CSEC9999'")]
    [DataRow("privileged: true # containersec:ignore CSEC0902 a test bench", 1, "")]
    [DataRow("# containersec:ignore CSEC0901 a test bench\n    restart: \"no\"\n    privileged: true", 1, "")]
    public void InlineSuppression_CountsWithAReasonAtItsPlace(string line, int open, string problem)
    {
        var report = ContainerSecurity.Check(Surface.Compose, "compose.yaml", $"services:\n  web:\n    image: nginx:1.27\n    {line}\n");

        Assert.AreEqual(open, report.Open.Count(static f => f.RuleId == "CSEC0901"));
        Assert.AreEqual(1, report.Findings.Count(static f => f.RuleId == "CSEC0901"), "it is reported all the same");
        Assert.Contains(problem, string.Join('\n', report.Problems));
    }

    [TestMethod]
    public void Baseline_HidesWhatWasThere_ThoughLinesMoved()
    {
        var before = Baseline.Of(ContainerSecurity.Check(Surface.Compose, "compose.yaml", Privileged));
        using var text = new StringWriter();
        before.Write(text);
        var options = new CheckOptions { Baseline = Baseline.Parse(text.ToString(), "baseline.json") };

        var report = ContainerSecurity.Check(Surface.Compose, "compose.yaml", "# moved\n\n" + Privileged + "    pid: host\n", options);

        Assert.AreEqual("compose.yaml:7:CSEC0402", Rules(report));
    }

    [TestMethod]
    public void Baseline_Broken_SaysSo() =>
        Assert.Contains("This is no baseline", Assert.ThrowsExactly<ContainerSecException>(static () => Baseline.Parse("{\n\"findings\": 1}", "b.json")).Message);

    [TestMethod]
    public void Report_OfAnObject_NeedsNoText()
    {
        var deployment = new Deployment { Workloads = [new Workload { Name = "web", Kind = "container", Privileges = new Privileges { Privileged = Fact.Known(true) } }] };

        var finding = ContainerSecurity.Check(deployment).Open.Single(static f => f.RuleId == "CSEC0901");

        Assert.AreEqual("container 'web' runs privileged", finding.Message);
    }

    [TestMethod]
    public void UnknownFact_IsNoFinding_AndIsSaid()
    {
        var report = ContainerSecurity.Check(Surface.Compose, "compose.yaml", "services:\n  web:\n    image: nginx:1.27\n    privileged: ${PRIVILEGED}\n");

        Assert.IsFalse(report.Open.Any(static f => f.RuleId == "CSEC0901"));
        Assert.AreEqual("compose.yaml:4:17", report.Unjudged.Single(static u => u.Rule.Info.Id == "CSEC0901").Origin!.Description);
    }

    [TestMethod]
    public void Problems_AreWrittenAsMsBuildReadsThem() =>
        Assert.AreEqual("a.yaml(2,3): error CSEC0104: Wrong.", new ReadProblem(ProblemSeverity.Error, "Wrong.", new SourceText("a.yaml", "x\n  y").At(4, 5)).ToString());
}
