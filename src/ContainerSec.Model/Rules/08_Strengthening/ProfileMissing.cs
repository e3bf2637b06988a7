namespace ContainerSec.Rules;

/// <summary>CSEC0807: the container has no system-call filter, or no AppArmor profile, in force.</summary>
/// <remarks>The Pod Security Standards never ask for AppArmor, and refuse a profile of the pod that is none although every container has a better one.</remarks>
internal sealed class ProfileMissing : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0807", "seccomp or AppArmor profile missing", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Kubernetes runs containers without a seccomp profile unless the pod or the node asks for one: every system call of the kernel is open.",
        Fix = "Set seccompProfile.type to RuntimeDefault for the pod, or to Localhost with a profile of your own.",
        Mappings =
        [
            Mapping.CisDocker("5.2"), Mapping.CisDocker("5.3"), Mapping.Restricted("seccompProfile_restricted"),
            Mapping.CisKubernetes("5.7.2"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
        ],
        References = ["seccomp(2)", "Kubernetes documentation, \"Restrict a Container's Syscalls with seccomp\"", "Pod Security Standards, restricted, Seccomp"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (context.PodSecurity is not null && subject.Pod is { } pod)
        {
            if (subject.IsComplete || !subject.Confinement.Seccomp.IsUnset)
                Judge(subject.Confinement.Seccomp, pod, context);
        }
        else if (subject.IsWholeStatement && !subject.IsWindows && !subject.Privileges.Privileged.Is(true))
            JudgeEffective(subject, context);
    }

    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not null && !subject.Confinement.Seccomp.IsUnset)
            Judge(subject.Confinement.Seccomp, subject, context);
    }

    private static void Judge(Fact<SecurityProfile> seccomp, Pod pod, RuleContext context)
    {
        var exempt = context.PodSecurityTables.ExemptsAsWindows(pod);
        if (context.PassesAs(exempt))
            return;
        if (seccomp.Is(static profile => profile.IsConfining))
            context.Pass();
        else if (seccomp.IsUnknown)
            context.Unknown(seccomp.Origin);
        else
            context.FailUnless(exempt, seccomp.Origin, "has no seccomp profile (RuntimeDefault or Localhost)");
    }

    // What nobody writes is the engine's default: Docker has a profile, a cluster has none.
    private static void JudgeEffective(Workload workload, RuleContext context)
    {
        Judge(workload.Engine.EffectiveSeccomp(workload), workload.Confinement.Seccomp, "seccomp", context);
        Judge(workload.Engine.EffectiveAppArmor(workload), workload.Confinement.AppArmor, "AppArmor", context);
    }

    private static void Judge(Fact<SecurityProfile> effective, Fact<SecurityProfile> said, string kind, RuleContext context)
    {
        if (effective.IsUnknown)
            context.Unknown(effective.Origin);
        else if (effective.Is(static profile => profile.IsConfining))
            context.Pass();
        else
            context.Fail(said.Origin, $"has no {kind} profile");
    }
}
