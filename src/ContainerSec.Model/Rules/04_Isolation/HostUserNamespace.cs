namespace ContainerSec.Rules;

/// <summary>CSEC0405: the container opts out of a user namespace of its own.</summary>
internal sealed class HostUserNamespace : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0405", "Host user namespace", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Root inside is root outside: what the engine's mapping would make harmless reaches the host's files and kernel interfaces.",
        Fix = "Remove it; set hostUsers: false in a pod, and let the engine map user ids.",
        Mappings =
        [
            Mapping.CisDocker("5.31"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1611"), Mapping.Cwe(653),
        ],
        References = ["user_namespaces(7)", "Kubernetes documentation, \"User Namespaces\""],
        Precedes = ["CSEC0409"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    userns_mode: host\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostUsers: true\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostUsers: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --userns=host contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // In Kubernetes it is the pod that says so; in config.json a user namespace that is not there is what engines do unless told otherwise.
        if (subject.Pod is null && subject.Surface != Surface.RuntimeSpec)
            Judge(subject.Isolation.User, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Isolation.User, context);

    private static void Judge(Fact<NamespaceMode> mode, RuleContext context) =>
        context.Judge(mode, static mode => mode.Kind == NamespaceKind.Host, "asks for the host's user namespace");
}
