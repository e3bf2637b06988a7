namespace ContainerSec.Threats;

/// <summary>Finds the runtime of a container.</summary>
internal static class SandboxReport
{
    public static RuntimeSandbox Find(WorkloadFacts facts)
    {
        var isolation = facts.Workload.Isolation;
        if (facts.Options.Sandbox is { } place)
            return new RuntimeSandbox(place, place.ToString(), [new Evidence($"the platform runs every container so ({place})")]);
        if (isolation.HostProcess.Is(true))
            return new RuntimeSandbox(SandboxKind.None, "", [new Evidence("runs as a process of the host (hostProcess)", isolation.HostProcess.Origin)]);
        if (facts.IsWindows && isolation.Runtime.IsUnset)
            return OfWindows(facts, isolation);
        return facts.IsKubernetes ? OfCluster(facts, isolation.Runtime) : OfEngine(facts, isolation.Runtime);
    }

    // Servers start processes, clients virtual machines, unless somebody says which.
    private static RuntimeSandbox OfWindows(WorkloadFacts facts, Isolation isolation)
    {
        var (mode, process) = (isolation.WindowsIsolation, isolation.HostProcess);
        if (process.IsUnknown)
            return new RuntimeSandbox(SandboxKind.Unknown, "", [new Evidence("whether it is a process of the host is not known", process.Origin)]);
        if (mode.Is(static m => m.Equals("hyperv", StringComparison.OrdinalIgnoreCase)))
            return new RuntimeSandbox(SandboxKind.HyperV, "hyperv", [new Evidence("runs in a virtual machine of its own (hyperv)", mode.Origin)]);
        if (mode.Is(static m => m.Equals("process", StringComparison.OrdinalIgnoreCase)))
            return new RuntimeSandbox(SandboxKind.SharedKernel, "process", [new Evidence("runs on the host's kernel (process isolation)", mode.Origin)]);
        return new RuntimeSandbox(SandboxKind.Unknown, "", [mode.IsUnset ? facts.Default("process isolation on Windows Server, Hyper-V on clients; which one is not known") : new Evidence("the isolation mode is not known", mode.Origin)]);
    }

    private static RuntimeSandbox OfEngine(WorkloadFacts facts, Fact<string> runtime)
    {
        var said = runtime.Or(facts.Host?.DefaultRuntime ?? default);
        if (said.IsUnknown)
            return new RuntimeSandbox(SandboxKind.Unknown, "", [new Evidence("the runtime is not known", said.Origin)]);
        if (said.Is(static name => name.Length > 0))
            return Named(said.Value!, new Evidence($"the runtime is '{said.Value}'", said.Origin));
        if (facts.Unsaid("the runtime is not known") is { } unsaid)
            return new RuntimeSandbox(SandboxKind.Unknown, "", unsaid.Because);
        // A configuration of the runtime is read by whichever runtime is started with it.
        return facts.IsRuntimeSpec
            ? new RuntimeSandbox(SandboxKind.SharedKernel, "", [new Evidence("a runtime on the host's kernel, unless it is started by another one", facts.Workload.Origin)])
            : Default(facts);
    }

    private static RuntimeSandbox Default(WorkloadFacts facts)
    {
        var name = facts.IsPodman ? "crun" : "runc";
        return new RuntimeSandbox(SandboxKind.SharedKernel, name, [facts.Default($"the runtime is {name}, on the host's kernel")]);
    }

    // The name of a class says nothing until the class names its handler.
    private static RuntimeSandbox OfCluster(WorkloadFacts facts, Fact<string> name)
    {
        if (name.IsUnknown)
            return new RuntimeSandbox(SandboxKind.Unknown, "", [new Evidence("the runtime class is not known", name.Origin)]);
        if (!name.Is(static text => text.Length > 0))
        {
            return facts.Unsaid("the runtime class is not known") is { } unsaid
                ? new RuntimeSandbox(SandboxKind.Unknown, "", unsaid.Because)
                : Default(facts);
        }

        var evidence = new Evidence($"the runtime class is '{name.Value}'", name.Origin);
        if (facts.Options.RuntimeClasses.FirstOrDefault(c => c.Name == name.Value) is not { } found)
            return new RuntimeSandbox(SandboxKind.Unknown, name.Value!, [new Evidence($"the runtime class '{name.Value}' is not among what was read", name.Origin)]);
        if (!found.Handler.IsKnown)
            return new RuntimeSandbox(SandboxKind.Unknown, name.Value!, [new Evidence($"the handler of the runtime class '{name.Value}' is not known", found.Handler.Origin ?? found.Origin)]);
        return Named(found.Handler.Value, new Evidence($"its handler is '{found.Handler.Value}'", found.Handler.Origin), evidence);
    }

    private static RuntimeSandbox Named(string name, params Evidence[] because)
    {
        var kind = RuntimeNames.KindOf(name);
        return new RuntimeSandbox(kind, name, kind == SandboxKind.Unknown ? [.. because, new Evidence("what a runtime of this name does is not known")] : because);
    }
}
