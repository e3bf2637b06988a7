using System.Diagnostics;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>What the parser accepts, where it puts errors, and whether apparmor_parser agrees.</summary>
[TestClass]
public sealed class AppArmorParserTests
{
    private const string Oracle = "/usr/sbin/apparmor_parser";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Threats", "AppArmor");

    /// <summary>Verdict and text of each case.</summary>
    public static IEnumerable<object[]> Cases() => File.ReadLines(Path.Combine(Folder, "profiles.cases"))
        .Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => line.Split(" | ", 2))
        .Select(static parts => new object[] { parts[0] == "accept", parts[1].Replace("\\\\", "\u0001", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace('\u0001', '\\') });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Parse_Profile_AgreesWithTheVerdictOnRecord(bool isAccepted, string text)
    {
        var file = AppArmorFile.Parse(new SourceText("case", text));

        Assert.AreEqual(isAccepted, !file.HasErrors, $"{text}\n{string.Join('\n', file.Problems)}");
    }

    [TestMethod]
    public void Parse_Corpus_AgreesWithAppArmorItself()
    {
        if (!File.Exists(Oracle))
            Assert.Inconclusive("apparmor_parser is not installed.");
        var differences = new List<string>();
        foreach (var item in Cases())
        {
            var text = (string)item[1];
            if (IsAcceptedByOracle(text) != !AppArmorFile.Parse(new SourceText("case", text)).HasErrors)
                differences.Add(text);
        }

        Assert.IsEmpty(differences, string.Join("\n--\n", differences));
    }

    [TestMethod]
    public void Parse_InstalledPolicy_HasNoErrors()
    {
        const string root = "/etc/apparmor.d";
        if (!Directory.Exists(root))
            Assert.Inconclusive("AppArmor's policy is not installed.");
        var includes = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/disable/", StringComparison.Ordinal))
            .ToDictionary(static path => Path.GetRelativePath(root, path), static path => new SourceText(path, File.ReadAllText(path)));
        var checkedFiles = 0;
        foreach (var (name, text) in includes)
        {
            // Abstractions are parts of profiles: each is read in one that includes nothing else.
            var isAbstraction = name.StartsWith("abstractions/", StringComparison.Ordinal);
            if (!isAbstraction && (name.Contains('/', StringComparison.Ordinal) || name == "README"))
                continue;
            var file = isAbstraction
                ? AppArmorFile.Parse(new SourceText("case", $"include <tunables/global>\nprofile x {{\n include <{name}>\n}}\n"), includes)
                : AppArmorFile.Parse(text, includes);
            checkedFiles++;
            Assert.IsFalse(file.HasErrors, $"{name}\n{string.Join('\n', file.Problems.Where(static p => p.IsError).Take(10))}");
        }

        Assert.IsGreaterThan(0, checkedFiles);
    }

    [TestMethod]
    [DataRow("profile x {\n  /a rwa,\n}\n", 2, 6, "exclude")]
    [DataRow("profile x {\n  bogus thing,\n  /a r,\n}\n", 2, 3, "no rule 'bogus'")]
    [DataRow("profile x {\n  capability chown nosuch,\n}\n", 2, 20, "no capability 'nosuch'")]
    [DataRow("profile x {\n  @{FOO}/a r,\n}\n", 2, 3, "no variable @{FOO}")]
    [DataRow("profile x {\n  /a r,\n", 3, 1, "not closed")]
    [DataRow("stray\n", 1, 1, "outside of a profile")]
    public void Parse_Mistake_IsPlaced(string text, int line, int column, string message)
    {
        var problem = AppArmorFile.Parse(new SourceText("case", text)).Problems.First(static p => p.IsError);

        Assert.AreEqual((line, column), (problem.Origin.Start.Line, problem.Origin.Start.Column), problem.ToString());
        Assert.Contains(message, problem.Message);
    }

    [TestMethod]
    public void Parse_MistakeInOneRule_ReadsTheOthers()
    {
        var file = AppArmorFile.Parse(new SourceText("case", "profile x {\n  bogus thing,\n  /a r,\n  capability chown,\n}\nprofile y { /b w, }\n"));

        Assert.HasCount(1, file.Problems);
        Assert.AreEqual("Unknown File Capability", string.Join(' ', file.Profiles[0].Rules.Select(static rule => rule.Kind)));
        Assert.AreEqual("y", file.Profiles[1].Name);
    }

    [TestMethod]
    public void Parse_HostileText_EndsWithErrors()
    {
        string[] texts =
        [
            "profile x " + new string('{', 100_000),
            string.Concat(Enumerable.Repeat("profile x { ", 20_000)),
            string.Concat(Enumerable.Repeat("audit { ", 1)) + "profile x { " + string.Concat(Enumerable.Repeat("audit { ", 50_000)),
            "@{A}=/a /b /c /d /e /f /g /h\nprofile x { /" + string.Concat(Enumerable.Repeat("@{A}", 40)) + " r, }",
            "profile x { /" + string.Concat(Enumerable.Repeat("{a,", 10_000)) + " r, }",
            "profile x { /a" + new string('*', 100_000) + "b r, }",
            "\"", "profile \"", "(", "profile x flags=(", "profile x { signal (", "\\", "profile x { /a\\", "@{", "@{A}=", "include", "include <", "profile x { ( ( ( ", "^", "profile ^", "hat",
        ];
        foreach (var text in texts)
            _ = AppArmorFile.Parse(new SourceText("case", text)).Problems.Count;
    }

    [TestMethod]
    public void Parse_IncludeThatIncludesItself_IsAnError()
    {
        var loop = new SourceText("loop", "include <loop>\n/a r,\n");

        var file = AppArmorFile.Parse(new SourceText("case", "profile x {\n include <loop>\n}\n"), new Dictionary<string, SourceText> { ["loop"] = loop });

        Assert.IsTrue(file.HasErrors);
        Assert.IsTrue(file.Profiles[0].Allows("/a", "r").IsYes);
    }

    private static bool IsAcceptedByOracle(string text)
    {
        using var process = Process.Start(new ProcessStartInfo(Oracle, ["-Q", "-K", "-q"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(text + "\n");
        process.StandardInput.Close();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
