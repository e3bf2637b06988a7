#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The configuration of the image that a stage becomes.</summary>
/// <remarks>Instructions of the stages it is built on count, ONBUILD of them too; those of the image below are not in the file.</remarks>
internal sealed class StageImage
{
    private readonly BuildStage _target;
    private readonly Dictionary<string, int> _environmentIndex = new(StringComparer.Ordinal);
    private readonly List<Fact<EnvironmentVariable>> _environment = [];
    private readonly List<Fact<ExposedPort>> _ports = [];
    private readonly List<Fact<string>> _volumes = [];
    private readonly List<Fact<Label>> _labels = [];
    private Fact<Principal> _user;
    private Fact<Principal> _group;
    private Fact<string> _workingDirectory;
    private Fact<HealthCheck> _healthCheck;
    private CommandInstruction? _entrypoint;
    private CommandInstruction? _command;

    private StageImage(BuildStage target) => _target = target;

    public static ImageConfig Of(BuildStage target) => new StageImage(target).Read();

    private ImageConfig Read()
    {
        var chain = new Stack<BuildStage>();
        for (var stage = _target; stage is not null; stage = stage.Base)
            chain.Push(stage);
        var root = chain.Peek();
        foreach (var stage in chain)
            Apply(stage);
        return new ImageConfig
        {
            Kind = "image",
            Name = _target.Name,
            Surface = Surface.Dockerfile,
            Context = _target.Context,
            Origin = _target.Place.Origin,
            BaseImage = root.BaseImage.Is(static r => r.IsScratch) ? default : root.BaseImage,
            User = _user,
            Group = _group,
            Environment = ListOf(_environment),
            Entrypoint = _entrypoint?.Arguments ?? FactList<string>.Unset,
            Command = _command?.Arguments ?? FactList<string>.Unset,
            Script = Script(),
            ExposedPorts = ListOf(_ports),
            Volumes = ListOf(_volumes),
            Labels = ListOf(_labels),
            HealthCheck = _healthCheck,
            WorkingDirectory = _workingDirectory,
            OperatingSystem = _target.IsWindows ? Fact.Known("windows", root.BaseImage.Origin) : default,
        };
    }

    private void Apply(BuildStage stage)
    {
        var hasCommand = false;
        foreach (var instruction in stage.Instructions)
        {
            // Triggers run in the stage or image that is built on this one, not here.
            if (instruction.IsOnBuild)
                continue;
            switch (instruction)
            {
                case ValueInstruction value:
                    Apply(value);
                    break;
                case VariableInstruction variable:
                    Apply(variable);
                    break;
                case CommandInstruction { Keyword: "HEALTHCHECK" } check:
                    _healthCheck = Fact.Known(check.IsNone ? new HealthCheck(Disabled: true) : new HealthCheck(false, CommandText(check)), check.Origin);
                    break;
                case CommandInstruction { Keyword: "CMD" } command:
                    (_command, hasCommand) = (command, true);
                    break;
                case CommandInstruction { Keyword: "ENTRYPOINT" } entrypoint:
                    // It makes the command of the image below void, not one of its own stage.
                    (_entrypoint, _command) = (entrypoint, hasCommand ? _command : null);
                    break;
            }
        }
    }

    private void Apply(ValueInstruction instruction)
    {
        var value = instruction.Values.Count > 0 ? instruction.Values[0] : default;
        switch (instruction.Keyword)
        {
            case "USER":
                SetUser(value);
                break;
            case "WORKDIR":
                SetWorkingDirectory(value);
                break;
            case "EXPOSE":
                foreach (var port in instruction.Values)
                    AddPort(port);
                break;
            case "VOLUME":
                _volumes.AddRange(instruction.Values);
                break;
        }
    }

    private void Apply(VariableInstruction instruction)
    {
        foreach (var variable in instruction.Variables)
        {
            var (name, value) = (variable.Value!.Name, variable.Value.Value);
            if (instruction.Keyword == "LABEL")
            {
                _labels.Add(value.IsKnown ? Fact.Known(new Label(name, value.Value), variable.Origin) : Fact.Unknown<Label>(variable.Origin));
            }
            else if (instruction.Keyword == "ENV")
            {
                if (_environmentIndex.TryGetValue(name, out var index))
                {
                    _environment[index] = variable;
                    continue;
                }

                _environmentIndex.Add(name, _environment.Count);
                _environment.Add(variable);
            }
        }
    }

    private void SetUser(Fact<string> value)
    {
        var colon = value.IsKnown ? value.Value.IndexOf(':') : -1;
        _user = value.Select(v => new Principal(colon < 0 ? v : v.Substring(0, colon)));
        _group = colon < 0 ? (value.IsKnown ? default : Fact.Unknown<Principal>(value.Origin)) : value.Select(v => new Principal(v.Substring(colon + 1)));
    }

    // A relative directory is below the one before.
    private void SetWorkingDirectory(Fact<string> value)
    {
        if (!value.IsKnown || IsAbsolute(value.Value))
            _workingDirectory = value;
        else
            _workingDirectory = _workingDirectory.IsKnown
                ? Fact.Known(_workingDirectory.Value.TrimEnd('/') + "/" + value.Value, value.Origin)
                : Fact.Unknown<string>(value.Origin);
    }

    private static bool IsAbsolute(string path) => path.StartsWith('/') || path.StartsWith('\\') || (path.Length > 1 && path[1] == ':');

    private void AddPort(Fact<string> value)
    {
        if (!value.IsKnown)
            _ports.Add(Fact.Unknown<ExposedPort>(value.Origin));
        else if (PortSpecification.Parse(value.Value) is { } port)
            _ports.Add(Fact.Known(port, value.Origin));
    }

    private static string CommandText(CommandInstruction check) =>
        check.IsExecForm ? string.Join(" ", check.Arguments.Select(static a => a.Value))
        : check.Arguments.Count > 0 ? check.Arguments[check.Arguments.Count - 1].Value ?? "" : "";

    private static FactList<T> ListOf<T>(List<Fact<T>> items) => items.Count == 0 ? FactList<T>.Unset : new FactList<T>(items, items[0].Origin);

    // The command is what the entry point is given; one in shell form does not look at it.
    private ShellScript Script()
    {
        if (_entrypoint is { IsExecForm: true } && _command is not null)
            return ShellReader.ReadArguments(_entrypoint.Arguments.Concat(_command.Arguments), _target.ForRun);
        return _entrypoint?.Script ?? _command?.Script ?? ShellScript.Empty;
    }
}
