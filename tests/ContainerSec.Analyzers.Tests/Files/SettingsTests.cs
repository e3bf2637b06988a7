using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

[TestClass]
public class SettingsTests
{
    private const string Path = "/app/compose.yaml";

    private const string Privileged = "services:\n  web:\n    image: registry.example/web:1.2.3\n    privileged: true\n";

    private static FileHarness Sample => new FileHarness().File(Path, Privileged);

    // Off by default; asks for a digest.
    private const string Optional = "CSEC0602";

    [TestMethod]
    public void Optional_IsSilentByDefault()
    {
        Assert.AreEqual(Severity.Off, RuleCatalog.Find(Optional)!.Info.Production);
        Assert.AreEqual("", Sample.Lines(Optional));
    }

    [TestMethod]
    [DataRow("strict")]
    [DataRow("Strict")]
    public void Strict_JudgesEveryRule(string mode)
    {
        Assert.AreEqual("/app/compose.yaml(3,12): info CSEC0602", Sample.Property("ContainerSecMode", mode).Lines(Optional));
        Assert.AreEqual("/app/compose.yaml(3,12): info CSEC0602", Sample.Global("containersec.mode", mode).Lines(Optional));
        Assert.AreEqual("/app/compose.yaml(3,12): info CSEC0602", Sample.Key(Path, "containersec.mode", mode).Lines(Optional));
    }

    [TestMethod]
    public void KeyOfTheFile_WinsOverTheProperty()
    {
        Assert.IsEmpty(Sample.Property("ContainerSecMode", "strict").Key(Path, "containersec.mode", "off").Run());
        Assert.AreNotEqual("", Sample.Property("ContainerSecMode", "off").Key(Path, "containersec.mode", "recommended").Lines("CSEC0901"));
    }

    [TestMethod]
    public void Off_IsSilent_AlsoForWrittenSeverities() =>
        Assert.IsEmpty(Sample.Property("ContainerSecMode", "off").Severity("CSEC0901", ReportDiagnostic.Error).Run());

    [TestMethod]
    public void UnknownMode_IsSaidOnce_AndRecommendedApplies()
    {
        Assert.AreEqual("-: warning CSEC0104\n/app/compose.yaml(4,17): warning CSEC0901", Sample.Property("ContainerSecMode", "strickt").Lines("CSEC0104", "CSEC0901"));
        Assert.AreEqual("-: warning CSEC0104", new FileHarness().Key("Program.cs", "containersec.mode", "of").Lines());
    }

    [TestMethod]
    public void Files_CanBeSwitchedOff() => Assert.IsEmpty(Sample.Property("ContainerSecFiles", "false").Run());

    [TestMethod]
    [DataRow(ReportDiagnostic.Error, "error")]
    [DataRow(ReportDiagnostic.Warn, "warning")]
    [DataRow(ReportDiagnostic.Info, "info")]
    public void WrittenSeverity_SwitchesARuleOn(ReportDiagnostic severity, string expected) =>
        Assert.AreEqual($"/app/compose.yaml(3,12): {expected} CSEC0602", Sample.Severity(Optional, severity).Lines(Optional));

    [TestMethod]
    public void SuppressedRule_IsNotJudged() => Assert.AreEqual("", Sample.Severity("CSEC0901", ReportDiagnostic.Suppress).Lines("CSEC0901"));

    [TestMethod]
    [DataRow("registry.example", "")]
    [DataRow("ghcr.io/contoso, registry.example", "")]
    [DataRow("ghcr.io/contoso;mcr.microsoft.com", "/app/compose.yaml(3,12): warning CSEC0603")]
    public void TrustedRegistries_AreAList(string registries, string expected)
    {
        Assert.AreEqual(expected, Sample.Property("ContainerSecTrustedRegistries", registries).Severity("CSEC0603", ReportDiagnostic.Warn).Lines("CSEC0603"));
        Assert.AreEqual(expected, Sample.Key(Path, "containersec.trusted_registries", registries).Severity("CSEC0603", ReportDiagnostic.Warn).Lines("CSEC0603"));
    }

    [TestMethod]
    public void SecretWords_AreAdded()
    {
        const string content = "services:\n  web:\n    image: registry.example/web:1.2.3\n    environment:\n      ZUGANG: Zq8vT3xLw0\n";

        Assert.AreEqual("", new FileHarness().File(Path, content).Lines("CSEC1201"));
        Assert.AreEqual("/app/compose.yaml(5,15): warning CSEC1201", new FileHarness().File(Path, content).Property("ContainerSecSecretWords", "zugang").Lines("CSEC1201"));
    }

    [TestMethod]
    public void FilesWithEqualSettings_ShareAnEngine()
    {
        Assert.AreSame(AnalyzerSettings.Recommended, AnalyzerSettings.Create(AnalyzerMode.Recommended, PolicyOptions.Default, new Dictionary<string, Severity>()));
        Assert.AreSame(AnalyzerSettings.Off, AnalyzerSettings.Create(AnalyzerMode.Off, new PolicyOptions { SecretWords = ["x"] }, new Dictionary<string, Severity>()));
    }

    [TestMethod]
    public void FilesWithTheirOwnSettings_AreStillOneDeployment()
    {
        // The claim of one file is judged by its settings, with what the other file says.
        var lines = Sample.Key("/app/k8s/pod.yaml", "containersec.mode", "strict").File("/app/k8s/pod.yaml", """
            apiVersion: v1
            kind: Pod
            metadata: { name: web }
            spec: { containers: [{ name: web, image: "registry.example/web:1.2.3" }] }
            """).Lines(Optional);

        Assert.AreEqual("/app/k8s/pod.yaml(4,42): info CSEC0602", lines);
    }
}
