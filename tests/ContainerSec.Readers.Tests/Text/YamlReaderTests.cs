using System.Text;
using ContainerSec.Readers;
using ContainerSec.Readers.Text;
using CsCheck;

namespace ContainerSec.Tests.Text;

[TestClass]
public class YamlReaderTests
{
    private static (IReadOnlyList<YamlNode> Documents, List<ReadProblem> Problems) Read(string text)
    {
        var problems = new List<ReadProblem>();
        return (YamlReader.Read(new SourceText("t", text), ReadOptions.Default, problems), problems);
    }

    // A document as compact text: {key=value@line:col-line:col, [items]}
    private static string Show(YamlNode node)
    {
        var place = $"@{node.Source.PositionAt(node.Start).Line}:{node.Source.PositionAt(node.Start).Column}-{node.Source.PositionAt(node.End).Line}:{node.Source.PositionAt(node.End).Column}";
        return node switch
        {
            YamlScalar scalar => (scalar.IsUnknown ? "?" : scalar.Value.Replace("\n", "\\n", StringComparison.Ordinal)) + place,
            YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Show))}]{place}",
            YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(static e => e.Key.Value + "=" + Show(e.Value)))}}}{place}",
            _ => "",
        };
    }

    [TestMethod]
    [DataRow("a: 1", "{a=1@1:4-1:5}@1:1-1:5")]
    [DataRow("a: 'x'\n", "{a=x@1:4-1:7}@1:1-1:7")]
    [DataRow("a:\n  - b\n  - c\n", "{a=[b@2:5-2:6, c@3:5-3:6]@2:3-3:6}@1:1-3:6")]
    [DataRow("a: |\n  x\n  y\nb: z\n", "{a=x\\ny\\n@1:4-3:4, b=z@4:4-4:5}@1:1-4:5")]
    [DataRow("{\"a\": [1, {}]}", "{a=[1@1:8-1:9, {}@1:11-1:13]@1:7-1:14}@1:1-1:15")]
    [DataRow("a: &x {b: 1}\nc: *x\n", "{a={b=1@1:11-1:12}@1:4-1:13, c={b=1@1:11-1:12}@1:4-1:13}@1:1-2:2")]
    [DataRow("x: &x {b: 1, c: 2}\ny:\n  <<: *x\n  b: 3\n", "{x={b=1@1:11-1:12, c=2@1:17-1:18}@1:4-1:19, y={b=3@4:6-4:7, c=2@1:17-1:18}@3:3-4:7}@1:1-4:7")]
    [DataRow("a: \"\u00e4\U0001F600\"\nb: 1\n", "{a=\u00e4\U0001F600@1:4-1:9, b=1@2:4-2:5}@1:1-2:5")]
    [DataRow("a: 1\r\nb: 2\r\n", "{a=1@1:4-1:5, b=2@2:4-2:5}@1:1-2:5")]
    [DataRow("a: !reset null\n", "{a=null@1:4-1:15}@1:1-1:15")]
    public void Read_OneDocument_HasPlaces(string text, string expected)
    {
        var (documents, problems) = Read(text);

        Assert.IsEmpty(problems);
        Assert.AreEqual(expected, Show(documents[0]));
    }

    [TestMethod]
    [DataRow("a: 1\na: 2\n", "t(2,1): error CSEC0104: The key 'a' stands twice in one mapping; remove one (the first is in line 1).")]
    [DataRow("a: *b\n", "t(1,4): error CSEC0104: There is no anchor &b before this alias.")]
    [DataRow("a: &x [*x]\n", "t(1,8): error CSEC0104: The alias *x stands inside its own anchor; a cycle cannot be read.")]
    [DataRow("a: {{ .Values.x }}\n", "t(1,5): error CSEC0104: This is an unrendered template ({{ }}); render it first.")]
    [DataRow("a: [1\nb: 2\n", "t(2,1): error CSEC0104: This is not valid YAML or JSON")]
    [DataRow("a: !!str[ x\n", "t(1,9): error CSEC0104: This is not valid YAML or JSON: a tag or an escape before this place is malformed.")]
    [DataRow("a: \"\\UFFFFFFFF\"\n", "t(1,14): error CSEC0104: This is not valid YAML or JSON: a tag or an escape before this place is malformed.")]
    [DataRow("a:\n\t- b\n", "t(2,1): error CSEC0104: This is not valid YAML or JSON")]
    public void Read_Malformed_SaysWhereAndWhat(string text, string expected) =>
        Assert.StartsWith(expected, Read(text).Problems[0].ToString());

    [TestMethod]
    public void Read_MistakeInOneDocument_ReadsTheOthers()
    {
        var (documents, problems) = Read("a: 1\n---\nb: [\n---\nc: 3\n");

        Assert.HasCount(1, problems);
        Assert.AreEqual("{a=1@1:4-1:5}@1:1-1:5", Show(documents[0]));
        Assert.AreEqual("{c=3@5:4-5:5}@5:1-5:5", Show(documents[^1]));
    }

    [TestMethod]
    public void Read_DeepNesting_IsRefusedWithAPlace()
    {
        var (_, problems) = Read(new string('[', 100_000));

        Assert.Contains("nested more than 256 levels", problems[0].Message);
    }

    [TestMethod]
    public void Read_AliasBomb_IsRefusedWithinTheBudget()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
            text.Append(null, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        var (_, problems) = Read(text.ToString());

        Assert.Contains("nodes when its aliases are written out", problems[0].Message);
    }

    [TestMethod]
    public void Read_AnyText_NeverThrowsAndStaysInside() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab:-{}[]&*!|>'\"#\n \t,<?%@`"], 0, 60]).Sample(static text =>
        {
            foreach (var document in Read(text).Documents)
                AssertInside(document, text.Length);
        });

    private static void AssertInside(YamlNode node, int length)
    {
        Assert.IsTrue(node.Start >= 0 && node.Start <= node.End && node.End <= length, $"{node.Start}-{node.End} of {length}");
        if (node is YamlSequence sequence)
            sequence.Items.ForEach(item => AssertInside(item, length));
        if (node is YamlMapping mapping)
            mapping.Entries.ForEach(entry => AssertInside(entry.Value, length));
    }
}
