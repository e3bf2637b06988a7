using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads the instructions that run programs: RUN, CMD, ENTRYPOINT and HEALTHCHECK.</summary>
internal sealed class CommandReader(InstructionContext context, BuildStages stages)
{
    private static readonly string[] Networks = ["default", "none", "host"];
    private static readonly string[] Sandboxes = ["sandbox", "insecure"];
    private static readonly string[] Durations = ["interval", "timeout", "start-period", "start-interval"];

    public RunInstruction ReadRun()
    {
        context.Flags.Read(context.Line, "RUN", context.Problems);
        var words = context.ReadExec();
        return new RunInstruction
        {
            Keyword = "RUN",
            Place = context.Place(),
            IsOnBuild = context.IsOnBuild,
            IsExecForm = words is not null,
            Script = words is not null ? context.Shell.ReadArguments(words, context.Line.Map, context.Stage.ForBuild) : RunScript.Read(context.Text, context.Line, context.Stage, context.Shell),
            Mounts = context.Flags.Find("mount") is null ? FactList<BuildMount>.Unset : new RunMountReader(context, stages).Read(context.Flags.All("mount")),
            Network = Choice(context.Flags.Find("network"), Networks),
            Security = Choice(context.Flags.Find("security"), Sandboxes),
            Shell = context.Stage.Shell,
        };
    }

    /// <summary>CMD and ENTRYPOINT, and the command of HEALTHCHECK.</summary>
    /// <param name="keyword">The instruction.</param>
    /// <param name="start">Where the command begins in the line.</param>
    public CommandInstruction? ReadCommand(string keyword, int start)
    {
        if (start >= context.Line.End && keyword == "HEALTHCHECK")
        {
            context.Problems.Error("HEALTHCHECK CMD needs a command behind it", context.ArgumentsPlace);
            return null;
        }

        var words = context.ReadExec(start);
        var script = words is not null ? context.Shell.ReadArguments(words, context.Line.Map, context.Stage.ForRun)
            : start >= context.Line.End ? ShellScript.Empty
            : ShellForm.Read(context.Shell, context.Line.Map, start, context.Line.End, context.Stage.Shell, context.Stage.ForRun);
        return new CommandInstruction
        {
            Keyword = keyword,
            Place = context.Place(),
            IsOnBuild = context.IsOnBuild,
            IsExecForm = words is not null,
            Arguments = ToArguments(words, start),
            Script = script,
        };
    }

    private FactList<string> ToArguments(List<ShellWord>? words, int start)
    {
        var place = context.Line.Map.PlaceAt(start, context.Line.End);
        if (words is not null)
            return FactList<string>.At(place, [.. words.Select(w => w.ToFact(context.Line.Map))]);
        if (start >= context.Line.End)
            return FactList<string>.At(context.ArgumentsPlace, []);
        var arguments = context.Stage.Shell.Select(s => Fact.Known(s, place)).ToList();
        arguments.Add(Fact.Known(context.Line.Text.Substring(start, context.Line.End - start), place));
        return FactList<string>.At(place, arguments.ToArray());
    }

    public CommandInstruction? ReadHealthCheck()
    {
        var words = context.Line.Words();
        var kind = words.Count == 0 ? "" : context.TextOf(words[0]).ToUpperInvariant();
        if (kind == "NONE")
        {
            if (words.Count > 1)
                context.Problems.Error("HEALTHCHECK NONE takes nothing behind it", context.Line.Map.At(words[1].Start, context.Line.End));
            return new CommandInstruction { Keyword = "HEALTHCHECK", Place = context.Place(), IsOnBuild = context.IsOnBuild, IsNone = true };
        }

        context.Flags.Read(context.Line, "HEALTHCHECK", context.Problems);
        foreach (var name in Durations)
        {
            var flag = context.Flags.Find(name);
            if (flag is { Value: { Length: > 0 } value } && !GoDuration.IsValid(value))
                context.Problems.Error($"'{value}' is no duration; write it like 30s or 1m30s", context.Line.Map.At(flag.ValueStart, flag.End));
        }

        if (kind == "CMD")
            return ReadCommand("HEALTHCHECK", context.SkipBlanks(words[0].End));
        context.Problems.Error("HEALTHCHECK takes CMD and a command, or NONE", words.Count == 0 ? context.ArgumentsPlace : context.At(words[0]));
        return null;
    }

    private Fact<string> Choice(BuildFlag? flag, string[] choices)
    {
        if (flag?.Value is not { } value)
            return default;
        var place = context.Line.Map.At(flag.ValueStart, flag.End);
        if (value.IndexOf('$') >= 0)
            return Fact.Unknown<string>(place);
        if (Array.IndexOf(choices, value) < 0)
            context.Problems.Error($"--{flag.Name} is {string.Join(" or ", choices)}, not '{value}'{NearestName.Hint(value, choices)}", place);
        return Fact.Known(value, place);
    }
}
