using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerSyntax;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Dockerfiles that code writes line by line: <c>DockerfileBuilder</c> and its stages.</summary>
internal static class DockerfileModel
{
    public static void AddMembers(Dictionary<string, Meaning> members)
    {
        members["DockerfileBuilder..ctor"] = static call => call.Run.Lift(new DockerfileValue(call.Run));
        members["DockerfileBuilder.Arg"] = static call => Global(call);
        members["DockerfileBuilder.From"] = static call => From(call);
        Line(members, "Arg", static call => Variable(call, "ARG", "name", "defaultValue"));
        Line(members, "Env", static call => Variable(call, "ENV", "name", "value"));
        Line(members, "WorkDir", static call => Words(call, "WORKDIR", "path"));
        Line(members, "Run", static call => Words(call, "RUN", "command"));
        Line(members, "RunWithMounts", static call => RunWithMounts(call));
        Line(members, "Copy", static call => Copy(call, null));
        Line(members, "CopyFrom", static call => Copy(call, "from"));
        Line(members, "Expose", static call => Words(call, "EXPOSE", "port"));
        Line(members, "User", static call => call["user"].TextWithHoles is { IsKnown: true, Value: var user } && !user.HasHole() ? $"USER {user}" : "USER 10001");
        Line(members, "Cmd", static call => Command(call, "CMD"));
        Line(members, "Entrypoint", static call => Command(call, "ENTRYPOINT"));
    }

    /// <summary>Runs the function that writes the Dockerfile of a resource.</summary>
    public static void Write(Call call) => ResourceMembers.CallBack(call, "callback", "Builder", call.Run.Lift(new DockerfileValue(call.Run)));

    /// <summary>Runs the function that gives the whole text of a resource's Dockerfile.</summary>
    public static void WriteText(Call call)
    {
        if (call["dockerfileFactory"].Value is FunctionValue function && call.Run.Invoke(function, [Value.Unknown]) is { Value: TextValue { Text: var text } } written)
            call.Run.Lift(new DockerfileText(text, written.Place ?? call["dockerfileFactory"].Place ?? call.Place, call.Run));
    }

    private static void Line(Dictionary<string, Meaning> members, string name, Func<Call, string?> line) => members["DockerfileStage." + name] = call =>
    {
        if (call.Receiver is DockerfileStageValue stage)
            stage.Add(line(call), PlaceOf(call));
        return call.Receiver ?? Value.Unknown;
    };

    private static Value From(Call call)
    {
        if (call.Receiver is not DockerfileValue dockerfile)
            return Value.Unknown;
        var stage = new DockerfileStageValue();
        var name = (call.Has("stageName") ? call["stageName"] : call["name"]).Text;
        stage.Add(Words(call, "FROM", "image") is { } from ? name.IsKnown ? $"{from} AS {name.Value}" : from : null, call["image"].Place ?? call.Place);
        dockerfile.Stages.Add(stage);
        return stage;
    }

    private static Value Global(Call call)
    {
        if (call.Receiver is DockerfileValue dockerfile)
            dockerfile.Globals.Add(Variable(call, "ARG", "name", "defaultValue"), PlaceOf(call));
        return call.Receiver ?? Value.Unknown;
    }

    // What it says stands in its last argument, or in its only one.
    private static TextProvenance PlaceOf(Call call) => call.Arguments.Count == 1 ? call.Arguments.Values.First().Place ?? call.Place : call.Place;

    private static string? Words(Call call, string keyword, string parameter) =>
        Written(call[parameter].TextWithHoles, keyword == "RUN") is { } text ? $"{keyword} {text}" : null;

    private static string? Variable(Call call, string keyword, string name, string value)
    {
        if (Written(call[name].TextWithHoles, false) is not { } known)
            return null;
        if (!call[value].IsGiven)
            return $"{keyword} {known}";
        return Written(call[value].TextWithHoles, false) is { } text ? $"{keyword} {known}=\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"" : null;
    }

    private static string? RunWithMounts(Call call)
    {
        var mounts = call["mounts"].TextsWithHoles;
        return mounts.HasUnknown || Written(call["command"].TextWithHoles, true) is not { } command ? null
            : $"RUN {string.Concat(mounts.Select(static m => $"--mount={m.Value} "))}{command}";
    }

    private static string? Copy(Call call, string? from)
    {
        var (source, target) = (Written(call["source"].TextWithHoles, false), Written((call.Has("destination") ? call["destination"] : call["dest"]).TextWithHoles, false));
        var stage = from is null ? "" : Written(call[call.Has("from") ? "from" : "stage"].TextWithHoles, false);
        if (source is null || target is null || stage is null)
            return null;
        var owner = call["chown"].Text is { IsKnown: true, Value: var chown } ? $"--chown={chown} " : "";
        return $"COPY {(from is null ? "" : $"--from={stage} ")}{owner}{source} {target}";
    }

    private static string? Command(Call call, string keyword)
    {
        var words = call["command"].Texts;
        return words.HasUnknown ? null : $"{keyword} [{string.Join(", ", words.Select(static w => $"\"{w.Value!.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""))}]";
    }

    // In a command a variable stands for what is not known; elsewhere the line is left out.
    private static string? Written(Fact<string> text, bool isCommand) => !text.IsKnown ? null
        : !text.Value.HasHole() ? text.Value : isCommand ? text.Value.Replace(Holes.Hole.ToString(), "${UNKNOWN}") : null;
}
