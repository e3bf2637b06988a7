namespace ContainerSec.Rules;

/// <summary>CSEC1427: an OpenShift SecurityContextConstraints admits privileged containers.</summary>
internal sealed class ConstraintsAdmitPrivileged : Rule, IJudge<SecurityContextConstraints>
{
    public override RuleInfo Info { get; } = new("CSEC1427", "OpenShift SCC admits privileged containers", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Every account that may use the constraints may run pods that own their node.",
        Fix = "Set allowPrivilegedContainer: false and allow what the workload needs one by one.",
        Mappings = [Mapping.OwaspKubernetes("K04")],
        References = ["docs.openshift.com: Managing security context constraints"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata:\n  name: agent\nallowPrivilegedContainer: true\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata:\n  name: agent\nallowPrivilegedContainer: false\n"),
        ],
    };

    public void Check(SecurityContextConstraints subject, RuleContext context)
    {
        if (subject.Kind == "SecurityContextConstraints")
            context.Judge(subject.AllowPrivileged, static on => on, "admits privileged containers");
    }
}
