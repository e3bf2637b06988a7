using ContainerSec.Readers;
using ContainerSec.Testing;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Texts of every format through their readers: what the report answers about the first container.</summary>
[TestClass]
public sealed class IsolationCases
{
    /// <summary>The lines of the file.</summary>
    public static IEnumerable<object[]> Lines() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Threats", "Isolation", "isolation.cases"))
        .Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => new object[] { line });

    [TestMethod]
    [DynamicData(nameof(Lines))]
    public void Report_Text_Answers(string line)
    {
        var bar = line.IndexOf('|', StringComparison.Ordinal);
        var head = line[..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var deployment = Read(head[0], line[(bar + 1)..].Trim());
        var report = IsolationReport.OfAll(deployment)[0];

        var (answer, because) = Answer(report, head[1]);

        Assert.AreEqual(head[2], answer, $"{line}\n{because}");
        Assert.IsFalse(string.IsNullOrEmpty(because) && answer != "none", "An answer has reasons.");
    }

    /// <summary>The deployment of a template's text.</summary>
    internal static Deployment Read(string template, string text)
    {
        // A flow mapping becomes the whole of what the template would hold.
        var isFlow = text.StartsWith('{') && template is ("service" or "pod");
        var (surface, file) = isFlow
            ? template == "service"
                ? (Surface.Compose, $"services:\n  web: {(text.Contains("image:", StringComparison.Ordinal) ? text : "{image: nginx, " + text[1..])}\n")
                : (Surface.Kubernetes, $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec: {text}\n")
            : (new RuleCase("", template, Verdict.Pass, null, text.Replace("\\n", "\n", StringComparison.Ordinal)) is var single ? (single.Surface, single.File) : default);
        var result = ConfigurationReader.Read(surface, new SourceText("case", file));
        Assert.IsFalse(result.HasErrors, $"{file}\n{string.Join('\n', result.Problems)}");
        return result.Deployment;
    }

    private static (string Answer, string Because) Answer(IsolationReport report, string question)
    {
        var open = question.IndexOf('(', StringComparison.Ordinal);
        var (name, argument) = open < 0 ? (question, "") : (question[..open], question[(open + 1)..^1]);
        // "Network" is the namespace, "Net" the boundary.
        if (Enum.TryParse<BoundarySide>(name == "Net" ? "Network" : name == "Network" ? "" : name, out var side))
            return Boundary(report.Boundary(side));
        if (name == "Sandbox")
            return (report.Sandbox.Kind.ToString(), Text(report.Sandbox.Because));
        if (Enum.TryParse<NamespaceType>(name, out var type))
            return (report.Namespace(type).Sharing.ToString(), Text(report.Namespace(type).Because));
        var ruling = name switch
        {
            "Holds" => report.Holds(Named(argument)),
            "HoldsInitially" => report.HoldsInitially(Named(argument)),
            "IsGranted" => report.IsGranted(Named(argument)),
            "Allows" => report.Allows(argument),
            "LsmAllows" => report.LsmAllows(argument),
            _ => (Ruling)typeof(IsolationReport).GetProperty(name)!.GetValue(report)!,
        };
        return (ruling.Truth switch { Truth.Yes => "yes", Truth.No => "no", _ => "maybe" }, Text(ruling.Because));
    }

    private static (string Answer, string Because) Boundary(BoundaryRating? rating) => rating is null
        ? ("none", "")
        : ($"{rating.LowestStrength}..{rating.HighestStrength}", $"{Text(rating.Reasons)} | open: {Text(rating.Deciding)}");

    private static Capability Named(string name) => CapabilitySet.Parse(name).Single();

    private static string Text(IReadOnlyList<Evidence> evidence) => string.Join("; ", evidence);
}
