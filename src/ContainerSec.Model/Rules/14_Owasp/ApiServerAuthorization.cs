using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1432: the API server does not ask what somebody may do.</summary>
internal sealed class ApiServerAuthorization : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1432", "API server authorization mode lacks Node or RBAC, or allows all", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "With AlwaysAllow everybody who reaches the server may do everything; without Node every kubelet needs a role that lets it read the Secrets of all nodes.",
        Fix = "Start it with --authorization-mode=Node,RBAC.",
        Mappings = [Mapping.CisKubernetes("1.2.6"), Mapping.CisKubernetes("1.2.7"), Mapping.CisKubernetes("1.2.8"), Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K09"), Mapping.Cwe(862)],
        References = ["kubernetes.io: kube-apiserver", "kubernetes.io: Authorization, Authorization modes"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --authorization-mode=AlwaysAllow]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, '--authorization-mode=Node,RBAC']\n"),
        ],
    };

    // AlwaysAllow is the server's own default; an authorization configuration decides it instead where there is one.
    public void Check(Workload subject, RuleContext context)
    {
        if (ApiServerFlags.Of(subject) is not { } flags)
            return;
        var modes = flags["--authorization-mode"];
        if (modes.IsUnset && !flags["--authorization-config"].IsUnset)
            context.Unknown(flags["--authorization-config"].Origin, "leaves authorization to a configuration file");
        else if (modes.IsUnset)
            context.Fail(flags.Origin, "allows everything: --authorization-mode is not set");
        else
            context.Judge(modes, static value => Problem(value) is not null, static value => Problem(value)!);
    }

    private static string? Problem(string modes)
    {
        var list = modes.Split(',');
        if (list.Contains("AlwaysAllow"))
            return "allows everything: --authorization-mode has AlwaysAllow";
        var missing = new[] { "Node", "RBAC" }.Where(mode => !list.Contains(mode)).ToList();
        return missing.Count > 0 ? $"authorizes without {string.Join(" and ", missing)}" : null;
    }
}
