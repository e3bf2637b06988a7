namespace ContainerSec.Rules;

/// <summary>CSEC1426: a PodSecurityPolicy of an old cluster admits what gives away the node.</summary>
internal sealed class PodSecurityPolicyTooWide : Rule, IJudge<SecurityContextConstraints>
{
    public override RuleInfo Info { get; } = new("CSEC1426", "PodSecurityPolicy admits privileged settings", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Every account that may use the policy may run pods that own their node; newer clusters ignore the object, so that it protects nothing at all there.",
        Fix = "Replace it by pod security labels of the namespaces; where it must stay, admit no privileged container and no namespace of the host.",
        Mappings = [Mapping.OwaspKubernetes("K04")],
        References = ["kubernetes.io: Migrate from PodSecurityPolicy to the Built-In PodSecurity Admission Controller"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: wide\nspec:\n  privileged: true\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: narrow\nspec:\n  privileged: false\n"),
        ],
    };

    public void Check(SecurityContextConstraints subject, RuleContext context)
    {
        if (subject.Kind != "PodSecurityPolicy")
            return;
        context.Judge(subject.AllowPrivileged, static on => on, "admits privileged containers");
        context.Judge(subject.AllowHostNetwork, static on => on, "admits the host's network");
        context.Judge(subject.AllowHostPid, static on => on, "admits the host's process ids");
        context.Judge(subject.AllowHostIpc, static on => on, "admits the host's IPC");
        context.JudgeEach(subject.AllowedCapabilities, static name => name == "*", static _ => "admits every capability");
    }
}
