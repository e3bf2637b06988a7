using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1220: the account that every pod gets unasked has rights, or a token, or a pod that could have its own.</summary>
internal sealed class DefaultServiceAccountUsed : Rule, IJudge<Pod>, IJudge<RbacBinding>, IJudge<ServiceAccount>
{
    public override RuleInfo Info { get; } = new("CSEC1220", "Default service account used, bound or automounting", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Every pod of the namespace that names no account shares this one: what it is granted is granted to all of them.",
        Fix = "Give each workload a service account of its own, bind roles to that, and write automountServiceAccountToken: false in the default one.",
        Mappings = [Mapping.CisKubernetes("5.1.5"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1528")],
        References = ["kubernetes.io: Service Accounts, Default service accounts"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\nautomountServiceAccountToken: false\n"),
        ],
    };

    // A pod that has no token is nobody to the cluster, whatever its account is called.
    public void Check(Pod subject, RuleContext context)
    {
        if (subject.Identity.AutomountToken.Is(false))
            context.Pass();
        else
            context.Judge(ClusterAccess.AccountOf(subject), static name => name == "default", "runs as the default service account");
    }

    public void Check(RbacBinding subject, RuleContext context) =>
        context.JudgeEach(
            subject.Subjects,
            static who => who is { Kind: "ServiceAccount", Name: "default" },
            static _ => "binds a role to the default service account");

    public void Check(ServiceAccount subject, RuleContext context)
    {
        if (subject.Name == "default")
            context.Judge(subject.AutomountToken, engineDefault: true, isBad: static on => on, "lets its token be mounted into every pod that says nothing");
    }
}
