namespace ContainerSec.Rules;

/// <summary>CSEC0305: the engine starts the container again however often it ends.</summary>
internal sealed class UnlimitedRestarts : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0305", "Unlimited restart policy", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A container that fails at once is started for ever: it eats processor time and log space, and a crashing exploit gets as many tries as it likes.",
        Fix = "Use on-failure:5, and let monitoring tell when it ends.",
        Mappings = [Mapping.CisDocker("5.15"), Mapping.Nist("4.4.3")],
        References = ["Docker documentation, \"Start containers automatically\""],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: always\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    restart: on-failure:5\n"),
            Example.Bad(Surface.DockerRun, "docker run --restart unless-stopped contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // A pod is made to be restarted, with pauses that grow.
        if (subject.Pod is null)
            context.Judge(subject.Lifecycle.Restart, IsUnlimited, static policy => $"is restarted without limit or more than 5 times ({Text(policy)})");
    }

    private static bool IsUnlimited(RestartPolicy policy) => policy.Name switch
    {
        "always" or "unless-stopped" => true,
        // Docker reads 0 as "without a limit".
        "on-failure" => policy.MaxAttempts is null or 0 or > 5,
        _ => false,
    };

    private static string Text(RestartPolicy policy) => policy.MaxAttempts is { } most ? $"{policy.Name}:{most}" : policy.Name;
}
