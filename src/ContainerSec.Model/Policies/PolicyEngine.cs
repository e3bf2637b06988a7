namespace ContainerSec;

/// <summary>Judges deployments by a policy.</summary>
/// <remarks>Safe to use from many threads; each call has a state of its own.</remarks>
public sealed class PolicyEngine
{
    private readonly Policy _policy;
    private readonly Rule[] _rules;

    /// <summary>Prepares a policy.</summary>
    /// <param name="policy">What is judged.</param>
    public PolicyEngine(Policy policy)
    {
        _policy = policy ?? throw new ArgumentNullException(nameof(policy));
        _rules = [.. policy.Rules.Where(IsEverOn)];
    }

    /// <summary>Judges a deployment.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="today">The day (UTC) by which waivers expire and products reach their end of life.</param>
    public PolicyResult Evaluate(Deployment deployment, DateTime today)
    {
        if (deployment is null)
            throw new ArgumentNullException(nameof(deployment));
        var context = new RuleContext(deployment, _policy, today);
        foreach (var rule in _rules)
        {
            // Pods first: what a pod says for all of its containers is its own failure, not that of the first of them.
            JudgeAll(rule, deployment.Pods, context);
            JudgeAll(rule, deployment.Workloads, context);
            JudgeAll(rule, deployment.Images, context);
            JudgeAll(rule, deployment.Dockerfiles, context);
            JudgeAll(rule, deployment.Builds, context);
            JudgeAll(rule, deployment.Networks, context);
            JudgeAll(rule, deployment.Volumes, context);
            JudgeAll(rule, deployment.Secrets, context);
            JudgeAll(rule, deployment.Parameters, context);
            JudgeAll(rule, deployment.Hosts, context);
            JudgeObjects(rule, deployment.Objects, context);
            if (rule is IJudge<Deployment> judge)
            {
                context.Begin(rule, null);
                judge.Check(deployment, context);
            }
        }

        return new Verdicts(_policy, today).Settle(context);
    }

    private static void JudgeAll<TSubject>(Rule rule, IReadOnlyList<TSubject> subjects, RuleContext context)
        where TSubject : Subject
    {
        if (subjects.Count == 0 || rule is not IJudge<TSubject> judge)
            return;
        for (var i = 0; i < subjects.Count; i++)
        {
            context.Begin(rule, subjects[i]);
            judge.Check(subjects[i], context);
        }
    }

    // Each kind of object has a type of its own, and a rule judges those that it knows.
    private static void JudgeObjects(Rule rule, IReadOnlyList<KubernetesObject> objects, RuleContext context)
    {
        for (var i = 0; i < objects.Count; i++)
        {
            context.Begin(rule, objects[i]);
            switch (objects[i])
            {
                case RbacRole role: (rule as IJudge<RbacRole>)?.Check(role, context); break;
                case RbacBinding binding: (rule as IJudge<RbacBinding>)?.Check(binding, context); break;
                case ServiceAccount account: (rule as IJudge<ServiceAccount>)?.Check(account, context); break;
                case NetworkPolicy networkPolicy: (rule as IJudge<NetworkPolicy>)?.Check(networkPolicy, context); break;
                case KubernetesService service: (rule as IJudge<KubernetesService>)?.Check(service, context); break;
                case Ingress ingress: (rule as IJudge<Ingress>)?.Check(ingress, context); break;
                case ConfigData data: (rule as IJudge<ConfigData>)?.Check(data, context); break;
                case RuntimeClass runtimeClass: (rule as IJudge<RuntimeClass>)?.Check(runtimeClass, context); break;
                case ApiService apiService: (rule as IJudge<ApiService>)?.Check(apiService, context); break;
                case KubeUser user: (rule as IJudge<KubeUser>)?.Check(user, context); break;
                case SecurityContextConstraints constraints: (rule as IJudge<SecurityContextConstraints>)?.Check(constraints, context); break;
                // IJudge is contravariant: a rule about every object would answer above for each of them too.
                case var other: (rule as IJudge<KubernetesObject>)?.Check(other, context); break;
            }
        }
    }

    private bool IsEverOn(Rule rule) =>
        _policy.SeverityOf(rule, RunContext.Production) != Severity.Off || _policy.SeverityOf(rule, RunContext.Test) != Severity.Off;
}
