using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers.Tests.Robustness;

/// <summary>Code that is large, deep or endless: the analyzer ends soon, without a stack overflow.</summary>
[TestClass]
public class LargeCodeTests
{
    // Far above what it takes, far below what a build would notice as hanging.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public static IEnumerable<object[]> Shapes =>
    [
        ["a chain of 2,000 calls", "new ContainerBuilder(\"nginx:1.27\")" + Repeat(2_000, static i => $".WithEnvironment(\"A{i}\", \"b\")") + ".WithPrivileged(true).Build();"],
        ["500 containers", Repeat(500, static i => $"var c{i} = new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();\n")],
        ["lambdas 200 deep", "void Do(Action action) => action(); " + string.Concat(Enumerable.Repeat("Do(() => { ", 200)) + "new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();" + string.Concat(Enumerable.Repeat(" });", 200))],
        ["parentheses 1,000 deep", "var a = " + new string('(', 1_000) + "1" + new string(')', 1_000) + "; new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();"],
        ["a sum of 5,000 terms", "var a = text" + Repeat(5_000, static i => $" + \"b{i}\"") + "; new ContainerBuilder(\"nginx:1.27\").WithBindMount(a, \"/a\").Build();"],
        ["blocks 300 deep", string.Concat(Enumerable.Repeat("if (flag) { ", 300)) + "new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();" + string.Concat(Enumerable.Repeat(" }", 300))],
        ["a maze of 40 decisions", "var b = new ContainerBuilder(\"nginx:1.27\");\n" + Repeat(40, static i => $"if (text.Length == {i}) b = b.WithEnvironment(\"A\", \"{i}\"); else b = b.WithLabel(\"a\", \"{i}\");\n") + "b.WithPrivileged(true).Build();"],
        ["40 decisions within each other", string.Concat(Enumerable.Range(0, 40).Select(static i => $"for (var i{i} = 0; i{i} < 10; i{i}++) if (text.Length == {i}) {{ ")) + "new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();" + new string('}', 40)],
        ["functions that call each other", "void A(int n) { B(n); new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build(); } void B(int n) { A(n); C(n); } void C(int n) { A(n); B(n); C(n); } A(1);"],
        ["functions that double", Repeat(40, static i => $"void F{i}() {{ F{i + 1}(); F{i + 1}(); }}\n") + "void F40() => new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build(); F0();"],
        ["lambdas that call themselves", "Func<object, object> f = null!; f = x => f(f(x)); Func<Func<object, object>, object> g = h => h(h); f(f); g(x => g(y => g(z => x)));\nnew ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();"],
        ["an array of 50,000 items", "var a = new[] { " + Repeat(50_000, static i => $"\"b{i}\", ") + " }; new ContainerBuilder(\"nginx:1.27\").WithCommand(a).WithPrivileged(true).Build();"],
        ["loops over large constants", "for (var i = 0; i < int.MaxValue; i++) for (var j = 0; j < int.MaxValue; j++) foreach (var k in Enumerable.Range(0, int.MaxValue)) new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build();"],
        ["loops over lists within loops", "var a = new[] { " + Repeat(90, static i => $"\"b{i}\", ") + " }; foreach (var x in a) foreach (var y in a) foreach (var z in a) foreach (var w in a) new ContainerBuilder(\"nginx:1.27\").WithEnvironment(x + y, z + w).Build();"],
        ["a text that doubles", "var a = \"0123456789\"; foreach (var x in new[] { " + Repeat(60, static i => $"{i}, ") + " }) { a += a; a = a + a; } new ContainerBuilder(\"nginx:1.27\").WithBindMount(a, \"/a\").Build();"],
        ["a list that doubles", "var a = new List<string> { \"a\" }; foreach (var x in new[] { " + Repeat(60, static i => $"{i}, ") + " }) { a.AddRange(a); } new ContainerBuilder(\"nginx:1.27\").WithCommand(a.ToArray()).Build();"],
        ["an object that holds itself", "var a = new List<object>(); a.Add(a); a.AddRange(a); var d = new Dictionary<string, object>(); d[\"d\"] = d; foreach (var x in a) new ContainerBuilder(\"nginx:1.27\").WithCommand($\"{a}{d}\").WithPrivileged(true).Build();"],
        ["a switch of 1,000 cases", "switch (text) { " + Repeat(1_000, static i => $"case \"{i}\": new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build(); break;\n") + "}"],
        ["an endless jump", "again: new ContainerBuilder(\"nginx:1.27\").WithPrivileged(true).Build(); goto again;"],
        ["conditions 200 deep", "var a = " + Repeat(200, static i => $"text.Length == {i} ? \"{i}\" : ") + "\"\"; new ContainerBuilder(\"nginx:1.27\").WithBindMount(a, \"/a\").Build();"],
    ];

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => $"{method.Name}({data[0]})";

    [TestMethod]
    [DynamicData(nameof(Shapes), DynamicDataDisplayName = nameof(NameOf))]
    public void LargeCode_EndsSoon(string name, string code)
    {
        var watch = Stopwatch.StartNew();
        var (references, before, after) = Templates.Find("testcontainers");
        AnalyzerHarness.Run(AnalyzerHarness.Compile(references, [before + code + after]), "strict");
        Assert.IsLessThan(Soon, watch.Elapsed, name);
    }

    [TestMethod]
    public void Cancelled_EndsAtOnce()
    {
        var (references, before, after) = Templates.Find("testcontainers");
        var compilation = AnalyzerHarness.Compile(references, [.. Enumerable.Range(0, 20).Select(i => before.Replace("class Tests", $"class Tests{i}", StringComparison.Ordinal) + Shapes.ElementAt(13)[1] + after)]);
        var analysis = compilation.WithAnalyzers([new ContainerSecAnalyzer()], new AnalyzerOptions([]));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var watch = Stopwatch.StartNew();
        try
        {
            analysis.GetAnalyzerDiagnosticsAsync(cancellation.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }

        Assert.IsLessThan(Soon, watch.Elapsed);
    }

    private static string Repeat(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(part(i));
        return text.ToString();
    }
}
