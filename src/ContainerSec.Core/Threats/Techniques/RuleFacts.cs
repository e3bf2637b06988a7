namespace ContainerSec.Threats;

/// <summary>What rules found about containers, as facts: a technique asks for the same thing as a rule does, and in the same words.</summary>
internal sealed class RuleFacts
{
    private readonly Dictionary<Subject, List<(string Rule, Truth Truth, Evidence Evidence)>> _facts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Judges a deployment by some rules.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="rules">The rules' ids.</param>
    public RuleFacts(Deployment deployment, params string[] rules)
    {
        var policy = new Policy { Profile = "threats", Rules = [.. RuleCatalog.Rules.Where(r => rules.Contains(r.Info.Id))], IncludesOptional = true };
        var result = new PolicyEngine(policy).Evaluate(deployment, DateTime.MinValue);
        foreach (var finding in result.Findings)
            Add(finding.Subject, finding.RuleId, Truth.Yes, new Evidence(finding.Message, finding.Origin));
        foreach (var unjudged in result.Unjudged)
            Add(unjudged.Subject, unjudged.Rule.Info.Id, Truth.Maybe, new Evidence(unjudged.Message, unjudged.Origin));
    }

    /// <summary>What rules found about a container.</summary>
    /// <param name="workload">The container.</param>
    /// <param name="control">What would make it false.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>One way for each finding; when there is none, why: the rules found nothing.</returns>
    public Condition Of(Workload workload, Func<Provenance?, Control> control, params string[] rules)
    {
        var found = Condition.No(new Evidence($"{string.Join(", ", rules)} found nothing", workload.Origin));
        if (!_facts.TryGetValue(workload, out var facts))
            return found;
        foreach (var (rule, truth, evidence) in facts)
        {
            if (rules.Contains(rule))
                found |= truth == Truth.Yes ? Condition.Yes(evidence, control(evidence.Origin)) : Condition.Maybe(evidence, control(evidence.Origin));
        }

        return found;
    }

    private void Add(Subject? subject, string rule, Truth truth, Evidence evidence)
    {
        if (subject is null)
            return;
        if (!_facts.TryGetValue(subject, out var facts))
            _facts.Add(subject, facts = []);
        facts.Add((rule, truth, evidence));
    }
}
