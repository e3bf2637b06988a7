using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1303: a container outlives the program that started it, with credentials that everybody can read.</summary>
/// <remarks>To keep a container from run to run is a convenience, and passes when its password is generated.</remarks>
internal sealed class ContainerLeftBehind : Rule, IJudge<Workload>, IJudge<ResourceReaper>
{
    public override RuleInfo Info { get; } = new("CSEC1303", "Container left behind, with known credentials or without clean-up", Severity.Hidden, Severity.Hidden)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The container goes on listening when nobody thinks of it any more, for weeks, and its password stands in the code.",
        Fix = "Let the container end with the run: remove WithReuse(true), WithCleanUp(false) or the persistent lifetime; or generate its password.",
        References = ["dotnet.testcontainers.org: Resource reuse", "aspire.dev: Persistent container services"],
        Examples =
        [
            Example.Bad(Surface.Testcontainers, """var database = new PostgreSqlBuilder("postgres:17.5").WithCleanUp(false).Build();"""),
            Example.Good(Surface.Testcontainers, """var database = new PostgreSqlBuilder("postgres:17.5").WithCleanUp(true).Build();"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var lifecycle = subject.Lifecycle;
        context.Judge(lifecycle.CleanUp, static on => !on, "is not removed when the run breaks off");
        if (lifecycle.Reused.Is(true) && KnownCredential(subject.Configuration, context) is { } credential)
            context.Fail(lifecycle.Reused.Origin, $"outlives the run {credential.What}", credential.Origin);
        else
            context.Judge(lifecycle.Reused, static _ => false, "");
    }

    public void Check(ResourceReaper subject, RuleContext context) =>
        context.Judge(subject.Enabled, static on => !on, "is switched off: containers stay when a run breaks off");

    private static (string What, Provenance? Origin)? KnownCredential(Configuration configuration, RuleContext context)
    {
        if (configuration.AsksForPassword.Is(false))
            return ("without a password", configuration.AsksForPassword.Origin);
        if (configuration.HasLibraryPassword.Is(true))
            return ("with the password that the library gives everybody", configuration.HasLibraryPassword.Origin);
        foreach (var variable in configuration.Environment)
        {
            if (variable.IsKnown && SecretLiteral.Find(variable.Value, context.Policy.Options) is not null)
                return ($"with a password that stands in the code ('{variable.Value.Name}')", variable.Value.Value.Origin);
        }

        return null;
    }
}
