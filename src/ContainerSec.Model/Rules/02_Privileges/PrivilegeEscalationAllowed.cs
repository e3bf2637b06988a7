namespace ContainerSec.Rules;

/// <summary>CSEC0205: the no_new_privs flag is switched off.</summary>
internal sealed class PrivilegeEscalationAllowed : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0205", "Privilege escalation allowed explicitly", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A process inside can gain rights through setuid programs and file capabilities: the non-root user that a break-in lands in becomes root.",
        Fix = "Set allowPrivilegeEscalation: false, or the security option no-new-privileges:true.",
        Mappings =
        [
            Mapping.CisDocker("5.26"), Mapping.Restricted("allowPrivilegeEscalation"), Mapping.CisKubernetes("5.2.6"),
            Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1548.001"),
            Mapping.Cwe(269),
        ],
        References = ["prctl(2), PR_SET_NO_NEW_PRIVS", "Pod Security Standards, restricted, Privilege Escalation"],
        Precedes = ["CSEC0216"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - no-new-privileges:false\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - no-new-privileges:true\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        allowPrivilegeEscalation: true\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var flag = subject.Privileges.NoNewPrivileges;
        var exempt = context.PodSecurityTables.ExemptsAsWindows(subject.Pod);
        // config.json holds the flag of every container: nobody need have said so.
        if (flag.IsUnset || subject.Surface == Surface.RuntimeSpec || context.PassesAs(exempt))
            return;
        if (flag.Is(false))
            context.FailUnless(exempt, flag.Origin, "allows privilege escalation");
        else
            context.Judge(flag, static _ => false, "");
    }
}
