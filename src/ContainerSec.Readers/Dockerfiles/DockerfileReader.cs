namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads a Dockerfile: its stages with their instructions, and the configuration of the image that a build without options makes.</summary>
/// <remarks>
/// Dockerfile reference (dockerfile/1); where it is silent, as BuildKit does.
/// The default of an ARG counts as its value: that is what a build without options uses. An ARG without a default is unknown.
/// </remarks>
internal sealed class DockerfileReader
{
    private readonly SourceText _text;
    private readonly ReadOptions _options;
    private readonly DockerfileProblems _problems = new();
    private readonly DockerfileScanner _scanner;
    private readonly BuildScope _globalScope = BuildScope.Global();
    private readonly List<DockerfileInstruction> _globals = [];
    private readonly BuildStages _stages = new();

    private DockerfileReader(SourceText text, ReadOptions options)
    {
        (_text, _options) = (text, options);
        _scanner = new DockerfileScanner(text, _problems);
    }

    /// <summary>Reads a Dockerfile.</summary>
    public static ReadResult Read(SourceText text, ReadOptions options) => new DockerfileReader(text, options).Read();

    private ReadResult Read()
    {
        if (_text.Content.IndexOf('\0') is var binary and >= 0)
        {
            _problems.Error("the file is binary, or its encoding is not UTF-8; save it as UTF-8 text", _text.At(binary, binary + 1));
            return new ReadResult { Problems = _problems.Problems };
        }

        InstructionReader? instructions = null;
        while (!_problems.AreTooMany && _scanner.Read() is { } line)
        {
            // The directives are behind us: the escape character is known.
            instructions ??= new InstructionReader(new InstructionContext(_text, _scanner.Escape, _problems, _globalScope), _stages);
            if (line.Name == "FROM")
                _stages.Add(instructions.ReadFrom(line, _options.Context));
            else if (_stages.Last is not { } stage)
                AddGlobal(instructions.ReadGlobal(line));
            else if (instructions.Read(line, stage) is { } instruction)
                stage.Add(instruction);
        }

        if (_stages.Count == 0 && !_problems.AreTooMany)
            _problems.Error("there is no FROM; a Dockerfile begins with the image that it builds on", _text.At(0, 0));
        return new ReadResult { Deployment = ToDeployment(), Problems = _problems.Problems };
    }

    private void AddGlobal(DockerfileInstruction? instruction)
    {
        if (instruction is not null)
            _globals.Add(instruction);
    }

    private Deployment ToDeployment()
    {
        _stages.Last?.Complete(isFinal: true);
        var dockerfile = new Dockerfile
        {
            Kind = "Dockerfile",
            Origin = _text.At(0, 0),
            Context = _options.Context,
            GlobalInstructions = _globals,
            Stages = _stages.All.Select(static s => s.Stage!).ToArray(),
        };
        return new Deployment
        {
            Dockerfiles = [dockerfile],
            Images = _stages.Last is { } last ? [StageImage.Of(last)] : [],
        };
    }
}
