using System.Globalization;

namespace ContainerSec.Tests.Docs;

/// <summary>The table of rules on each chapter's page is the catalogue's. With <c>CONTAINERSEC_ACCEPT=1</c> it is rewritten.</summary>
[TestClass]
public class ChapterPageTests
{
    private const string Heading = "| rule | title | in production | in tests |\n|---|---|---|---|\n";

    public static IEnumerable<object[]> Pages => Directory.EnumerateFiles(Folder(), "*.md").Order(StringComparer.Ordinal).Select(static path => new object[] { Path.GetFileName(path) });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Page_ListsTheRulesOfItsChapter(string page)
    {
        var path = Path.Combine(Folder(), page);
        var chapter = (Chapter)int.Parse(page.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var text = File.ReadAllText(path);
        var start = text.IndexOf(Heading, StringComparison.Ordinal);
        Assert.IsGreaterThan(0, start, $"{page} has no table of rules");
        var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
        var table = text[start..(end < 0 ? text.Length : end + 1)];

        if (Environment.GetEnvironmentVariable("CONTAINERSEC_ACCEPT") == "1")
            File.WriteAllText(path, text.Replace(table, TableOf(chapter), StringComparison.Ordinal));
        else
            Assert.AreEqual(TableOf(chapter), table);
    }

    private static string TableOf(Chapter chapter) => Heading + string.Concat(RuleCatalog.Rules.Where(rule => rule.Info.Chapter == chapter).Select(static rule =>
        $"| [{rule.Info.Id}](../rules/{rule.Info.Id}.md) | {rule.Info.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {NameOf(rule.Info.Production)} | {NameOf(rule.Info.Test)} |\n"));

    private static string NameOf(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContainerSec.Core.sln")))
                return Path.Combine(folder.FullName, "docs", "chapters");
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
