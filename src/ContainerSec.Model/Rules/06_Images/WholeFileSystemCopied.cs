namespace ContainerSec.Rules;

/// <summary>CSEC0623: everything that a stage left behind is in the image after all.</summary>
internal sealed class WholeFileSystemCopied : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0623", "Whole file system copied from another stage", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Compilers, caches and forgotten credentials of the build stage come along, which is what stages are there to prevent.",
        Fix = "Copy the folder of the finished application only.",
        References = ["Docker documentation, Multi-stage builds"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nFROM debian:13\nCOPY --from=build / /\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nFROM debian:13\nCOPY --from=build /app /app\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var copy in subject.FinalInstructions.OfType<CopyInstruction>())
        {
            if (copy.From.IsUnset)
                continue;
            if (copy.Sources.AnyKnown(static s => s is "/" or "/." or "/*") && copy.Destination.Is(static d => d is "/" or "/."))
                context.Fail(copy.Origin, $"copies the whole file system of '{(copy.From.IsKnown ? copy.From.Value : "another stage")}'");
            else if (copy.Sources.HasUnknown || copy.Destination.IsUnknown)
                context.Unknown(copy.Origin);
            else
                context.Pass();
        }
    }
}
