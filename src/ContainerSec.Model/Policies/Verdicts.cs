using ContainerSec.Secrets;

namespace ContainerSec;

/// <summary>Turns what rules said into findings: severities, precedence, repetitions, waivers, order.</summary>
internal sealed class Verdicts(Policy policy, DateTime today)
{
    public PolicyResult Settle(IReadOnlyList<RuleContext> contexts)
    {
        List<Judgement> judgements = contexts.Count == 1 ? contexts[0].Judgements : [.. contexts.SelectMany(static context => context.Judgements)];
        var preceded = policy.EnumeratesStandard ? null : Preceded(judgements);
        var seen = new HashSet<(string Rule, Provenance? Origin, string Subject)>();
        var findings = new List<Finding>();
        var unjudged = new List<Unjudged>();
        foreach (var judgement in judgements)
        {
            var severity = policy.SeverityOf(judgement.Rule, judgement.Subject?.Context ?? RunContext.Production);
            if (severity == Severity.Off)
                continue;
            var id = judgement.Rule.Info.Id;
            // A fact of a pod is merged into each of its containers: one place is one finding.
            var subject = judgement.Origin is TextProvenance text && !text.Equals(judgement.Subject?.Origin) ? "" : judgement.Subject?.Description ?? "";
            if (!seen.Add((id, judgement.Origin, subject)))
                continue;
            if (judgement.Verdict == Verdict.Unknown)
                unjudged.Add(ToUnjudged(judgement, severity));
            else if (preceded is null || !preceded.Contains((id, judgement.Origin)))
                findings.Add(ToFinding(judgement, severity));
        }

        findings.Sort(static (a, b) => Compare(a.Origin, a.RuleId, a.Message, b.Origin, b.RuleId, b.Message));
        unjudged.Sort(static (a, b) => Compare(a.Origin, a.Rule.Info.Id, a.Message, b.Origin, b.Rule.Info.Id, b.Message));
        return new PolicyResult { Findings = findings, Unjudged = unjudged, Passed = contexts.Sum(static context => context.Passes) };
    }

    // What a more specific rule already condemns at the same place.
    private HashSet<(string Rule, Provenance? Origin)> Preceded(List<Judgement> judgements)
    {
        var preceded = new HashSet<(string Rule, Provenance? Origin)>();
        foreach (var judgement in judgements)
        {
            if (judgement.Verdict != Verdict.Fail || policy.SeverityOf(judgement.Rule, judgement.Subject?.Context ?? RunContext.Production) == Severity.Off)
                continue;
            foreach (var id in judgement.Rule.Info.Precedes)
                preceded.Add((id, judgement.Origin));
        }

        return preceded;
    }

    private Finding ToFinding(Judgement judgement, Severity severity)
    {
        var finding = new Finding
        {
            Rule = judgement.Rule,
            Severity = severity,
            // Rules never say a secret, but a name, an address or an argument that they quote may hold one.
            Message = SecretMask.Of(Sentence(judgement.Subject, judgement.Message)),
            Subject = judgement.Subject,
            Origin = judgement.Origin,
            Related = [.. judgement.Related.Where(static r => r is not null).Select(static r => r!)],
        };
        foreach (var waiver in policy.Waivers)
        {
            if (waiver.Covers(finding, today))
                return finding with { Suppression = new Suppression(SuppressionKind.Waiver, waiver.Reason) };
        }

        return finding;
    }

    private static Unjudged ToUnjudged(Judgement judgement, Severity severity) => new()
    {
        Rule = judgement.Rule,
        Severity = severity,
        Subject = judgement.Subject,
        Origin = judgement.Origin,
        Message = Sentence(judgement.Subject, judgement.Message.Length > 0 ? judgement.Message : "has a value here that is known only when it is deployed"),
    };

    private static string Sentence(Subject? subject, string predicate) =>
        subject is null ? predicate : $"{subject.Description} {predicate}";

    private static int Compare(Provenance? origin1, string rule1, string message1, Provenance? origin2, string rule2, string message2)
    {
        var (text1, text2) = (origin1?.Text, origin2?.Text);
        var order = string.CompareOrdinal(text1?.Source.Path ?? "", text2?.Source.Path ?? "");
        if (order == 0)
            order = (text1?.StartOffset ?? -1).CompareTo(text2?.StartOffset ?? -1);
        if (order == 0)
            order = string.CompareOrdinal(rule1, rule2);
        return order != 0 ? order : string.CompareOrdinal(message1, message2);
    }
}
