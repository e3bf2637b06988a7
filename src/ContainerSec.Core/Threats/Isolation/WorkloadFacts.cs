namespace ContainerSec.Threats;

/// <summary>The questions that decide how well a container is confined, each answered with its reasons.</summary>
/// <remarks>
/// A setting that nobody wrote is the engine's default, which is named; where only a part of an object is known, it is open.
/// An answer is never more certain than the facts: turning a fact unknown can only turn an answer into <see cref="Truth.Maybe"/>.
/// </remarks>
internal sealed class WorkloadFacts(Workload workload, IsolationOptions options)
{
    private readonly EngineProfile _engine = workload.Engine;

    public Workload Workload => workload;

    public IsolationOptions Options => options;

    public bool IsKubernetes => workload.Pod is not null;

    public bool IsDocker => ReferenceEquals(_engine, EngineProfile.Docker) || _engine.Name == EngineProfile.Docker.Name;

    public bool IsPodman => _engine.Merge == CapabilityMerge.Podman;

    public bool IsRuntimeSpec => workload.Surface == Surface.RuntimeSpec;

    public bool IsWindows => workload.IsWindows || !workload.Isolation.WindowsIsolation.IsUnset || workload.Isolation.HostProcess.Is(true);

    /// <summary>The host's settings count for what Docker runs on it.</summary>
    public EngineHost? Host => IsDocker && !IsKubernetes && !IsRuntimeSpec ? options.Host : null;

    public Ruling Privileged => Ask(workload.Privileges.Privileged, byDefault: false, "runs privileged", "does not run privileged", "'privileged' is not known");

    public Ruling NoNewPrivileges => Ask(
        workload.Privileges.NoNewPrivileges.Or(Host?.NoNewPrivileges ?? default),
        _engine.DefaultNoNewPrivileges,
        "the no_new_privs flag is set",
        "the no_new_privs flag is not set",
        "whether the no_new_privs flag is set is not known");

    public Ruling ReadOnlyRoot => Ask(
        workload.Confinement.ReadOnlyRootFileSystem,
        byDefault: false,
        "the root file system is read-only",
        "the root file system can be written",
        "whether the root file system is read-only is not known");

    /// <summary>The evidence of a default that nobody changed.</summary>
    public Evidence Default(string text) => new(text, new EngineDefaultProvenance(_engine.Name, _engine.DefaultsSource));

    /// <summary>A statement that is true or false.</summary>
    public Ruling Ask(Fact<bool> fact, bool byDefault, string yes, string no, string unknown)
    {
        if (fact.IsUnset)
            return Unsaid(unknown) ?? (byDefault ? Ruling.Yes(Default(yes)) : Ruling.No(Default(no)));
        if (!fact.IsKnown)
            return Ruling.Maybe(new Evidence(unknown, fact.Origin));
        return fact.Value ? Ruling.Yes(new Evidence(yes, fact.Origin)) : Ruling.No(new Evidence(no, fact.Origin));
    }

    /// <summary>What was not said proves nothing where only a part of the object is known; null where all of it is.</summary>
    public Ruling? Unsaid(string unknown) =>
        workload.IsComplete ? null : Ruling.Maybe(new Evidence($"{unknown}: only a part of {workload.Description} is known", workload.Origin));
}
