using System.Globalization;

namespace ContainerSec.Rules;

/// <summary>CSEC0110: a stage's name means something else than it seems to.</summary>
internal sealed class AmbiguousStageName : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0110", "Ambiguous build stage name", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Files are copied from another stage or image than the reviewer thinks: the hardened stage is built and the other one is shipped.",
        Fix = "Give each stage a name of its own; 'scratch' and 'context' are taken.",
        References = ["Dockerfile reference, FROM"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22 AS build\nFROM alpine:3.22 AS build\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22 AS build\nFROM alpine:3.22 AS final\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        var names = new Dictionary<string, Provenance?>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in subject.Stages)
        {
            CheckSources(stage, context);
            if (stage.Name.Length == 0)
                continue;
            if (names.TryGetValue(stage.Name, out var earlier))
                context.Fail(stage.Origin, $"has two stages named '{stage.Name}'", earlier);
            else if (IsReserved(stage.Name))
                context.Fail(stage.Origin, $"has a stage named '{stage.Name}', which means something else");
            else
                context.Pass();
            names[stage.Name] = stage.Origin;
        }
    }

    private static void CheckSources(DockerfileStage stage, RuleContext context)
    {
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is CopyInstruction copy && Names(copy.From, stage))
                context.Fail(copy.From.Origin ?? copy.Origin, $"copies from the stage that is just being built, '{copy.From.Value}'");
            if (instruction is not RunInstruction run)
                continue;
            foreach (var mount in run.Mounts)
            {
                if (mount.IsKnown && Names(mount.Value.From, stage))
                    context.Fail(mount.Value.From.Origin ?? run.Origin, $"mounts the stage that is just being built, '{mount.Value.From.Value}'");
            }
        }
    }

    private static bool Names(Fact<string> from, DockerfileStage stage) => from.IsKnown
        && ((stage.Name.Length > 0 && string.Equals(from.Value, stage.Name, StringComparison.OrdinalIgnoreCase))
            || (int.TryParse(from.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index == stage.Index));

    private static bool IsReserved(string name) =>
        string.Equals(name, "scratch", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "context", StringComparison.OrdinalIgnoreCase);
}
