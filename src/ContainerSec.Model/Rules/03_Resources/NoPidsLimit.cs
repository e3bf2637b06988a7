namespace ContainerSec.Rules;

/// <summary>CSEC0314: nobody limits the number of processes in the container.</summary>
internal sealed class NoPidsLimit : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0314", "PIDs limit not set", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A fork bomb inside takes every process number of the host.",
        Fix = "Set a PIDs limit, such as 200.",
        Mappings =
        [
            Mapping.CisDocker("5.29"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1499"),
            Mapping.Cwe(770),
        ],
        References = ["cgroups(7), pids controller"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: \"no\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    pids_limit: 200\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // In a cluster it is the kubelet that sets the limit (CSEC0318).
        if (!subject.IsWholeStatement || subject.Pod is not null || subject.IsWindows)
            return;
        var limit = subject.Engine.EffectivePidsLimit(subject);
        if (limit.IsUnknown)
            context.Unknown(limit.Origin);
        else if (limit.Value is null)
            context.Fail(subject.Resources.PidsLimit.Origin, "has no PIDs limit");
        else
            context.Pass();
    }
}
