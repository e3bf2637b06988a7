using System.Text;

namespace ContainerSec.Tool.Tests;

/// <summary>What pages show as output of the tool is what it says. With <c>CONTAINERSEC_ACCEPT=1</c> the page is rewritten.</summary>
[TestClass]
public sealed class ChapterOutputTests
{
    private const string Start = "```console\n$ containersec ";

    [TestMethod]
    public void Page_ShowsWhatTheToolSays()
    {
        var path = Path.Combine(Repository(), "docs", "chapters", "02-privileges.md");
        var page = File.ReadAllText(path);

        var told = Told(page);

        if (Environment.GetEnvironmentVariable("CONTAINERSEC_ACCEPT") == "1")
            File.WriteAllText(path, told);
        else
            Assert.AreEqual(told, page);
    }

    private static string Told(string page)
    {
        using var tool = new Tool();
        var told = new StringBuilder();
        var at = 0;
        for (var start = page.IndexOf(Start, StringComparison.Ordinal); start >= 0; start = page.IndexOf(Start, at, StringComparison.Ordinal))
        {
            var command = page[(start + Start.Length)..page.IndexOf('\n', start + Start.Length)];
            told.Append(page, at, start - at).Append(Start).Append(command).Append('\n').Append(tool.Run(command.Split(' ')).Output).Append("```");
            at = page.IndexOf("```", start + 3, StringComparison.Ordinal) + 3;
        }

        return told.Append(page, at, page.Length - at).ToString();
    }

    internal static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ContainerSec.Core.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
