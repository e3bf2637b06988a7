namespace ContainerSec.Rules;

/// <summary>CSEC0101: a builder returns what it was told in a new builder, and nobody takes that.</summary>
internal sealed class LostSetting : Rule, IJudge<Subject>
{
    public override RuleInfo Info { get; } = new("CSEC0101", "Result of a builder call discarded: the setting is lost", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The builder cannot change: the call returns a new one, and what it sets, a limit, a user or a read-only mount, is not there when the container starts.",
        Fix = "Take the result: builder = builder.WithBindMount(...), or add the call to the chain.",
        Mappings = [Mapping.Cwe(252)],
        References = ["dotnet.testcontainers.org: Creating a container"],
        Examples =
        [
            Example.Bad(Surface.Testcontainers, """
                var builder = new ContainerBuilder("nginx:1.27.4");
                builder.WithBindMount("/srv/site", "/usr/share/nginx/html", AccessMode.ReadOnly);
                var container = builder.Build();
                """),
            Example.Good(Surface.Testcontainers, """
                var builder = new ContainerBuilder("nginx:1.27.4");
                builder = builder.WithBindMount("/srv/site", "/usr/share/nginx/html", AccessMode.ReadOnly);
                var container = builder.Build();
                """),
        ],
    };

    public void Check(Subject subject, RuleContext context) =>
        context.JudgeEach(subject.LostSettings, static _ => true, static call => $"loses what '{call}' sets, since nobody takes the builder that it returns");
}
