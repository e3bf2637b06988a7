namespace ContainerSec.Rules;

/// <summary>CSEC0606: the image is the one that a library was released with.</summary>
internal sealed class StaleDefaultImage : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0606", "Obsolete builder without an image uses a stale default", Severity.Info, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The default of the library stays as it was when the builder was written: images years old, with all that was found in them since, and tests of a version that nobody runs in production.",
        Fix = "Name the image that production runs: new PostgreSqlBuilder(\"postgres:17.5\").",
        Mappings = [Mapping.Nist("4.2.2"), Mapping.OwaspDocker("D02"), Mapping.Cwe(1104)],
        References = ["dotnet.testcontainers.org: Modules"],
        Examples =
        [
            Example.Bad(Surface.Testcontainers, """var database = new PostgreSqlBuilder().Build();"""),
            Example.Good(Surface.Testcontainers, """var database = new PostgreSqlBuilder("postgres:17.5").Build();"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (!subject.Image.Reference.IsUnset)
            return;
        context.Judge(subject.Image.LibraryDefault, static _ => true, static builder => $"runs the image that '{builder}' was released with, since none is named");
    }
}
