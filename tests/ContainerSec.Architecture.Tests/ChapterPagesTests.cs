using ContainerSec.Testing;

namespace ContainerSec.Tests;

/// <summary>The table of rules in each page of <c>docs/chapters</c> is made from the catalogue.</summary>
[TestClass]
public class ChapterPagesTests
{
    private const string Head = "| rule | title | in production | in tests |";

    private static string Folder => Path.Combine(Repository.Root, "docs", "chapters");

    public static IEnumerable<object[]> Chapters => Enum.GetValues<Chapter>().Select(static c => new object[] { c });

    [TestMethod]
    [DynamicData(nameof(Chapters))]
    public void Page_ListsTheRulesOfItsChapter(Chapter chapter)
    {
        var path = Directory.GetFiles(Folder, $"{(int)chapter:00}-*.md").Single();
        var lines = File.ReadAllLines(path).ToList();
        var start = lines.IndexOf(Head);
        Assert.IsGreaterThanOrEqualTo(0, start, $"{path} has no line '{Head}'");
        var end = lines.FindIndex(start, static line => !line.StartsWith('|'));

        Assert.AreEqual("", Golden.Difference(path, string.Concat(lines.Take(start).Concat(Table(chapter)).Concat(end < 0 ? [] : lines.Skip(end)).Select(static l => l + "\n"))));
    }

    private static IEnumerable<string> Table(Chapter chapter) =>
        RuleCatalog.Rules.Select(static r => r.Info).Where(info => info.Chapter == chapter)
            .Select(static info => $"| [{info.Id}](../rules/{info.Id}.md) | {info.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {Word(info.Production)} | {Word(info.Test)} |")
            .Prepend("|---|---|---|---|").Prepend(Head);

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
