using ContainerSec.Readers;

namespace ContainerSec.Policies;

/// <summary>Comments that accept findings: <c># containersec:ignore CSEC0601,CSEC0602 reason</c>.</summary>
/// <remarks>
/// A comment counts for what begins in its own line, and on lines of comments directly above the cause or above the head of its subject.
/// <c>containersec:ignore-file</c> counts for the whole file. Without a reason a comment does not count, and that is said.
/// </remarks>
internal static class InlineSuppressions
{
    private const string Marker = "containersec:ignore";

    public static List<Finding> Apply(List<Finding> findings, List<ReadProblem> problems)
    {
        var files = new Dictionary<SourceText, List<Comment>>();
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].IsSuppressed || findings[i].Origin?.Text is not { } origin)
                continue;
            if (!files.TryGetValue(origin.Source, out var comments))
                files.Add(origin.Source, comments = Find(origin.Source, problems));
            if (comments.Count > 0 && CommentFor(findings[i], origin, comments) is { } comment)
                findings[i] = findings[i] with { Suppression = new Suppression(SuppressionKind.Inline, comment.Reason, comment.Origin) };
        }

        return findings;
    }

    private static Comment? CommentFor(Finding finding, TextProvenance origin, List<Comment> comments)
    {
        var head = finding.Subject?.Origin?.Text is { } subject && subject.Source == origin.Source ? subject : origin;
        return comments.Find(c => c.Rules.Contains(finding.RuleId) && (c.IsForFile || Covers(c, origin) || Covers(c, head)));
    }

    // The comment stands in the line, or between it and the line there is nothing but comments and the beginning of the same instruction.
    private static bool Covers(Comment comment, TextProvenance origin)
    {
        var line = origin.Start.Line;
        if (comment.Line == line)
            return true;
        while (line > comment.Line + 1)
        {
            var above = origin.Source.Line(line - 1).Trim();
            if (!IsComment(above) && !above.EndsWith('\\') && !above.EndsWith('`'))
                return false;
            line--;
        }

        return line == comment.Line + 1 && IsComment(origin.Source.Line(comment.Line).TrimStart());
    }

    private static bool IsComment(string line) => line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("<!--", StringComparison.Ordinal);

    private static List<Comment> Find(SourceText text, List<ReadProblem> problems)
    {
        var comments = new List<Comment>();
        for (var at = text.Content.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = text.Content.IndexOf(Marker, at + 1, StringComparison.Ordinal))
        {
            var position = text.PositionAt(at);
            var line = text.Line(position.Line);
            var before = line[..(position.Column - 1)].TrimEnd();
            if (!before.EndsWith('#') && !before.EndsWith("//", StringComparison.Ordinal) && !before.EndsWith("<!--", StringComparison.Ordinal))
                continue;
            var rest = line[(position.Column - 1 + Marker.Length)..];
            var isForFile = rest.StartsWith("-file", StringComparison.Ordinal);
            rest = (isForFile ? rest["-file".Length..] : rest).Replace("-->", "", StringComparison.Ordinal).Trim();
            var origin = text.At(at, text.LineStart(position.Line) + line.Length);
            var space = rest.IndexOf(' ', StringComparison.Ordinal);
            var rules = (space < 0 ? rest : rest[..space]).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var reason = space < 0 ? "" : rest[space..].Trim();
            if (rules.FirstOrDefault(static r => RuleCatalog.Find(r) is null) is { } unknown)
                problems.Add(new ReadProblem(ProblemSeverity.Warning, $"There is no rule '{unknown}'; the comment does not count for it.", origin) { Code = "CSEC0103" });
            if (rules.Length == 0 || reason.Length == 0)
                problems.Add(new ReadProblem(ProblemSeverity.Warning, "A suppression needs rule ids and a reason: containersec:ignore CSEC0601 because …; it does not count.", origin) { Code = "CSEC0103" });
            else
                comments.Add(new Comment([.. rules.Select(static r => r.ToUpperInvariant())], reason, position.Line, isForFile, origin));
        }

        return comments;
    }

    private sealed record Comment(IReadOnlyList<string> Rules, string Reason, int Line, bool IsForFile, Provenance Origin);
}
