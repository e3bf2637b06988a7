namespace ContainerSec.Rules;

/// <summary>CSEC0808: the container chooses an SELinux label of its own.</summary>
internal sealed class SeLinuxReplaced : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0808", "SELinux user, role or type replaced", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Types such as spc_t are not confined at all, and users and roles other than the engine's lead to rules that were not made for containers.",
        Fix = "Leave user and role to the engine; of types use container_t or another one that is made for containers.",
        Mappings =
        [
            Mapping.Baseline("seLinuxOptions"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"),
            Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
        ],
        References = ["selinux(8)", "Pod Security Standards, baseline, SELinux"],
        Precedes = ["CSEC0803"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        seLinuxOptions:\n          type: spc_t\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    seLinuxOptions:\n      type: container_t\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt label=type:spc_t contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Confinement, subject.Surface, context);

    // A label of the pod that every container replaces does no harm, but the standard refuses it.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not null)
            Judge(subject.Confinement, subject.Surface, context);
    }

    private static void Judge(Confinement confinement, Surface surface, RuleContext context)
    {
        // Nearly nobody says any of it.
        if (confinement.SeLinuxUser.IsUnset && confinement.SeLinuxRole.IsUnset && confinement.SeLinuxType.IsUnset)
            return;
        Judge(confinement, surface == Surface.RuntimeSpec, context);
    }

    private static void Judge(Confinement confinement, bool isWhole, RuleContext context)
    {
        // config.json holds the whole label that the engine chose, and engines choose this user and role.
        var (user, role) = isWhole ? ("system_u", "system_r") : ("", "");
        context.Judge(confinement.SeLinuxUser, name => name.Length > 0 && name != user, static user => $"replaces the SELinux user by '{user}'");
        context.Judge(confinement.SeLinuxRole, name => name.Length > 0 && name != role, static role => $"replaces the SELinux role by '{role}'");
        context.Judge(confinement.SeLinuxType, type => !IsAllowed(type, context), static type => $"replaces the SELinux type by '{type}'");
    }

    // svirt_lxc_net_t is the old name of container_t; the standard does not know it.
    private static bool IsAllowed(string type, RuleContext context) =>
        type.Length == 0 || context.PodSecurityTables.AllowedSeLinuxTypes.Contains(type)
        || (context.PodSecurity is null && type == "svirt_lxc_net_t");
}
