using ContainerSec.Readers;
using ContainerSec.Readers.Compose;

namespace ContainerSec.Tests.Compose;

[TestClass]
public class ComposeInterpolationTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["A"] = "a", ["EMPTY"] = "", ["_B2"] = "b" };

    /// <summary>Templates → values; □ is a part that is not known.</summary>
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("$A", "a")]
    [DataRow("x${A}y", "xay")]
    [DataRow("$_B2/$A.", "b/a.")]
    [DataRow("$X", "□")]
    [DataRow("${X}${A}", "□a")]
    [DataRow("${X:-d}", "d")]
    [DataRow("${EMPTY:-d}", "d")]
    [DataRow("${EMPTY-d}", "")]
    [DataRow("${EMPTY}", "")]
    [DataRow("${X-d}", "d")]
    [DataRow("${A:-d}", "a")]
    [DataRow("${A:+r}", "r")]
    [DataRow("${EMPTY:+r}", "")]
    [DataRow("${EMPTY+r}", "r")]
    [DataRow("${X+r}", "")]
    [DataRow("${A:?must be set}", "a")]
    [DataRow("${X:?must be set}", "□")]
    [DataRow("${EMPTY?e}", "")]
    [DataRow("${EMPTY:?e}", "□")]
    [DataRow("${X:-${Y:-${A}}}", "a")]
    [DataRow("${X:-$Y}", "□")]
    [DataRow("${X:-}", "")]
    [DataRow("${X:-a:b-c?d}", "a:b-c?d")]
    [DataRow("${A:+${X}}", "□")]
    [DataRow("$$A $${A}", "$A ${A}")]
    [DataRow("${X:-$$}", "$")]
    [DataRow("cost: 5$ or $1", "cost: 5$ or $1", DisplayName = "no name: the sign stands for itself")]
    [DataRow("${X:-{\"a\":1}}", "{\"a\":1}", DisplayName = "the first brace ends the variable")]
    [DataRow("100%$", "100%$")]
    public void Expand_Template(string template, string expected)
    {
        Assert.IsTrue(Interpolation.Expand(template, static name => Variables.TryGetValue(name, out var value) ? Fact.Known(value) : default, out var result, out var mistake), mistake.Message);
        Assert.AreEqual(expected, result.Text.Replace('\uFFFF', '□'));
        Assert.AreEqual(expected.Contains('□'), result.IsUnknown);
    }

    [TestMethod]
    [DataRow("a ${A", 2)]
    [DataRow("${}", 0)]
    [DataRow("${1A}", 0)]
    [DataRow("${A/b/c}", 3)]
    [DataRow("${A:}", 3)]
    [DataRow("${A:-${B}", 0)]
    public void Expand_Malformed_SaysWhere(string template, int at)
    {
        Assert.IsFalse(Interpolation.Expand(template, static _ => default, out _, out var mistake));
        Assert.AreEqual(at, mistake.At, mistake.Message);
    }

    [TestMethod]
    public void Expand_DeepNesting_IsRefused()
    {
        var template = string.Concat(Enumerable.Repeat("${A:-", 100_000)) + new string('}', 100_000);

        Assert.IsFalse(Interpolation.Expand(template, static _ => default, out _, out var mistake));
        StringAssert.Contains(mistake.Message, "32 levels");
    }

    /// <summary>Lines of an env file → variables; the project's variables are A=a.</summary>
    [TestMethod]
    [DataRow("X=1", "X=1")]
    [DataRow("X = 1 ", "X=1")]
    [DataRow("# c\n\nX=1 # c\r\nY=2#3", "X=1 Y=2#3")]
    [DataRow("export X=1", "X=1")]
    [DataRow("X: 1", "X=1")]
    [DataRow("X='a $A' # c", "X=a $A")]
    [DataRow("X=\"a $A\\n\\\"b\\\" # no\"", "X=a a\\n\"b\" # no")]
    [DataRow("X=\"\\$A\"", "X=$A")]
    [DataRow("X='two\nlines'\nY=1", "X=two\\nlines Y=1")]
    [DataRow("X=$A${N:-d}\nY=${X}", "X=ad Y=ad")]
    [DataRow("X=$N", "X=?")]
    [DataRow("X=", "X=")]
    [DataRow("X=\"open\nY=1", "X=\"open Y=1")]
    [DataRow("A\nN", "A=a N=-")]
    [DataRow("P=pa$$w0rd!", "P=pa$w0rd!")]
    [DataRow("P=${broken", "P=${broken")]
    [DataRow("no assignment here\nX=1", "X=1")]
    [DataRow("\uFEFFX=1", "X=1")]
    public void EnvFile_Lines(string text, string expected)
    {
        var variables = EnvFile.Read(new SourceText(".env", text), new ComposeVariables(Variables));

        Assert.AreEqual(expected, string.Join(" ", variables.Select(static v => $"{v.Name}={(v.Value.IsKnown ? v.Value.Value!.Replace("\n", "\\n", StringComparison.Ordinal) : v.Value.IsUnset ? "-" : "?")}")));
    }

    [TestMethod]
    public void EnvFile_Raw_TakesEverythingAsItIs()
    {
        var variables = EnvFile.Read(new SourceText(".env", "X='a' $A # c\r\n"), new ComposeVariables(Variables), isRaw: true);

        Assert.AreEqual("'a' $A # c", variables.Single().Value.Value);
    }

    [TestMethod]
    public void Read_DotEnv_BesideTheFirstFile_GivesValues()
    {
        var result = ComposeFiles.Read(1, "shop/compose.yaml", "services: {web: {image: \"nginx:${TAG}\", environment: {P: \"${P}\"}}}", "shop/.env", "TAG=1.27\nP=$UNSET\n");

        Assert.AreEqual("Image.Reference = nginx:1.27; Configuration.Environment = [{Name=P Value=? Source=Interpolated}]", result.Facts());
    }

    [TestMethod]
    public void Read_GivenVariables_WinOverDotEnv()
    {
        var options = new ReadOptions { Open = static path => path == ".env" ? new SourceText(path, "TAG=1") : null, Variables = new Dictionary<string, string> { ["TAG"] = "2" } };

        var result = ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", "services: {web: {image: \"nginx:$TAG\"}}"), options);

        Assert.AreEqual("Image.Reference = nginx:2", result.Facts());
    }

    [TestMethod]
    public void Read_EnvFile_HasPlacesInItsOwnText()
    {
        var result = ComposeFiles.Read(
            1,
            "shop/compose.yaml", "services:\n  web:\n    env_file: [a.env, {path: ./b.env, format: raw}]\n    environment: [C=own]\n",
            "shop/a.env", "# c\nA=1\nC=2\nH\n",
            "shop/b.env", "B='$x'\n");

        Assert.AreEqual(
            "Configuration.Environment = [{Name=A Value=1}, {Name=H Value=? Source=HostEnvironment}, {Name=B Value='$x'}, {Name=C Value=own}]", result.Facts());
        var environment = result.Deployment.Workloads[0].Configuration.Environment;
        Assert.AreEqual("shop/a.env:2:1", environment[0].Origin!.Description);
        Assert.AreEqual("shop/a.env:2:3", environment[0].Value!.Value.Origin!.Description);
        Assert.AreEqual("shop/compose.yaml:4:19", environment[3].Origin!.Description);
    }
}
