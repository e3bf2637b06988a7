using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ContainerSec.Reports;

/// <summary>Lists rules for people and programs.</summary>
public static class RuleList
{
    /// <summary>Writes a list of rules.</summary>
    /// <param name="rules">The rules, in the order of the list.</param>
    /// <param name="format"><c>text</c>, <c>json</c> or <c>markdown</c>.</param>
    /// <param name="writer">Where it is written to.</param>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static void Write(IReadOnlyList<RuleInfo> rules, string format, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(writer);
        switch (format)
        {
            case "text": WriteText(rules, writer); break;
            case "json": WriteJson(rules, writer); break;
            case "markdown": writer.Write(Markdown(rules)); break;
            default: throw new ArgumentException($"There is no format '{format}'.", nameof(format));
        }
    }

    /// <summary>The index of the rule pages, by chapter.</summary>
    /// <param name="rules">The rules, in the order of the list.</param>
    public static string Markdown(IReadOnlyList<RuleInfo> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var text = new StringBuilder("# Rules\n\nSeverity stands for production and for tests; `-` is off unless a stricter profile asks.\n");
        foreach (var chapter in rules.GroupBy(static r => r.Chapter))
        {
            text.Append($"\n## {(int)chapter.Key} {ChapterNames.Of(chapter.Key)}\n\n| id | title | production | tests |\n|---|---|---|---|\n");
            foreach (var info in chapter)
                text.Append($"| [{info.Id}]({info.Id}.md) | {info.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {Short(info.Production)} | {Short(info.Test)} |\n");
        }

        return text.ToString();
    }

    private static void WriteText(IReadOnlyList<RuleInfo> rules, TextWriter writer)
    {
        foreach (var chapter in rules.GroupBy(static r => r.Chapter))
        {
            writer.Write($"{(int)chapter.Key} {ChapterNames.Of(chapter.Key)}\n");
            foreach (var info in chapter)
                writer.Write($"  {info.Id}  {Short(info.Production),-7}  {Short(info.Test),-7}  {info.Title}\n");
        }

        writer.Write($"{Counts.Of(rules.Count, "rule")}; the columns are the severities in production and in tests\n");
    }

    private static void WriteJson(IReadOnlyList<RuleInfo> rules, TextWriter writer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach (var info in rules)
                WriteRule(json, info);
            json.WriteEndArray();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private static void WriteRule(Utf8JsonWriter json, RuleInfo info)
    {
        json.WriteStartObject();
        json.WriteString("id", info.Id);
        json.WriteString("title", info.Title);
        json.WriteNumber("chapter", (int)info.Chapter);
        json.WriteString("principle", info.Principle.ToString());
        json.WriteString("production", Names.Of(info.Production));
        json.WriteString("test", Names.Of(info.Test));
        json.WriteString("why", info.Why);
        json.WriteString("fix", info.Fix);
        json.WriteStartArray("mappings");
        foreach (var mapping in info.Mappings)
        {
            json.WriteStartObject();
            json.WriteString("standard", mapping.Standard.ToString());
            json.WriteString("id", mapping.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Short(Severity severity) => severity == Severity.Off ? "-" : Names.Of(severity);
}
