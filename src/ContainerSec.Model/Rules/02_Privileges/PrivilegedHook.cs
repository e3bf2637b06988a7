namespace ContainerSec.Rules;

/// <summary>CSEC0209: a command inside of a container is given every capability.</summary>
/// <remarks>A hook that runs as root is not condemned: to prepare a volume for a service that does not run as root is what hooks have a user for.</remarks>
internal sealed class PrivilegedHook : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0209", "Privileged exec session or hook", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The command gets every capability, whatever the container dropped: what it runs, or what an attacker put in its place, can take over the host's kernel interfaces.",
        Fix = "Take the flag away; add the capability that the command needs to the container, or do the work in a container of its own.",
        Mappings = [Mapping.CisDocker("5.23"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D01"), Mapping.Attack("T1609"), Mapping.Cwe(250)],
        References = ["Compose specification, post_start and pre_stop, privileged", "docker exec, --privileged"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    post_start:\n      - command: ./prepare.sh\n        privileged: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    post_start:\n      - command: chown -R app /data\n        user: root\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var hook in subject.Lifecycle.Hooks)
        {
            if (!hook.IsKnown)
                context.Unknown(hook.Origin);
            else if (hook.Value.Privileged.IsUnset)
                context.Pass();
            else
                context.Judge(hook.Value.Privileged, static on => on, $"runs its '{hook.Value.Name}' command privileged");
        }

        if (subject.Lifecycle.Hooks.MayHaveMore)
            context.Unknown(subject.Lifecycle.Hooks.Origin);
    }
}
