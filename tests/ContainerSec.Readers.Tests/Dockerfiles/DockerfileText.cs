using ContainerSec.Readers.Tests.Shells;

namespace ContainerSec.Readers.Tests.Dockerfiles;

/// <summary>Writes what the reader made of a Dockerfile: a line an instruction.</summary>
/// <remarks>A question mark is unknown, "-" between places are the begin and the end of what is in front of it.</remarks>
internal static class DockerfileText
{
    public static string Of(ReadResult result, bool withPlaces = false)
    {
        var lines = new List<string>();
        foreach (var dockerfile in result.Deployment.Dockerfiles)
        {
            lines.AddRange(dockerfile.GlobalInstructions.Select(i => Of(i, withPlaces)));
            foreach (var stage in dockerfile.Stages)
            {
                lines.Add(Of(stage, withPlaces));
                lines.AddRange(stage.Instructions.Select(i => "  " + Of(i, withPlaces)));
            }
        }

        lines.AddRange(result.Problems.Select(static p => "! " + p));
        return string.Join('\n', lines);
    }

    private static string Of(DockerfileStage stage, bool withPlaces)
    {
        var text = stage.BaseStage is { } @base ? $"FROM stage {@base.Index}" : $"FROM {Of(stage.BaseImage, withPlaces)}";
        if (stage.Name.Length > 0)
            text += $" AS {stage.Name}";
        return text + Named("platform", stage.Platform, withPlaces) + Place(stage.Origin, withPlaces);
    }

    private static string Of(DockerfileInstruction instruction, bool withPlaces)
    {
        var head = (instruction.IsOnBuild ? "ONBUILD " : "") + instruction.Keyword;
        return head + Body(instruction, withPlaces) + Place(instruction.Origin, withPlaces);
    }

    private static string Body(DockerfileInstruction instruction, bool withPlaces) => instruction switch
    {
        RunInstruction run => (run.IsExecForm ? " exec" : "") + string.Concat(run.Mounts.Select(m => " " + Of(m.Value!, withPlaces)))
            + Named("network", run.Network, withPlaces) + Named("security", run.Security, withPlaces) + ": " + ShellText.Of(run.Script) + Commands(run.Script, withPlaces),
        CopyInstruction copy => $" {Of(copy.Sources, withPlaces)} -> {Of(copy.Destination, withPlaces)}" + (copy.HasHeredoc ? " heredoc" : "")
            + Named("from", copy.From, withPlaces) + (copy.FromStage is { } stage ? $" stage={stage.Index}" : "") + Named("image", copy.FromImage, withPlaces)
            + Named("owner", copy.Owner, withPlaces) + Named("mode", copy.Mode, withPlaces) + Named("checksum", copy.Checksum, withPlaces),
        VariableInstruction variables => string.Concat(variables.Variables.Select(v => $" {v.Value!.Name}{(v.Value.Value.IsUnset ? "" : "=" + Of(v.Value.Value, withPlaces))}{Place(v.Origin, withPlaces)}")),
        ValueInstruction values => " " + Of(values.Values, withPlaces),
        CommandInstruction { IsNone: true } => " NONE",
        CommandInstruction command => $" {(command.IsExecForm ? "exec " : "")}{Of(command.Arguments, withPlaces)}: {ShellText.Of(command.Script)}{Commands(command.Script, withPlaces)}",
        _ => "",
    };

    private static string Of(BuildMount mount, bool withPlaces) =>
        $"mount({mount.Type}{Named("id", mount.Id, withPlaces)}{Named("target", mount.Target, withPlaces)}{Named("source", mount.Source, withPlaces)}{Named("from", mount.From, withPlaces)}"
        + $"{(mount.FromStage is { } stage ? $" stage={stage.Index}" : "")}{Named("image", mount.FromImage, withPlaces)}{Named("mode", mount.Mode, withPlaces)}{Named("env", mount.Environment, withPlaces)}{Named("rw", mount.ReadWrite, withPlaces)})";

    private static string Commands(ShellScript script, bool withPlaces) =>
        withPlaces ? string.Concat(script.Commands.Select(static c => $"\n      {(c.Name.IsKnown ? c.Name.Value : "?")}{Place(c.Name.Origin, true)} in{Place(c.Origin, true)}")) : "";

    private static string Named<T>(string name, Fact<T> fact, bool withPlaces) => fact.IsUnset ? "" : $" {name}={Of(fact, withPlaces)}";

    private static string Of<T>(FactList<T> list, bool withPlaces) => "[" + string.Join(", ", list.Select(f => Of(f, withPlaces))) + "]";

    private static string Of<T>(Fact<T> fact, bool withPlaces) => (fact.IsUnknown ? "?" : $"{fact.Value}") + Place(fact.Origin, withPlaces);

    private static string Place(Provenance? origin, bool withPlaces) =>
        withPlaces && origin?.Text is { } text ? $" @{text.Start.Line}:{text.Start.Column}-{text.End.Line}:{text.End.Column}" : "";
}
