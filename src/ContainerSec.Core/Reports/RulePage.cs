using System.Text;

namespace ContainerSec.Reports;

/// <summary>The page of a rule, made from what the rule says of itself.</summary>
public static class RulePage
{
    /// <summary>The page as Markdown: what <c>docs/rules</c> holds.</summary>
    /// <param name="info">The rule.</param>
    public static string Markdown(RuleInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var page = new StringBuilder();
        page.Append($"# {info.Id}: {info.Title}\n\n");
        page.Append("| | |\n|---|---|\n");
        page.Append($"| Chapter | {(int)info.Chapter} {ChapterNames.Of(info.Chapter)} |\n");
        page.Append($"| Principle | {ChapterNames.Of(info.Principle)} |\n");
        page.Append($"| Severity in production | {SeverityOf(info.Production, info)} |\n");
        page.Append($"| Severity in tests | {SeverityOf(info.Test, info)} |\n");
        if (info.Precedes.Count > 0)
            page.Append($"| Says more than | {string.Join(", ", info.Precedes.Select(static id => $"[{id}]({id}.md)"))} |\n");
        page.Append($"\n## Why\n\n{info.Why}\n\n## Fix\n\n{info.Fix}\n");
        AppendExamples(page, info);
        if (info.Mappings.Count > 0)
        {
            page.Append("\n## Standards\n\n");
            foreach (var group in info.Mappings.GroupBy(static m => m.Standard))
                page.Append($"- {ChapterNames.Of(group.Key)}: {string.Join(", ", group.Select(static m => m.Id))}\n");
        }

        if (info.References.Count > 0)
            page.Append($"\n## Read more\n\n{string.Concat(info.References.Select(static r => $"- {r}\n"))}");
        return page.ToString();
    }

    /// <summary>The page as plain text, for a terminal.</summary>
    /// <param name="info">The rule.</param>
    public static string Text(RuleInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var page = new StringBuilder();
        page.Append($"{info.Id}  {info.Title}\n");
        page.Append($"chapter {(int)info.Chapter} {ChapterNames.Of(info.Chapter)}; {SeverityOf(info.Production, info)} in production, {SeverityOf(info.Test, info)} in tests\n\n");
        page.Append($"Why  {info.Why}\nFix  {info.Fix}\n");
        foreach (var example in info.Examples)
        {
            page.Append($"\n{(example.Expected == Verdict.Fail ? "Bad" : "Good")} ({ChapterNames.Of(example.Surface)}):\n");
            foreach (var line in example.Text.TrimEnd('\n').Split('\n'))
                page.Append($"    {line}\n");
        }

        if (info.Mappings.Count > 0)
        {
            page.Append("\nStandards\n");
            foreach (var group in info.Mappings.GroupBy(static m => m.Standard))
                page.Append($"    {ChapterNames.Of(group.Key)}: {string.Join(", ", group.Select(static m => m.Id))}\n");
        }

        if (info.References.Count > 0)
            page.Append($"\nRead more\n{string.Concat(info.References.Select(static r => $"    {r}\n"))}");
        return page.ToString();
    }

    private static void AppendExamples(StringBuilder page, RuleInfo info)
    {
        foreach (var (title, expected) in ((string, Verdict)[])[("Fails", Verdict.Fail), ("Passes", Verdict.Pass)])
        {
            var examples = info.Examples.Where(e => e.Expected == expected).ToList();
            if (examples.Count == 0)
                continue;
            page.Append($"\n## {title}\n");
            foreach (var example in examples)
                page.Append($"\n{ChapterNames.Of(example.Surface)}:\n\n```{LanguageOf(example.Surface)}\n{example.Text.TrimEnd('\n')}\n```\n");
        }
    }

    private static string SeverityOf(Severity severity, RuleInfo info) =>
        severity == Severity.Off ? $"off ({Names.Of(info.WhenOn)} under stricter profiles)" : Names.Of(severity);

    private static string LanguageOf(Surface surface) => surface switch
    {
        Surface.Dockerfile => "dockerfile",
        Surface.Compose or Surface.Kubernetes or Surface.GitHubWorkflow or Surface.KubeConfig => "yaml",
        Surface.DockerRun => "sh",
        Surface.Project => "xml",
        Surface.AspireAppHost or Surface.Testcontainers or Surface.DockerDotNet or Surface.KubernetesClient => "csharp",
        _ => "json",
    };
}
