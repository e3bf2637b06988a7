namespace ContainerSec.Rules;

/// <summary>CSEC0209: a command inside of a container is given every capability, or an exec session is root.</summary>
/// <remarks>A hook that runs as root is not condemned: to prepare a volume for a service that does not run as root is what hooks have a user for.</remarks>
internal sealed class PrivilegedHook : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0209", "Exec session or hook privileged, or session as root", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The command gets rights that the container was not given, every capability or root: what it runs, or what an attacker put in its place, can undo what the container dropped.",
        Fix = "Take the flag or the user away; add the capability that the command needs to the container, or do the work in a container of its own.",
        Mappings = [Mapping.CisDocker("5.23"), Mapping.CisDocker("5.24"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D01"), Mapping.Attack("T1609"), Mapping.Cwe(250)],
        References = ["Compose specification, post_start and pre_stop, privileged", "docker exec, --privileged and --user"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    post_start:\n      - command: ./prepare.sh\n        privileged: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    post_start:\n      - command: chown -R app /data\n        user: root\n"),
            Example.Bad(Surface.DockerDotNet, """var session = new ContainerExecCreateParameters { Cmd = ["cat", "/data/report"], Privileged = true };"""),
            Example.Good(Surface.DockerDotNet, """var session = new ContainerExecCreateParameters { Cmd = ["cat", "/data/report"] };"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var hook in subject.Lifecycle.Hooks)
        {
            if (!hook.IsKnown)
                context.Unknown(hook.Origin);
            else
                Check(hook.Value, context);
        }

        if (subject.Lifecycle.Hooks.MayHaveMore)
            context.Unknown(subject.Lifecycle.Hooks.Origin);
    }

    private static void Check(Hook hook, RuleContext context)
    {
        var isSession = hook.Name == "exec";
        if (hook.Privileged.IsUnset)
            context.Pass();
        else
            context.Judge(hook.Privileged, static on => on, isSession ? "runs its command privileged" : $"runs its '{hook.Name}' command privileged");
        if (isSession)
            context.Judge(hook.User, static user => user.IsRoot, static user => $"runs its command as root ('{user}')");
    }
}
