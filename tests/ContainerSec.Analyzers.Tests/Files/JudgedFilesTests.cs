using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Files are judged again only when something has changed that what is wrong with them depends on: the very diagnostics come back otherwise.</summary>
[TestClass]
public class JudgedFilesTests
{
    private const string Compose = "services:\n  web:\n    image: registry.example/web:1.2.3\n    privileged: true\n    env_file: web.env\n";

    private static FileHarness Sample => new FileHarness()
        .File("/app/compose.yaml", Compose)
        .File("/app/web.env", "FEATURE=on\n")
        .File("/app/notes.md", "nothing\n");

    [TestMethod]
    public void SameFiles_AreNotJudgedAgain()
    {
        var files = Sample;
        var first = files.Run();
        Assert.Contains(static d => d.Id == "CSEC0901", first);
        AssertSame(first, files.Run());
        AssertSame(first, files.Run());
    }

    [TestMethod]
    public void EqualTexts_AreNotJudgedAgain()
    {
        var files = Sample;
        AssertSame(files.Run(), files.Reopen().Run());
    }

    [TestMethod]
    public void FileThatNobodyReads_ChangesNothing()
    {
        var files = Sample;
        AssertSame(files.Run(), files.Edit("/app/notes.md", "more\n").Run());
    }

    [TestMethod]
    public void ChangedFile_IsJudgedAgain()
    {
        var files = Sample;
        Assert.Contains(static d => d.Id == "CSEC0901", files.Run());
        Assert.DoesNotContain(static d => d.Id == "CSEC0901", files.Edit("/app/compose.yaml", Compose.Replace("true", "false", StringComparison.Ordinal)).Run());
        Assert.Contains(static d => d.Id == "CSEC0901", files.Edit("/app/compose.yaml", Compose).Run());
    }

    [TestMethod]
    public void FileThatAnotherRefersTo_IsReadAgain()
    {
        var files = Sample;
        Assert.DoesNotContain(static d => d.Id == "CSEC1201", files.Run());
        Assert.Contains(static d => d.Id == "CSEC1201", files.Edit("/app/web.env", "DB_PASSWORD=correct-horse-4711\n").Run());
    }

    [TestMethod]
    public void NewFile_IsRead()
    {
        var files = Sample;
        var before = files.Run().Count;
        Assert.IsGreaterThan(before, files.File("/app/other/compose.yaml", Compose).Run().Count);
    }

    [TestMethod]
    public void OtherSettings_AreFollowed()
    {
        var files = Sample;
        Assert.Contains(static d => d is { Id: "CSEC0901", Severity: DiagnosticSeverity.Warning }, files.Run());
        Assert.Contains(static d => d is { Id: "CSEC0901", Severity: DiagnosticSeverity.Error }, files.Severity("CSEC0901", ReportDiagnostic.Error).Run());
        Assert.IsEmpty(files.Key("/app/compose.yaml", "containersec.mode", "off").Run());
    }

    private static void AssertSame(IReadOnlyList<Diagnostic> expected, IReadOnlyList<Diagnostic> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
            Assert.AreSame(expected[i], actual[i]);
    }
}
