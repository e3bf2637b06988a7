using System.Text.Json;

namespace ContainerSec.Tool.Tests;

/// <summary><c>explain</c>, <c>rules</c> and <c>caps</c>.</summary>
[TestClass]
public sealed class OtherCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [DataRow(0, "CSEC0901", "explain", "CSEC0901")]
    [DataRow(0, "CSEC0901", "explain", "csec0901")]
    [DataRow(2, "error CSEC0001: There is no rule 'CSEC0999'", "explain", "CSEC0999")]
    [DataRow(2, "error CSEC0001: ", "explain")]
    [DataRow(0, "CSEC0901", "rules")]
    [DataRow(0, "CSEC0901", "rules", "--chapter", "9")]
    [DataRow(0, "CSEC0901", "rules", "--profile", "pss-baseline@1.34")]
    [DataRow(2, "Did you mean 'strict'?", "rules", "--profile", "strickt")]
    [DataRow(2, "error CSEC0001: ", "rules", "--format", "sarif")]
    [DataRow(2, "error CSEC0001: ", "rules", "--chapter", "nine")]
    [DataRow(0, "NET_RAW", "caps", "explain", "NET_RAW")]
    [DataRow(0, "NET_RAW", "caps", "explain", "cap_net_raw")]
    [DataRow(0, "NET_RAW", "caps", "explain", "13")]
    [DataRow(2, "error CSEC0001: There is no capability 'NET_ROW'", "caps", "explain", "NET_ROW")]
    [DataRow(0, "NET_RAW", "caps", "decode", "00000000a80425fb")]
    [DataRow(0, "0x", "caps", "decode", "0")]
    [DataRow(2, "error CSEC0001: 'xyz' is no capability mask", "caps", "decode", "xyz")]
    [DataRow(2, "error CSEC0001: ", "nonsense")]
    [DataRow(0, "check", "--help")]
    public void ExitCode_AndWhatIsSaid(int exitCode, string said, params string[] arguments)
    {
        var outcome = _tool.Run(arguments);

        Assert.AreEqual(exitCode, outcome.ExitCode, outcome.Output + outcome.Errors);
        Assert.Contains(said, exitCode == 0 ? outcome.Output : outcome.Errors);
        Assert.AreEqual("", exitCode == 0 ? outcome.Errors : outcome.Output);
    }

    [TestMethod]
    public void Rules_AsJson_IsJson()
    {
        using var rules = JsonDocument.Parse(_tool.Run("rules", "--format", "json").Output);

        Assert.Contains("CSEC0901", rules.RootElement.GetRawText());
    }

    [TestMethod]
    public void Rules_AsMarkdown_IsATable() =>
        Assert.Contains("|", _tool.Run("rules", "--format", "markdown").Output);

    [TestMethod]
    public void Rules_OfAChapter_AreOnlyItsOwn() =>
        Assert.DoesNotContain("CSEC0101", _tool.Run("rules", "--chapter", "9").Output);
}
