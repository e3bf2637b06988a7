namespace ContainerSec.Rules;

/// <summary>CSEC0216: nobody sets the no_new_privs flag.</summary>
internal sealed class PrivilegeEscalationNotForbidden : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0216", "Privilege escalation not switched off", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A setuid program in the image is enough for a process without rights to become root inside.",
        Fix = "Set allowPrivilegeEscalation: false, or the security option no-new-privileges:true (or no-new-privileges in the engine's daemon.json).",
        Mappings =
        [
            Mapping.CisDocker("5.26"), Mapping.Restricted("allowPrivilegeEscalation"), Mapping.CisKubernetes("5.2.6"),
            Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1548.001"),
            Mapping.Cwe(269),
        ],
        References = ["prctl(2), PR_SET_NO_NEW_PRIVS", "Pod Security Standards, restricted, Privilege Escalation"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - no-new-privileges:true\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        allowPrivilegeEscalation: false\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (!subject.IsWholeStatement || (subject.IsWindows && context.PodSecurity is null))
            return;
        var flag = subject.Privileges.NoNewPrivileges;
        var exempt = context.PodSecurityTables.ExemptsAsWindows(subject.Pod);
        if (context.PassesAs(exempt))
            return;
        if (flag.IsUnknown)
            context.Unknown(flag.Origin);
        else if (flag.Is(true) || (flag.IsUnset && IsDefault(subject, context)))
            context.Pass();
        else
            context.FailUnless(exempt, flag.Origin, "does not forbid privilege escalation");
    }

    // An engine that is part of the deployment can set the flag for all of its containers.
    private static bool IsDefault(Workload workload, RuleContext context) =>
        workload.Engine.DefaultNoNewPrivileges || (workload.Pod is null && context.Deployment.Hosts.Any(static host => host.NoNewPrivileges.Is(true)));
}
