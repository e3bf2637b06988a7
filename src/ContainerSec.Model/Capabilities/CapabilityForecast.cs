namespace ContainerSec;

/// <summary>What the program of a container may do: from what is asked for, by the engine's defaults and merge, through the execution of the program.</summary>
public sealed class CapabilityForecast
{
    private CapabilityForecast(EngineProfile engine, Privileges privileges, ExecutableFile program, UserNamespace userNamespace)
    {
        (Engine, Privileges, Program, Namespace) = (engine, privileges, program, userNamespace);
        Refusal = Compute();
    }

    /// <summary>The engine.</summary>
    public EngineProfile Engine { get; }

    /// <summary>What the container asks for.</summary>
    public Privileges Privileges { get; }

    /// <summary>The file that the engine executes.</summary>
    public ExecutableFile Program { get; }

    /// <summary>The container's user namespace.</summary>
    public UserNamespace Namespace { get; }

    /// <summary>Why there is no program to speak of: a fact that decides is not known, the engine refuses the lists, or the kernel the execution. Null when it runs.</summary>
    public string? Refusal { get; }

    /// <summary>The user as the container counts; null when it is not known.</summary>
    public long? User { get; private set; }

    /// <summary>What the engine grants: the bounding set.</summary>
    public CapabilitySet Granted { get; private set; }

    /// <summary>The credentials with which the engine executes the program; null when it does not get that far.</summary>
    public ProcessCredentials? Before { get; private set; }

    /// <summary>What the program has; null when it is not executed.</summary>
    public ProcessCredentials? After { get; private set; }

    /// <summary>What a set-user-ID root program of the container's own file system has when the program executes one; null when the program is not executed.</summary>
    public ProcessCredentials? AfterSetUserIdRoot { get; private set; }

    /// <summary>What the program would gain by executing a set-user-ID root program.</summary>
    public CapabilitySet Gain => AfterSetUserIdRoot is { } gained && After is { } has ? gained.Capabilities.Permitted - has.Capabilities.Permitted : default;

    /// <summary>Every capability in the order of its number; empty when the program is not executed.</summary>
    public IReadOnlyList<CapabilityOutcome> Outcomes { get; private set; } = [];

    /// <summary>The worst that the program has at hand: in force, or permitted.</summary>
    public CapabilityRisk Risk => Worst(CapabilityStanding.Permitted);

    /// <summary>The worst that it has at hand or gains by a set-user-ID root program.</summary>
    public CapabilityRisk RiskWithGain => Worst(CapabilityStanding.Gainable);

    /// <summary>Computes what a container's program may do.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="privileges">What the container asks for; without a user it is root, since the image is not known here.</param>
    /// <param name="program">The file that the engine executes; null is one without bits and capabilities.</param>
    /// <param name="userNamespace">The container's user namespace; null is the host's.</param>
    public static CapabilityForecast Of(EngineProfile engine, Privileges privileges, ExecutableFile? program = null, UserNamespace? userNamespace = null) =>
        new(engine ?? throw new ArgumentNullException(nameof(engine)),
            privileges ?? throw new ArgumentNullException(nameof(privileges)),
            program ?? ExecutableFile.Plain,
            userNamespace ?? UserNamespace.Initial);

    private string? Compute()
    {
        var granted = Engine.EffectiveCapabilities(Privileges);
        if (!granted.IsKnown)
            return Engine.WhyRefused(Privileges.CapabilitiesAdded, Privileges.CapabilitiesDropped) is { } why ? $"{Engine.Name} refuses it: {why}" : "which capabilities are granted is not known";
        Granted = granted.Value;
        var user = Privileges.User.Or(Fact.Known(new Principal(0)));
        User = user.IsKnown ? user.Value.IsRoot ? 0 : user.Value.Id : null;
        if (User is not { } id)
            return user.IsKnown ? $"the number of the user '{user.Value}' is not known: it is in the image's /etc/passwd" : "the user is not known";
        if (Privileges.NoNewPrivileges.IsUnknown)
            return "whether no_new_privs is set is not known";
        if (Namespace.Users.ToOutside(id) is null || Namespace.Groups.ToOutside(0) is null)
            return $"the user namespace does not map user {id} and group 0";
        var added = Named(Privileges.CapabilitiesAdded, out var isAll) | (isAll ? CapabilitySet.All : default);
        var before = Engine.Start(Granted, added, id, Privileges.NoNewPrivileges.Is(true) || (Privileges.NoNewPrivileges.IsUnset && Engine.DefaultNoNewPrivileges), Namespace);
        Before = before;
        if (before.Execute(Program) is not { } after)
            return "the kernel refuses to execute the program (EPERM): its file asks for more than the bounding set has";
        After = after;
        AfterSetUserIdRoot = Namespace.Root is { } root && Namespace.Groups.ToOutside(0) is { } group
            ? after.Execute(ExecutableFile.SetUserIdRoot with { Owner = root, Group = group })
            : after;
        Outcomes = [.. CapabilitySet.All.Select(capability => OutcomeOf(capability, after))];
        return null;
    }

    private CapabilityOutcome OutcomeOf(Capability capability, ProcessCredentials after)
    {
        var standing = after.Capabilities.Effective.Contains(capability) ? CapabilityStanding.Effective
            : after.Capabilities.Permitted.Contains(capability) ? CapabilityStanding.Permitted
            : Gain.Contains(capability) ? CapabilityStanding.Gainable
            : CapabilityStanding.OutOfReach;
        var why = Granted.Contains(capability)
            ? $"{WhyGranted(capability)}; {WhatBecameOf(capability, standing, after)}"
            : WhyNotGranted(capability);
        return new CapabilityOutcome(capability, standing, why, RiskOf(CapabilityInfo.Of(capability)));
    }

    private string WhyGranted(Capability capability)
    {
        if (Privileges.Privileged.Is(true))
            return "a privileged container is granted every capability";
        if (Named(Privileges.CapabilitiesAdded, out var isAll).Contains(capability))
            return "added";
        return isAll ? "added with ALL" : $"a default of {Engine.Name}";
    }

    private string WhyNotGranted(Capability capability)
    {
        if (Named(Privileges.CapabilitiesDropped, out var isAll).Contains(capability))
            return "dropped";
        return isAll ? "dropped with ALL" : $"no default of {Engine.Name}, and not added";
    }

    private string WhatBecameOf(Capability capability, CapabilityStanding standing, ProcessCredentials after)
    {
        var isRoot = after.EffectiveUser == Namespace.Root;
        return standing switch
        {
            CapabilityStanding.Effective when after.Ambient.Contains(capability) => $"{Engine.Name} hands it on to user {User} (ambient)",
            CapabilityStanding.Effective when isRoot && User == 0 => "root has all that is granted",
            CapabilityStanding.Effective when isRoot && Program.Capabilities is null => "the program is set-user-ID root",
            CapabilityStanding.Effective => "the program's file gives it",
            CapabilityStanding.Permitted => "the program's file permits it, and puts it in force only when the program asks",
            CapabilityStanding.Gainable when isRoot => "the program's file does not give it, but the next program that it executes gets it since it is root",
            _ when isRoot => "the program's file does not give it",
            CapabilityStanding.Gainable => $"{Lost(capability)}, and gets it back by a set-user-ID root program",
            _ when after.NoNewPrivileges => $"{Lost(capability)}, and no_new_privs leaves no way back",
            _ => Lost(capability),
        };
    }

    private string Lost(Capability capability) => Before is { } before && before.Capabilities.Permitted.Contains(capability)
        ? $"user {User} loses it when the program is executed"
        : $"user {User}, not being root, has it in the bounding set only";

    // In a user namespace of its own a capability is good for what that namespace owns: no longer a way to the host by itself, but still the kernel's code that only the privileged reach.
    private CapabilityRisk RiskOf(CapabilityInfo info)
    {
        if (Namespace.IsInitial)
            return info.Risk;
        if (info.Scope == CapabilityScope.InitialNamespace)
            return CapabilityRisk.None;
        return info.Risk > CapabilityRisk.Medium ? CapabilityRisk.Medium : info.Risk;
    }

    private CapabilityRisk Worst(CapabilityStanding least) =>
        Outcomes.Where(outcome => outcome.Standing >= least).Select(static outcome => outcome.Risk).DefaultIfEmpty(CapabilityRisk.None).Max();

    private static CapabilitySet Named(FactList<string> list, out bool isAll)
    {
        var set = CapabilitySet.Empty;
        isAll = false;
        foreach (var item in list)
        {
            if (!item.IsKnown)
                continue;
            isAll |= CapabilityNames.IsAll(item.Value);
            if (CapabilityNames.TryParse(item.Value, out var capability))
                set |= new CapabilitySet(capability);
        }

        return set;
    }
}
