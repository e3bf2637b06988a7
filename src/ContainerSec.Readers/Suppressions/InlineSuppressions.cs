#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Readers.Suppressions;

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
        var files = new Dictionary<SourceText, FileComments>();
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].IsSuppressed || findings[i].Origin?.Text is not { } origin)
                continue;
            if (!files.TryGetValue(origin.Source, out var comments))
                files.Add(origin.Source, comments = new FileComments(origin.Source, Find(origin.Source, problems)));
            if (comments.For(findings[i], origin) is { } comment)
                findings[i] = findings[i] with { Suppression = new Suppression(SuppressionKind.Inline, comment.Reason, comment.Origin) };
        }

        return findings;
    }

    private static bool IsComment(string line) => line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("<!--", StringComparison.Ordinal);

    private static bool IsBehindCommentMark(string text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t')
            at--;
        return at > 0 && (text[at - 1] == '#' || (at > 1 && text[at - 1] == '/' && text[at - 2] == '/') || (at > 3 && string.CompareOrdinal(text, at - 4, "<!--", 0, 4) == 0));
    }

    private static List<Comment> Find(SourceText text, List<ReadProblem> problems)
    {
        var comments = new List<Comment>();
        for (var at = text.Content.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = text.Content.IndexOf(Marker, at + 1, StringComparison.Ordinal))
        {
            if (!IsBehindCommentMark(text.Content, at))
                continue;
            var position = text.PositionAt(at);
            var line = text.Line(position.Line);
            var rest = line[(position.Column - 1 + Marker.Length)..];
            // What follows in the line is the reason.
            var start = at;
            at = text.LineStart(position.Line) + line.Length - 1;
            var isForFile = rest.StartsWith("-file", StringComparison.Ordinal);
            rest = (isForFile ? rest["-file".Length..] : rest).Replace("-->", "", StringComparison.Ordinal).Trim();
            var origin = text.At(start, at + 1);
            var space = rest.IndexOf(' ');
            var rules = (space < 0 ? rest : rest[..space]).Split([','], StringSplitOptions.RemoveEmptyEntries).Select(static r => r.Trim()).Where(static r => r.Length > 0).ToArray();
            var reason = space < 0 ? "" : rest[space..].Trim();
            if (rules.FirstOrDefault(static r => RuleCatalog.Find(r) is null) is { } unknown)
                problems.Add(new ReadProblem(ProblemSeverity.Warning, $"There is no rule '{unknown}'; the comment does not count for it.", origin) { Code = "CSEC0103" });
            if (rules.Length == 0 || reason.Length == 0)
                problems.Add(new ReadProblem(ProblemSeverity.Warning, "A suppression needs rule ids and a reason: containersec:ignore CSEC0601 because …; it does not count.", origin) { Code = "CSEC0103" });
            else
                comments.Add(new Comment([.. rules.Select(static r => r.ToUpperInvariant())], reason, position.Line, isForFile, IsComment(line.TrimStart()), origin));
        }

        return comments;
    }

    private sealed record Comment(IReadOnlyList<string> Rules, string Reason, int Line, bool IsForFile, bool HasLine, Provenance Origin);

    /// <summary>The comments of a text, found by rule and line: there may be many of them, and many findings.</summary>
    private sealed class FileComments(SourceText source, List<Comment> comments)
    {
        private readonly ILookup<string, Comment> _forFile = comments.Where(static c => c.IsForFile)
            .SelectMany(static c => c.Rules.Select(rule => (rule, c))).ToLookup(static p => p.rule, static p => p.c);

        private readonly Dictionary<string, SortedList<int, Comment>> _byLine = ByLine(comments);
        private readonly Dictionary<int, int> _tops = [];

        public Comment? For(Finding finding, TextProvenance origin)
        {
            if (comments.Count == 0)
                return null;
            if (_forFile[finding.RuleId].FirstOrDefault() is { } forFile)
                return forFile;
            if (!_byLine.TryGetValue(finding.RuleId, out var ofRule))
                return null;
            var head = finding.Subject?.Origin?.Text is { } subject && subject.Source == origin.Source ? subject : origin;
            return Covering(ofRule, origin.Start.Line) ?? Covering(ofRule, head.Start.Line);
        }

        private static Dictionary<string, SortedList<int, Comment>> ByLine(List<Comment> comments)
        {
            var all = new Dictionary<string, SortedList<int, Comment>>(StringComparer.Ordinal);
            foreach (var comment in comments.Where(static c => !c.IsForFile))
            {
                foreach (var rule in comment.Rules)
                {
                    if (!all.TryGetValue(rule, out var ofRule))
                        all.Add(rule, ofRule = []);
                    if (!ofRule.ContainsKey(comment.Line))
                        ofRule.Add(comment.Line, comment);
                }
            }

            return all;
        }

        // A comment counts in its own line; one with a line to itself also for what is below it.
        private Comment? Covering(SortedList<int, Comment> ofRule, int line)
        {
            if (ofRule.TryGetValue(line, out var own))
                return own;
            var top = Top(line);
            var (low, high) = (0, ofRule.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = ofRule.Keys[middle] < top ? (middle + 1, high) : (low, middle);
            }

            for (; low < ofRule.Count && ofRule.Keys[low] < line; low++)
            {
                if (ofRule.Values[low].HasLine)
                    return ofRule.Values[low];
            }

            return null;
        }

        // The highest line from which there is nothing but comments and the beginning of the same instruction.
        private int Top(int line)
        {
            var top = line;
            while (top > 1 && !_tops.ContainsKey(top) && IsPassed(source.Line(top - 1).Trim()))
                top--;
            top = _tops.TryGetValue(top, out var known) ? known : top;
            return _tops[line] = top;
        }

        private static bool IsPassed(string line) => IsComment(line) || line.EndsWith('\\') || line.EndsWith('`');
    }
}
