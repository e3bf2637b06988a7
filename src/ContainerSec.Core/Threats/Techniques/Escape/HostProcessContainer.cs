namespace ContainerSec.Threats;

/// <summary>CSE037: a HostProcess container is a process of the host.</summary>
internal sealed class HostProcessContainer : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE037", "HostProcess container of Windows")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [5, 9],
        What = "The container is a process of the host with the rights of its account; there is no wall.",
        Conditions = ["the pod or container says hostProcess"],
        Blockers = ["Pod Security Standard baseline"],
        Strength = 2,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "K01:2022"],
        References = ["Kubernetes documentation, Create a Windows HostProcess Pod"],
    };

    public override Condition When(Foothold at) =>
        Foothold.Of(at.Workload.Isolation.HostProcess, "is a HostProcess container", "is no HostProcess container", at.Change(Controls.OwnNamespace, at.Workload.Isolation.HostProcess.Origin, static w => w with { Isolation = w.Isolation with { HostProcess = Fact.Known(false) } }, "host-process"));
}
