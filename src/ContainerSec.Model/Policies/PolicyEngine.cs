using System.Runtime.ExceptionServices;
using ContainerSec.Rules;

namespace ContainerSec;

/// <summary>Judges deployments by a policy.</summary>
/// <remarks>Safe to use from many threads; each call has a state of its own.</remarks>
public sealed class PolicyEngine
{
    // So many subjects are worth a second thread, and so many are judged by one thread at a time.
    private const int ManySubjects = 256;
    private const int SubjectsOfStep = 32;

    private readonly Policy _policy;
    private readonly Judges<Pod> _pods;
    private readonly Judges<Workload> _workloads;
    private readonly Judges<ImageConfig> _images;
    private readonly Judges<BuiltImage> _builtImages;
    private readonly Judges<Dockerfile> _dockerfiles;
    private readonly Judges<PulledImage> _pulledImages;
    private readonly Judges<RunInstruction> _runs;
    private readonly Judges<CopyInstruction> _copies;
    private readonly Judges<VariableInstruction> _variables;
    private readonly Judges<CommandInstruction> _commands;
    private readonly Judges<ValueInstruction> _values;
    private readonly Judges<ImageBuild> _builds;
    private readonly Judges<NetworkDefinition> _networks;
    private readonly Judges<VolumeDefinition> _volumes;
    private readonly Judges<SecretDefinition> _secrets;
    private readonly Judges<Parameter> _parameters;
    private readonly Judges<EngineHost> _hosts;
    private readonly Judges<EngineClient> _clients;
    private readonly Judges<RegistryLogin> _logins;
    private readonly Judges<ResourceReaper> _reapers;
    private readonly Judges<RbacRole> _roles;
    private readonly Judges<RbacBinding> _bindings;
    private readonly Judges<ServiceAccount> _accounts;
    private readonly Judges<NetworkPolicy> _networkPolicies;
    private readonly Judges<KubernetesService> _services;
    private readonly Judges<Ingress> _ingresses;
    private readonly Judges<ConfigData> _configurations;
    private readonly Judges<RuntimeClass> _runtimeClasses;
    private readonly Judges<ApiService> _apiServices;
    private readonly Judges<KubeUser> _users;
    private readonly Judges<SecurityContextConstraints> _constraints;
    private readonly Judges<KubernetesObject> _others;
    private readonly Judges<Deployment> _deployments;

    /// <summary>Prepares a policy.</summary>
    /// <param name="policy">What is judged.</param>
    public PolicyEngine(Policy policy)
    {
        _policy = policy ?? throw new ArgumentNullException(nameof(policy));
        Rule[] rules = [.. policy.Rules.Where(IsEverOn)];
        _pods = new(rules);
        _workloads = new(rules);
        _images = new(rules);
        _builtImages = new(rules);
        _dockerfiles = new(rules);
        _pulledImages = new(rules);
        _runs = new(rules);
        _copies = new(rules);
        _variables = new(rules);
        _commands = new(rules);
        _values = new(rules);
        _builds = new(rules);
        _networks = new(rules);
        _volumes = new(rules);
        _secrets = new(rules);
        _parameters = new(rules);
        _hosts = new(rules);
        _clients = new(rules);
        _logins = new(rules);
        _reapers = new(rules);
        _roles = new(rules);
        _bindings = new(rules);
        _accounts = new(rules);
        _networkPolicies = new(rules);
        _services = new(rules);
        _ingresses = new(rules);
        _configurations = new(rules);
        _runtimeClasses = new(rules);
        _apiServices = new(rules);
        _users = new(rules);
        _constraints = new(rules);
        _others = new(rules);
        _deployments = new(rules);
    }

    /// <summary>Judges a deployment on the thread that calls.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="today">The day (UTC) by which waivers expire and products reach their end of life.</param>
    public PolicyResult Evaluate(Deployment deployment, DateTime today) => Evaluate(deployment, today, maxParallelism: 1);

    /// <summary>Judges a deployment, a large one on several threads. The result does not depend on their number.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="today">The day (UTC) by which waivers expire and products reach their end of life.</param>
    /// <param name="maxParallelism">How many threads judge at once.</param>
    /// <param name="cancellationToken">Checked after every few subjects.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PolicyResult Evaluate(Deployment deployment, DateTime today, int maxParallelism, CancellationToken cancellationToken = default)
    {
        if (deployment is null)
            throw new ArgumentNullException(nameof(deployment));
        if (maxParallelism < 1)
            throw new ArgumentOutOfRangeException(nameof(maxParallelism), maxParallelism, "At least one thread judges.");
        var steps = StepsOf(deployment);
        var surroundings = new Surroundings(deployment);
        var contexts = maxParallelism > 1 && steps.Count > ManySubjects / SubjectsOfStep
            ? JudgeTogether(steps, surroundings, today, maxParallelism, cancellationToken)
            : [JudgeInTurn(steps, new RuleContext(surroundings, _policy, today), cancellationToken)];
        return new Verdicts(_policy, today).Settle(contexts);
    }

    // What there is to do, in the order in which it is reported.
    private List<Action<RuleContext>> StepsOf(Deployment deployment)
    {
        var steps = new List<Action<RuleContext>>();
        // Pods first: what a pod says for all of its containers is its own failure, not that of the first of them.
        Add(steps, deployment.Pods, _pods.Check);
        Add(steps, deployment.Workloads, _workloads.Check);
        Add(steps, deployment.Images, _images.Check);
        Add(steps, deployment.BuiltImages, _builtImages.Check);
        Add(steps, deployment.Dockerfiles, CheckDockerfile);
        Add(steps, deployment.Builds, _builds.Check);
        Add(steps, deployment.Networks, _networks.Check);
        Add(steps, deployment.Volumes, _volumes.Check);
        Add(steps, deployment.Secrets, _secrets.Check);
        Add(steps, deployment.Parameters, _parameters.Check);
        Add(steps, deployment.Hosts, _hosts.Check);
        Add(steps, deployment.Clients, _clients.Check);
        Add(steps, deployment.RegistryLogins, _logins.Check);
        Add(steps, deployment.Reapers, _reapers.Check);
        Add(steps, deployment.Objects, CheckObject);
        steps.Add(context => _deployments.Check(deployment, context));
        return steps;
    }

    private static void Add<TSubject>(List<Action<RuleContext>> steps, IReadOnlyList<TSubject> subjects, Action<TSubject, RuleContext> check)
    {
        for (var start = 0; start < subjects.Count; start += SubjectsOfStep)
        {
            var (first, end) = (start, Math.Min(start + SubjectsOfStep, subjects.Count));
            steps.Add(context =>
            {
                for (var i = first; i < end; i++)
                    check(subjects[i], context);
            });
        }
    }

    private static RuleContext JudgeInTurn(List<Action<RuleContext>> steps, RuleContext context, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            step(context);
        }

        return context;
    }

    // Each step has a context of its own; put one after the other they hold what a single one would.
    private RuleContext[] JudgeTogether(List<Action<RuleContext>> steps, Surroundings surroundings, DateTime today, int maxParallelism, CancellationToken cancellationToken)
    {
        var contexts = new RuleContext[steps.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxParallelism, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, steps.Count, options, i => steps[i](contexts[i] = new RuleContext(surroundings, _policy, today)));
        }
        catch (AggregateException exception)
        {
            // A rule of somebody else's that throws looks the same however many threads there are.
            ExceptionDispatchInfo.Capture(exception.InnerExceptions[0]).Throw();
        }

        return contexts;
    }

    // Most rules look at one image or one instruction at a time; what they say of it is about the file.
    private void CheckDockerfile(Dockerfile file, RuleContext context)
    {
        _dockerfiles.Check(file, context);
        foreach (var stage in file.Stages)
        {
            foreach (var image in stage.PulledImages)
                _pulledImages.Check(new PulledImage(image), file, context);
        }

        foreach (var instruction in file.Instructions)
        {
            switch (instruction)
            {
                case RunInstruction run: _runs.Check(run, file, context); break;
                case CopyInstruction copy: _copies.Check(copy, file, context); break;
                case VariableInstruction variables: _variables.Check(variables, file, context); break;
                case CommandInstruction command: _commands.Check(command, file, context); break;
                case ValueInstruction values: _values.Check(values, file, context); break;
            }
        }
    }

    // Each kind of object has a type of its own, and a rule judges those that it knows.
    private void CheckObject(KubernetesObject item, RuleContext context)
    {
        switch (item)
        {
            case RbacRole role: _roles.Check(role, context); break;
            case RbacBinding binding: _bindings.Check(binding, context); break;
            case ServiceAccount account: _accounts.Check(account, context); break;
            case NetworkPolicy networkPolicy: _networkPolicies.Check(networkPolicy, context); break;
            case KubernetesService service: _services.Check(service, context); break;
            case Ingress ingress: _ingresses.Check(ingress, context); break;
            case ConfigData data: _configurations.Check(data, context); break;
            case RuntimeClass runtimeClass: _runtimeClasses.Check(runtimeClass, context); break;
            case ApiService apiService: _apiServices.Check(apiService, context); break;
            case KubeUser user: _users.Check(user, context); break;
            case SecurityContextConstraints constraints: _constraints.Check(constraints, context); break;
            // IJudge is contravariant: a rule about every object is among the judges of each of them too.
            default: _others.Check(item, context); break;
        }
    }

    private bool IsEverOn(Rule rule) =>
        _policy.SeverityOf(rule, RunContext.Production) != Severity.Off || _policy.SeverityOf(rule, RunContext.Test) != Severity.Off;

    // The rules that judge one kind of subject, looked for when the first one is met: a file holds few of the kinds that there are.
    // One subject is judged by all of them before the next: what it says is read from memory once.
    private sealed class Judges<TSubject>(Rule[] rules)
    {
        private readonly Lazy<List<(Rule Rule, IJudge<TSubject> Judge)>> _judges = new(() => Find(rules));

        public void Check(TSubject item, RuleContext context) => Check(item, item as Subject, context);

        public void Check(TSubject item, Subject? subject, RuleContext context)
        {
            foreach (var (rule, judge) in _judges.Value)
            {
                context.Begin(rule, subject);
                judge.Check(item, context);
            }
        }

        private static List<(Rule Rule, IJudge<TSubject> Judge)> Find(Rule[] rules)
        {
            var judges = new List<(Rule Rule, IJudge<TSubject> Judge)>();
            foreach (var rule in rules)
            {
                if (rule is IJudge<TSubject> judge)
                    judges.Add((rule, judge));
            }

            return judges;
        }
    }
}
