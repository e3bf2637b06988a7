namespace ContainerSec.Threats;

/// <summary>CSE035: one container takes what all need.</summary>
internal sealed class Exhaustion : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE035", "Neighbours starved")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Availability,
        Stride = Stride.DenialOfService,
        Chapters = [3],
        What = "Memory, processes or processor time of the host are used up; its other containers stop, and whoever mines coins does not mind.",
        Conditions = ["the kernel is the host's", "memory, processes or processor time are not limited"],
        Blockers = ["limits of control groups", "hosts of their own"],
        Strength = 2,
        Attack = ["T1499", "T1496"],
        KubernetesMatrix = ["MS-TA9039", "MS-TA9040"],
        Owasp = ["A10:2025", "D07"],
        References = ["cgroups(7)", "Docker documentation, Resource constraints"],
    };

    public override Condition When(Foothold at)
    {
        var limits = at.Workload.Resources;
        var condition = Unlimited(at, limits.MemoryLimit, "memory") | Unlimited(at, limits.CpuLimit, "processor time");
        // In Kubernetes the kubelet limits processes, and no manifest says how.
        var processes = at.Workload.Engine.EffectivePidsLimit(at.Workload);
        if (at.Workload.Pod is null)
            condition |= processes.IsUnknown ? Condition.Maybe(new Evidence("whether processes are limited", processes.Origin)) : processes.Value is null ? Condition.Yes(new Evidence("processes are not limited", processes.Origin), Limit(at, "processes")) : Condition.No(new Evidence("processes are limited", processes.Origin));
        return at.SharedKernel && condition;
    }

    private static Condition Unlimited<T>(Foothold at, Fact<T> limit, string what)
        where T : struct, IComparable<T> =>
        limit.IsUnknown ? Condition.Maybe(new Evidence($"whether {what} is limited", limit.Origin), Limit(at, what))
        : limit.Is(static l => l.CompareTo(default) > 0) ? Condition.No(new Evidence($"{what} is limited", limit.Origin))
        : at.Workload.IsWholeStatement ? Condition.Yes(new Evidence($"{what} is not limited", limit.Origin ?? at.Workload.Origin), Limit(at, what))
        : Condition.Maybe(new Evidence($"whether {what} is limited", at.Workload.Origin), Limit(at, what));

    private static Control Limit(Foothold at, string what) => at.Change(Controls.Limit, null, detail: what, apply: what switch
    {
        "memory" => static w => w with { Resources = w.Resources with { MemoryLimit = Fact.Known(512L << 20) } },
        "processes" => static w => w with { Resources = w.Resources with { PidsLimit = Fact.Known(200L) } },
        _ => static w => w with { Resources = w.Resources with { CpuLimit = Fact.Known(1.0) } },
    });
}
