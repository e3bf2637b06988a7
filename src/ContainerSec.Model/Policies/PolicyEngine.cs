namespace ContainerSec;

/// <summary>Judges deployments by a policy.</summary>
/// <remarks>Safe to use from many threads; each call has a state of its own.</remarks>
public sealed class PolicyEngine
{
    private readonly Policy _policy;
    private readonly Judges<Pod> _pods;
    private readonly Judges<Workload> _workloads;
    private readonly Judges<ImageConfig> _images;
    private readonly Judges<Dockerfile> _dockerfiles;
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
        _dockerfiles = new(rules);
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

    /// <summary>Judges a deployment.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="today">The day (UTC) by which waivers expire and products reach their end of life.</param>
    public PolicyResult Evaluate(Deployment deployment, DateTime today)
    {
        if (deployment is null)
            throw new ArgumentNullException(nameof(deployment));
        var context = new RuleContext(deployment, _policy, today);
        // Pods first: what a pod says for all of its containers is its own failure, not that of the first of them.
        _pods.CheckAll(deployment.Pods, context);
        _workloads.CheckAll(deployment.Workloads, context);
        _images.CheckAll(deployment.Images, context);
        for (var i = 0; i < deployment.Dockerfiles.Count; i++)
            CheckDockerfile(deployment.Dockerfiles[i], context);
        _builds.CheckAll(deployment.Builds, context);
        _networks.CheckAll(deployment.Networks, context);
        _volumes.CheckAll(deployment.Volumes, context);
        _secrets.CheckAll(deployment.Secrets, context);
        _parameters.CheckAll(deployment.Parameters, context);
        _hosts.CheckAll(deployment.Hosts, context);
        _clients.CheckAll(deployment.Clients, context);
        _logins.CheckAll(deployment.RegistryLogins, context);
        _reapers.CheckAll(deployment.Reapers, context);
        for (var i = 0; i < deployment.Objects.Count; i++)
            CheckObject(deployment.Objects[i], context);
        _deployments.Check(deployment, null, context);
        return new Verdicts(_policy, today).Settle(context);
    }

    // Most rules look at one instruction at a time; what they say of it is about the file.
    private void CheckDockerfile(Dockerfile file, RuleContext context)
    {
        _dockerfiles.Check(file, file, context);
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
            case RbacRole role: _roles.Check(role, role, context); break;
            case RbacBinding binding: _bindings.Check(binding, binding, context); break;
            case ServiceAccount account: _accounts.Check(account, account, context); break;
            case NetworkPolicy networkPolicy: _networkPolicies.Check(networkPolicy, networkPolicy, context); break;
            case KubernetesService service: _services.Check(service, service, context); break;
            case Ingress ingress: _ingresses.Check(ingress, ingress, context); break;
            case ConfigData data: _configurations.Check(data, data, context); break;
            case RuntimeClass runtimeClass: _runtimeClasses.Check(runtimeClass, runtimeClass, context); break;
            case ApiService apiService: _apiServices.Check(apiService, apiService, context); break;
            case KubeUser user: _users.Check(user, user, context); break;
            case SecurityContextConstraints constraints: _constraints.Check(constraints, constraints, context); break;
            // IJudge is contravariant: a rule about every object is among the judges of each of them too.
            default: _others.Check(item, item, context); break;
        }
    }

    private bool IsEverOn(Rule rule) =>
        _policy.SeverityOf(rule, RunContext.Production) != Severity.Off || _policy.SeverityOf(rule, RunContext.Test) != Severity.Off;

    // The rules that judge one kind of subject. One subject is judged by all of them before the next: what it says is read from memory once.
    private sealed class Judges<TSubject>(Rule[] rules)
    {
        private readonly (Rule Rule, IJudge<TSubject> Judge)[] _judges = [.. rules.Where(static r => r is IJudge<TSubject>).Select(static r => (r, (IJudge<TSubject>)r))];

        public void Check(TSubject item, Subject? subject, RuleContext context)
        {
            foreach (var (rule, judge) in _judges)
            {
                context.Begin(rule, subject);
                judge.Check(item, context);
            }
        }

        public void CheckAll<TItem>(IReadOnlyList<TItem> items, RuleContext context)
            where TItem : Subject, TSubject
        {
            for (var i = 0; i < items.Count; i++)
                Check(items[i], items[i], context);
        }
    }
}
