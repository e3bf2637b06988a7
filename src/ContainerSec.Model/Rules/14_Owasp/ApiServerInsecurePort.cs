using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1434: the API server listens without encryption and without asking who calls.</summary>
internal sealed class ApiServerInsecurePort : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1434", "API server insecure address or port", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever reaches that port is an administrator: it knows neither authentication nor authorization.",
        Fix = "Remove --insecure-port and --insecure-bind-address, which newer servers refuse, and leave --secure-port at 6443.",
        Mappings = [Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K09"), Mapping.Attack("T1133"), Mapping.Cwe(306), Mapping.Cwe(319)],
        References = ["kubernetes.io: kube-apiserver", "kubernetes.io: Controlling Access to the Kubernetes API"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --insecure-port=8080]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\n  namespace: kube-system\nspec:\n  containers:\n    - name: kube-apiserver\n      image: registry.k8s.io/kube-apiserver:v1.34.0\n      command: [kube-apiserver, --secure-port=6443]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (ApiServerFlags.Of(subject) is not { } flags)
            return;
        Judge(flags["--insecure-bind-address"], static address => address.Length > 0, "listens without encryption: --insecure-bind-address", context);
        Judge(flags["--insecure-port"], static port => port != "0", "listens without encryption: --insecure-port", context);
        Judge(flags["--secure-port"], static port => port == "0", "does not listen with encryption: --secure-port=0", context);
    }

    private static void Judge(Fact<string> flag, Func<string, bool> isBad, string message, RuleContext context)
    {
        if (flag.IsUnset)
            context.Pass();
        else
            context.Judge(flag, isBad, message);
    }
}
