using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1431: people sign in to the API server with tokens or passwords of a file.</summary>
internal sealed class ApiServerStaticCredentials : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1431", "API server with static tokens or basic authentication", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The tokens lie in clear text on the node, never expire, and change only when the server is restarted.",
        Fix = "Remove the flag; let people sign in through an identity provider (OIDC) and programs with service accounts.",
        Mappings = [Mapping.CisKubernetes("1.2.2"), Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K06"), Mapping.OwaspKubernetes("K09"), Mapping.Attack("T1552.001"), Mapping.Cwe(1390)],
        References = ["kubernetes.io: kube-apiserver", "kubernetes.io: Authenticating, Static token file"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --token-auth-file=/etc/kubernetes/tokens.csv]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --anonymous-auth=false]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (ApiServerFlags.Of(subject) is not { } flags)
            return;
        foreach (var name in (string[])["--token-auth-file", "--basic-auth-file"])
        {
            var file = flags[name];
            if (file.IsUnset)
                context.Pass();
            else
                context.Judge(file, static path => path.Length > 0, $"lets people sign in with a file of credentials: {name}");
        }
    }
}
