namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Turns lines into instructions; variables are resolved as the builder does.</summary>
internal sealed class InstructionReader(InstructionContext context, BuildStages stages)
{
    private readonly InstructionContext _context = context;
    private readonly FromReader _from = new(context, stages);
    private readonly CommandReader _commands = new(context, stages);
    private readonly CopyReader _copies = new(context, stages);
    private readonly VariableReader _variables = new(context);
    private readonly ValueReader _values = new(context);

    /// <summary>Reads an instruction before the first FROM.</summary>
    public DockerfileInstruction? ReadGlobal(DockerfileLine line)
    {
        Begin(line);
        if (line.Name == "ARG")
            return _variables.ReadArgument(_context.GlobalScope, isGlobal: true);
        if (line.Name is null)
            ReportUnknown();
        else
            _context.Problems.Error($"{line.Name} stands before the first FROM; only ARG may", line.KeywordPlace);
        return null;
    }

    /// <summary>Reads FROM.</summary>
    public BuildStage ReadFrom(DockerfileLine line, RunContext runContext)
    {
        Begin(line);
        return _from.Read(runContext);
    }

    /// <summary>Reads an instruction of a stage; null when there is nothing to be made of it.</summary>
    public DockerfileInstruction? Read(DockerfileLine line, BuildStage stage)
    {
        Begin(line);
        _context.Stage = stage;
        return Read();
    }

    private void Begin(DockerfileLine line) => (_context.Line, _context.IsOnBuild) = (line, false);

    private DockerfileInstruction? Read()
    {
        var keyword = _context.Line.Name;
        switch (keyword)
        {
            case "RUN":
                return _commands.ReadRun();
            case "CMD" or "ENTRYPOINT":
                _context.CheckFlags(keyword);
                return _commands.ReadCommand(keyword, _context.Line.Start);
            case "HEALTHCHECK":
                return _commands.ReadHealthCheck();
            case "COPY" or "ADD":
                return _copies.Read(keyword);
            case "ENV" or "LABEL":
                return _variables.ReadPairs(keyword);
            case "ARG":
                return _variables.ReadArgument(_context.Stage.Scope, isGlobal: false);
            case "USER" or "WORKDIR" or "STOPSIGNAL" or "MAINTAINER":
                return _values.ReadValue(keyword);
            case "EXPOSE":
                return _values.ReadExpose();
            case "VOLUME":
                return _values.ReadVolume();
            case "SHELL":
                return _values.ReadShell();
            case "ONBUILD":
                return ReadOnBuild();
            default:
                ReportUnknown();
                return null;
        }
    }

    private DockerfileInstruction? ReadOnBuild()
    {
        _context.CheckFlags("ONBUILD");
        if (_context.Line.IsEmpty)
        {
            _context.Problems.Error("ONBUILD takes an instruction", _context.Line.KeywordPlace);
            return null;
        }

        _context.Line = _context.Line.Inner();
        if (_context.IsOnBuild || _context.Line.Name is "ONBUILD" or "FROM" or "MAINTAINER")
        {
            _context.Problems.Error($"ONBUILD {_context.Line.Name} is not allowed", _context.Line.KeywordPlace);
            return null;
        }

        _context.IsOnBuild = true;
        return Read();
    }

    private void ReportUnknown()
    {
        var keyword = _context.Line.Keyword;
        var shown = keyword.Length > 32 ? keyword.Substring(0, 32) + "…" : keyword;
        var hint = NearestName.Hint(keyword, DockerfileKeyword.All);
        _context.Problems.Error($"there is no instruction '{shown}'{(hint.Length > 0 ? hint : "; end the line before with a backslash if this continues it")}", _context.Line.KeywordPlace);
    }
}
