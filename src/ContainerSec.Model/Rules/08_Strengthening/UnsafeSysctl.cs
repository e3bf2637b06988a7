namespace ContainerSec.Rules;

/// <summary>CSEC0806: the container sets a kernel parameter that is not kept apart for it.</summary>
/// <remarks>Pods go by the table of their standard. Elsewhere parameters of the network are the container's own too, unless it uses the network of the host.</remarks>
internal sealed class UnsafeSysctl : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0806", "Unsafe sysctl", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The parameter belongs to the node or to all that share a namespace with the container: changing it changes, or exhausts, the neighbours too.",
        Fix = "Remove it, or set it on the node for everybody. Safe ones are listed in the Pod Security Standards.",
        Mappings =
        [
            Mapping.Baseline("sysctls"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
        ],
        References = ["sysctl(8)", "namespaces(7)", "Kubernetes documentation, \"Using sysctls in a Kubernetes Cluster\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    sysctls:\n      - name: kernel.msgmax\n        value: \"65536\"\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    sysctls:\n      - name: net.ipv4.tcp_syncookies\n        value: \"1\"\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    sysctls:\n      kernel.shmmax: \"68719476736\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    sysctls:\n      net.core.somaxconn: \"1024\"\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null && !subject.Confinement.Sysctls.IsUnset)
            Judge(subject.Confinement.Sysctls, subject.Isolation.Network.Or(Fact.Known(NamespaceMode.Private)), context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Confinement.Sysctls, Fact.Known(NamespaceMode.Host), context);

    // With the network of the host (or of a pod, which a standard speaks of) net.* counts as any other.
    private static void Judge(FactList<Sysctl> sysctls, Fact<NamespaceMode> network, RuleContext context)
    {
        var allowed = context.PodSecurityTables.AllowedSysctls;
        foreach (var sysctl in sysctls)
        {
            var isOfNetwork = sysctl.Is(static s => s.Name.StartsWith("net.", StringComparison.Ordinal));
            if (!sysctl.IsKnown || allowed.Contains(Name(sysctl.Value, context)) || (isOfNetwork && network.Is(static mode => mode.Kind != NamespaceKind.Host)))
                context.Judge(sysctl, static _ => false, "");
            else if (isOfNetwork && network.IsUnknown)
                context.Unknown(network.Origin);
            else
                context.Fail(sysctl.Origin, $"sets the sysctl '{sysctl.Value.Name}'");
        }

        if (sysctls.MayHaveMore)
            context.Unknown(sysctls.Origin);
    }

    // sysctl(8) takes slashes for dots; the standard compares letter by letter.
    private static string Name(Sysctl sysctl, RuleContext context) =>
        context.PodSecurity is null ? sysctl.Name.Replace('/', '.') : sysctl.Name;
}
