using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1430: the API server answers who has not signed in.</summary>
internal sealed class ApiServerAnonymous : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1430", "API server allows anonymous requests", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever reaches the port can ask for what is granted to everybody, and uses every mistake in a role binding or in the server itself.",
        Fix = "Start it with --anonymous-auth=false, or limit anonymous requests to the health checks in an AuthenticationConfiguration.",
        Mappings = [Mapping.CisKubernetes("1.2.1"), Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K06"), Mapping.OwaspKubernetes("K09"), Mapping.Attack("T1133"), Mapping.Attack("T1613"), Mapping.Cwe(306)],
        References = ["kubernetes.io: kube-apiserver", "kubernetes.io: Authenticating, Anonymous requests"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --anonymous-auth=true]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --anonymous-auth=false]\n"),
        ],
    };

    // On is the server's own default; an authentication configuration decides it instead where there is one.
    public void Check(Workload subject, RuleContext context)
    {
        if (ApiServerFlags.Of(subject) is not { } flags)
            return;
        var anonymous = flags["--anonymous-auth"];
        if (anonymous.IsUnset && !flags["--authentication-config"].IsUnset)
            context.Unknown(flags["--authentication-config"].Origin, "leaves anonymous requests to its authentication configuration");
        else if (anonymous.IsUnset)
            context.Fail(flags.Origin, "answers anonymous requests: --anonymous-auth is not set to false");
        else
            context.Judge(anonymous, static value => value != "false", "answers anonymous requests: --anonymous-auth is on");
    }
}
