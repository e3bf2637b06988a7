namespace ContainerSec.Rules;

/// <summary>CSEC0502: the container gets drivers or hypervisor interfaces of the host.</summary>
/// <remarks>Of a runtime that is not known by its name it cannot be told whether it isolates less than the default.</remarks>
internal sealed class WeakerRuntime : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0502", "Runtime that weakens isolation, or KVM device", Severity.Info, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Graphics drivers and the KVM device are large interfaces of the host's kernel, and have been ways out of containers and virtual machines.",
        Fix = "Use the default runtime; give single devices by their names, and keep virtual machines to hosts of their own.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.Attack("T1611")],
        References = ["Docker documentation, \"Alternative container runtimes\"", "Linux kernel documentation, KVM API"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    runtime: nvidia\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    runtime: runsc\n"),
            Example.Bad(Surface.DockerRun, "docker run --device /dev/kvm contoso/web:1.4\n"),
        ],
    };

    private static readonly string[] Weaker = ["nvidia", "nvidia-legacy", "nvidia-cdi", "habana", "amd"];

    // The default and its equals; sandboxes (gVisor, Kata Containers), which isolate more.
    private static readonly string[] Known = ["runc", "crun", "youki", "runsc", "runhcs", "sysbox-runc"];

    public void Check(Workload subject, RuleContext context)
    {
        // A runtime class of Kubernetes is a name that only the cluster can explain.
        if (subject.Pod is null)
            JudgeRuntime(subject.Isolation.Runtime, context);
        foreach (var device in subject.Storage.Devices)
            context.Judge(device, static d => d.HostPath == "/dev/kvm", "has the host's KVM device");
    }

    private static void JudgeRuntime(Fact<string> runtime, RuleContext context)
    {
        if (runtime.Is(Weaker.Contains))
            context.Fail(runtime.Origin, $"uses the runtime '{runtime.Value}', which opens drivers of the host to it");
        else if (runtime.IsUnknown || (runtime.IsKnown && !IsKnown(runtime.Value)))
            context.Unknown(runtime.Origin, $"uses a runtime of which it is not known how it isolates{(runtime.IsKnown ? $" ('{runtime.Value}')" : "")}");
        else if (runtime.IsKnown)
            context.Pass();
    }

    // "io.containerd.runsc.v1" is containerd's name for the shim of "runsc"; "kata-fc", "kata-qemu" are all Kata Containers.
    private static bool IsKnown(string name)
    {
        if (name.Length == 0)
            return true;
        var parts = name.Split('.');
        var shim = name.StartsWith("io.containerd.", StringComparison.Ordinal) && parts.Length > 2 ? parts[2] : name;
        return Known.Contains(shim) || shim == "kata" || shim.StartsWith("kata-", StringComparison.Ordinal);
    }
}
