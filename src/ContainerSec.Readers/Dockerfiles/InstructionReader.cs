#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Turns lines into instructions; variables are resolved as the builder does.</summary>
internal sealed class InstructionReader
{
    // Stages on stages deeper than any real file has; beyond, the stage counts as built on an unknown image.
    private const int MaxStageDepth = 128;
    private const int MaxHints = 256;

    private static readonly string[] Networks = ["default", "none", "host"];
    private static readonly string[] Sandboxes = ["sandbox", "insecure"];
    private static readonly string[] Durations = ["interval", "timeout", "start-period", "start-interval"];

    private readonly SourceText _text;
    private readonly char _escape;
    private readonly DockerfileProblems _problems;
    private readonly List<BuildStage> _stages;
    private readonly Dictionary<string, BuildStage> _stagesByName;
    private readonly WordExpander _expander;
    private readonly ShellSession _shell = new();
    private readonly InstructionFlags _flags = new();
    private BuildScope _globalScope = BuildScope.Global();
    private BuildStage _stage = new();
    private DockerfileLine _line = null!;
    private bool _isOnBuild;

    public InstructionReader(SourceText text, char escape, DockerfileProblems problems, List<BuildStage> stages, Dictionary<string, BuildStage> stagesByName)
    {
        (_text, _escape, _problems, _stages, _stagesByName) = (text, escape, problems, stages, stagesByName);
        _expander = new WordExpander(escape);
    }

    /// <summary>Reads FROM.</summary>
    public BuildStage ReadFrom(DockerfileLine line, BuildScope globalScope, int index, RunContext context)
    {
        (_line, _globalScope, _isOnBuild) = (line, globalScope, false);
        _flags.Read(line, "FROM", _problems);
        var words = line.Words();
        if (words.Count != 1 && !(words.Count == 3 && line.Map.Text.Substring(words[1].Start, words[1].End - words[1].Start).Equals("AS", StringComparison.OrdinalIgnoreCase)))
            _problems.Error("FROM takes an image, and a name for the stage: FROM image AS name", words.Count == 0 ? line.KeywordPlace : line.Map.At(line.Start, line.End));
        var image = words.Count == 0 ? Fact.Unknown<string>(line.KeywordPlace) : Expand(words[0], globalScope);
        if (words.Count > 0)
            WarnOfUndeclared(words[0]);
        if (image is { IsKnown: true, Value: "" })
            image = Fact.Unknown<string>(image.Origin);
        var @base = image.IsKnown ? FindStage(image.Value) : null;
        if (@base is { Depth: >= MaxStageDepth })
        {
            _problems.Error($"more than {MaxStageDepth} stages are built one on the other; join some", image.Origin);
            (@base, image) = (null, Fact.Unknown<string>(image.Origin));
        }

        var platform = Expand(_flags.Find("platform"), globalScope);
        var reference = image.Select(ImageReference.Parse);
        return new BuildStage
        {
            Name = words.Count == 3 ? ReadStageName(words[2]) : "",
            Index = index,
            Context = context,
            Origin = Place(),
            Base = @base,
            Depth = @base is null ? 0 : @base.Depth + 1,
            BaseImage = @base is null ? reference : default,
            Platform = platform,
            IsWindows = @base?.IsWindows ?? IsWindows(reference, platform),
            DeclaredShell = @base?.DeclaredShell,
            Scope = @base is not null ? BuildScope.OnStage(@base.Scope) : reference.Is(static r => r.IsScratch) ? BuildScope.OnScratch() : BuildScope.OnImage(reference.Value),
        };
    }

    /// <summary>Reads an instruction before the first FROM.</summary>
    public DockerfileInstruction? ReadGlobal(DockerfileLine line, BuildScope globalScope)
    {
        (_line, _globalScope, _isOnBuild) = (line, globalScope, false);
        if (line.Name == "ARG")
            return ReadArgument(globalScope, isGlobal: true);
        if (line.Name is null)
            ReportUnknown();
        else
            _problems.Error($"{line.Name} stands before the first FROM; only ARG may", line.KeywordPlace);
        return null;
    }

    /// <summary>Reads an instruction of a stage; null when there is nothing to be made of it.</summary>
    public DockerfileInstruction? Read(DockerfileLine line, BuildStage stage)
    {
        (_line, _stage, _isOnBuild) = (line, stage, false);
        return Read();
    }

    private DockerfileInstruction? Read()
    {
        switch (_line.Name)
        {
            case "RUN":
                return ReadRun();
            case "CMD" or "ENTRYPOINT":
                CheckFlags(_line.Name);
                return ReadCommand(_line.Name, _line.Start);
            case "HEALTHCHECK":
                return ReadHealthCheck();
            case "COPY" or "ADD":
                return ReadCopy(_line.Name);
            case "ENV" or "LABEL":
                return ReadEnvironment(_line.Name);
            case "ARG":
                return ReadArgument(_stage.Scope, isGlobal: false);
            case "USER" or "WORKDIR" or "STOPSIGNAL" or "MAINTAINER":
                return ReadValue(_line.Name);
            case "EXPOSE":
                return ReadExpose();
            case "VOLUME":
                return ReadVolume();
            case "SHELL":
                return ReadShell();
            case "ONBUILD":
                return ReadOnBuild();
            default:
                ReportUnknown();
                return null;
        }
    }

    private RunInstruction ReadRun()
    {
        _flags.Read(_line, "RUN", _problems);
        var words = ReadExec();
        return new RunInstruction
        {
            Keyword = "RUN",
            Origin = Place(),
            IsOnBuild = _isOnBuild,
            IsExecForm = words is not null,
            Script = words is not null ? _shell.ReadArguments(words, _line.Map, _stage.ForBuild) : RunScript.Read(_text, _line, _stage, _shell),
            Mounts = _flags.Find("mount") is null ? FactList<BuildMount>.Unset : new RunMountReader(_line, _problems, Expand, ResolveFrom).Read(_flags.All("mount")),
            Network = Choice(_flags.Find("network"), Networks),
            Security = Choice(_flags.Find("security"), Sandboxes),
            Shell = _stage.Shell,
        };
    }

    private CommandInstruction? ReadCommand(string keyword, int start)
    {
        if (start >= _line.End && keyword == "HEALTHCHECK")
        {
            _problems.Error("HEALTHCHECK CMD needs a command behind it", _line.Map.At(_line.Start, _line.End));
            return null;
        }

        var words = ReadExec(start);
        var script = words is not null ? _shell.ReadArguments(words, _line.Map, _stage.ForRun)
            : start >= _line.End ? ShellScript.Empty
            : ShellForm.Read(_shell, _line.Map, start, _line.End, _stage.Shell, _stage.ForRun);
        return new CommandInstruction
        {
            Keyword = keyword,
            Origin = Place(),
            IsOnBuild = _isOnBuild,
            IsExecForm = words is not null,
            Arguments = ToArguments(words, start),
            Script = script,
        };
    }

    private FactList<string> ToArguments(List<ShellWord>? words, int start)
    {
        var place = _line.Map.At(start, _line.End);
        if (words is not null)
            return new FactList<string>(words.ConvertAll(w => w.ToFact(_line.Map)), place);
        if (start >= _line.End)
            return new FactList<string>([], _line.KeywordPlace);
        var arguments = _stage.Shell.Select(s => Fact.Known(s, place)).ToList();
        arguments.Add(Fact.Known(_line.Text.Substring(start, _line.End - start), place));
        return new FactList<string>(arguments, place);
    }

    private CommandInstruction? ReadHealthCheck()
    {
        var words = _line.Words();
        var kind = words.Count == 0 ? "" : TextOf(words[0]).ToUpperInvariant();
        if (kind == "NONE")
        {
            if (words.Count > 1)
                _problems.Error("HEALTHCHECK NONE takes nothing behind it", _line.Map.At(words[1].Start, _line.End));
            return new CommandInstruction { Keyword = "HEALTHCHECK", Origin = Place(), IsOnBuild = _isOnBuild, IsNone = true };
        }

        _flags.Read(_line, "HEALTHCHECK", _problems);
        foreach (var name in Durations)
        {
            var flag = _flags.Find(name);
            if (flag is { Value: { Length: > 0 } value } && !GoDuration.IsValid(value))
                _problems.Error($"'{value}' is no duration; write it like 30s or 1m30s", _line.Map.At(flag.ValueStart, flag.End));
        }

        if (kind == "CMD")
            return ReadCommand("HEALTHCHECK", SkipBlanks(words[0].End));
        _problems.Error("HEALTHCHECK takes CMD and a command, or NONE", words.Count == 0 ? _line.KeywordPlace : _line.Map.At(words[0].Start, words[0].End));
        return null;
    }

    private CopyInstruction? ReadCopy(string keyword)
    {
        _flags.Read(_line, keyword, _problems);
        var items = ReadExec()?.ConvertAll(static w => new WordSpan(w.Start, w.End)) ?? _line.Words();
        if (items.Count < 2)
        {
            _problems.Error($"{keyword} takes at least one source and a destination", items.Count == 0 ? _line.KeywordPlace : _line.Map.At(_line.Start, _line.End));
            return null;
        }

        // Heredocs are sources too, but no paths.
        var (sources, heredoc) = (new List<Fact<string>>(items.Count - 1), 0);
        for (var i = 0; i < items.Count - 1; i++)
        {
            if (heredoc < _line.Heredocs.Count && _line.Heredocs[heredoc].WordStart == items[i].Start)
                heredoc++;
            else
                sources.Add(Expand(items[i], _stage.Scope));
        }

        var from = _flags.Find("from");
        var (stage, image) = from is null ? (null, default) : ResolveFrom(from.Value!, _line.Map.At(from.ValueStart, from.End));
        return new CopyInstruction
        {
            Keyword = keyword,
            Origin = Place(),
            IsOnBuild = _isOnBuild,
            IsAdd = keyword == "ADD",
            Sources = new FactList<string>(sources, _line.Map.At(items[0].Start, items[items.Count - 2].End)),
            Destination = Expand(items[items.Count - 1], _stage.Scope),
            From = from is null ? default : Fact.Known(from.Value!, _line.Map.At(from.ValueStart, from.End)),
            FromStage = stage,
            FromImage = image,
            Owner = Expand(_flags.Find("chown"), _stage.Scope),
            Mode = Expand(_flags.Find("chmod"), _stage.Scope),
            Checksum = Expand(_flags.Find("checksum"), _stage.Scope),
            HasHeredoc = _line.Heredocs.Count > 0,
        };
    }

    // "NAME=value …", or the old "NAME value" where the value is the rest of the line.
    private VariableInstruction? ReadEnvironment(string keyword)
    {
        CheckFlags(keyword);
        var words = _line.QuotedWords(_escape);
        if (words.Count == 0)
        {
            _problems.Error($"{keyword} takes at least one NAME=value", _line.KeywordPlace);
            return null;
        }

        var variables = new List<Fact<EnvironmentVariable>>(words.Count);
        if (EqualsIn(words[0]) < 0)
        {
            var name = _line.Words()[0];
            var value = new WordSpan(SkipBlanks(name.End), _line.End);
            if (value.Start >= value.End)
                _problems.Error($"{keyword} {TextOf(name)} needs a value: {keyword} {TextOf(name)}=value", _line.Map.At(name.Start, name.End));
            else
                AddVariable(variables, name, value, new WordSpan(name.Start, value.End));
        }
        else
        {
            foreach (var word in words)
            {
                var equals = EqualsIn(word);
                if (equals <= word.Start)
                    _problems.Error(equals < 0 ? $"'{TextOf(word)}' has no equals sign; write {keyword} NAME=value, and quote blanks" : "there is no name before the equals sign", _line.Map.At(word.Start, word.End));
                else
                    AddVariable(variables, new WordSpan(word.Start, equals), new WordSpan(equals + 1, word.End), word);
            }
        }

        // All of one ENV see the values before it.
        if (keyword == "ENV" && !_isOnBuild)
        {
            foreach (var variable in variables)
                _stage.Scope.SetEnvironment(variable.Value!.Name, variable.Value.Value.Value);
        }

        return new VariableInstruction
        {
            Keyword = keyword,
            Origin = Place(),
            IsOnBuild = _isOnBuild,
            Variables = new FactList<EnvironmentVariable>(variables, _line.Map.At(_line.Start, _line.End)),
        };
    }

    private void AddVariable(List<Fact<EnvironmentVariable>> variables, WordSpan name, WordSpan value, WordSpan whole)
    {
        var expandedName = Expand(name, _stage.Scope);
        variables.Add(Fact.Known(
            new EnvironmentVariable { Name = expandedName.IsKnown ? expandedName.Value : TextOf(name), Value = Expand(value, _stage.Scope) },
            _line.Map.At(whole.Start, whole.End)));
    }

    private VariableInstruction? ReadArgument(BuildScope scope, bool isGlobal)
    {
        var words = _line.QuotedWords(_escape);
        if (words.Count == 0)
        {
            _problems.Error("ARG takes a name, or NAME=default", _line.KeywordPlace);
            return null;
        }

        var variables = new List<Fact<EnvironmentVariable>>(words.Count);
        foreach (var word in words)
        {
            var equals = EqualsIn(word);
            var place = _line.Map.At(word.Start, word.End);
            if (equals == word.Start)
            {
                _problems.Error("there is no name before the equals sign", place);
                continue;
            }

            var name = equals < 0 ? TextOf(word) : _line.Text.Substring(word.Start, equals - word.Start);
            var value = equals < 0 ? default : Expand(new WordSpan(equals + 1, word.End), scope);
            if (!_isOnBuild)
                Declare(scope, name, value, isGlobal);
            variables.Add(Fact.Known(new EnvironmentVariable { Name = name, Value = value }, place));
        }

        return new VariableInstruction
        {
            Keyword = "ARG",
            Origin = Place(),
            IsOnBuild = _isOnBuild,
            Variables = new FactList<EnvironmentVariable>(variables, _line.Map.At(_line.Start, _line.End)),
        };
    }

    // Without a default a stage's ARG takes that of the ARG before the first FROM, else what it was before.
    private void Declare(BuildScope scope, string name, Fact<string> value, bool isGlobal)
    {
        if (!value.IsUnset)
        {
            scope.SetArgument(name, value.IsKnown ? new BuildVariable(BuildVariableState.Known, value.Value) : new BuildVariable(BuildVariableState.Unknown));
            return;
        }

        var inherited = isGlobal ? default : _globalScope.Get(name);
        if (inherited.State == BuildVariableState.Unset && BuildScope.IsPlatform(name))
            inherited = new BuildVariable(BuildVariableState.Unknown);
        if (inherited.State != BuildVariableState.Unset)
            scope.SetArgument(name, inherited);
        else if (scope.Get(name).State != BuildVariableState.Known)
            scope.SetArgument(name, new BuildVariable(BuildVariableState.Argument));
    }

    private ValueInstruction? ReadValue(string keyword)
    {
        if (keyword != "STOPSIGNAL")
            CheckFlags(keyword);
        if (_line.IsEmpty)
        {
            _problems.Error($"{keyword} takes one value", _line.KeywordPlace);
            return null;
        }

        var span = new WordSpan(_line.Start, _line.End);
        var value = keyword == "MAINTAINER" ? Fact.Known(TextOf(span), _line.Map.At(span.Start, span.End)) : Expand(span, _stage.Scope);
        return Values(keyword, new[] { value });
    }

    private ValueInstruction? ReadExpose()
    {
        CheckFlags("EXPOSE");
        var values = new List<Fact<string>>();
        foreach (var word in _line.Words())
        {
            var value = Expand(word, _stage.Scope);
            if (value.IsKnown && value.Value.Any(char.IsWhiteSpace))
                values.AddRange(value.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(v => Fact.Known(v, value.Origin)));
            else if (!value.Is(""))
                values.Add(value);
        }

        if (_line.IsEmpty)
        {
            _problems.Error("EXPOSE takes at least one port", _line.KeywordPlace);
            return null;
        }

        foreach (var value in values)
        {
            if (value.IsKnown && PortSpecification.Parse(value.Value) is null)
                _problems.Error($"'{value.Value}' is no port; write it like 8080, 8080/udp or 8000-8010", value.Origin);
        }

        return Values("EXPOSE", values);
    }

    private ValueInstruction? ReadVolume()
    {
        CheckFlags("VOLUME");
        var items = ReadExec()?.ConvertAll(static w => new WordSpan(w.Start, w.End)) ?? _line.Words();
        if (items.Count == 0)
        {
            _problems.Error("VOLUME takes at least one path", _line.KeywordPlace);
            return null;
        }

        return Values("VOLUME", items.ConvertAll(i => Expand(i, _stage.Scope)));
    }

    private ValueInstruction? ReadShell()
    {
        CheckFlags("SHELL");
        if (ReadExec() is not { Count: > 0 } words)
        {
            _problems.Error("SHELL takes a JSON array: SHELL [\"/bin/bash\", \"-c\"]", _line.IsEmpty ? _line.KeywordPlace : _line.Map.At(_line.Start, _line.End));
            return null;
        }

        if (!_isOnBuild)
            _stage.DeclaredShell = words.ConvertAll(static w => w.Text);
        return Values("SHELL", words.ConvertAll(w => w.ToFact(_line.Map)));
    }

    private DockerfileInstruction? ReadOnBuild()
    {
        CheckFlags("ONBUILD");
        if (_line.IsEmpty)
        {
            _problems.Error("ONBUILD takes an instruction", _line.KeywordPlace);
            return null;
        }

        _line = _line.Inner();
        if (_isOnBuild || _line.Name is "ONBUILD" or "FROM" or "MAINTAINER")
        {
            _problems.Error($"ONBUILD {_line.Name} is not allowed", _line.KeywordPlace);
            return null;
        }

        _isOnBuild = true;
        return Read();
    }

    private ValueInstruction Values(string keyword, IReadOnlyList<Fact<string>> values) => new()
    {
        Keyword = keyword,
        Origin = Place(),
        IsOnBuild = _isOnBuild,
        Values = new FactList<string>(values, _line.Map.At(_line.Start, _line.End)),
    };

    private void CheckFlags(string keyword)
    {
        if (_line.Flags.Count > 0)
            _flags.Read(_line, keyword, _problems);
    }

    private List<ShellWord>? ReadExec() => ReadExec(_line.Start);

    private List<ShellWord>? ReadExec(int start)
    {
        var words = JsonStrings.Read(_line.Text, start, _line.End, out var hasOther);
        if (words is null || !hasOther)
            return words;
        _problems.Error("a JSON array of an instruction has only strings; quote its items", _line.Map.At(start, _line.End));
        return [];
    }

    private Fact<string> Expand(BuildFlag? flag, BuildScope scope)
    {
        if (flag?.Value is not { } value)
            return default;
        var place = _line.Map.At(flag.ValueStart, flag.End);
        return Expanded(_expander.Expand(value, 0, value.Length, scope), place);
    }

    private Fact<string> Expand(string value, Provenance? place) => Expanded(_expander.Expand(value, 0, value.Length, _stage.Scope), place);

    private Fact<string> Expand(WordSpan span, BuildScope scope) =>
        Expanded(_expander.Expand(_line.Text, span.Start, span.End, scope), _line.Map.At(span.Start, span.End));

    private Fact<string> Expanded(string? value, Provenance? place)
    {
        if (_expander.Problem is { } problem)
            _problems.Error(problem, place);
        return value is null ? Fact.Unknown<string>(place) : Fact.Known(value, place);
    }

    private Fact<string> Choice(BuildFlag? flag, string[] choices)
    {
        if (flag?.Value is not { } value)
            return default;
        var place = _line.Map.At(flag.ValueStart, flag.End);
        if (value.IndexOf('$') >= 0)
            return Fact.Unknown<string>(place);
        if (Array.IndexOf(choices, value) < 0)
            _problems.Error($"--{flag.Name} is {string.Join(" or ", choices)}, not '{value}'{NearestName.Hint(value, choices)}", place);
        return Fact.Known(value, place);
    }

    // A stage by name or index, else an image; a bare name may be a build context of the command line too.
    private (DockerfileStage? Stage, Fact<ImageReference> Image) ResolveFrom(string from, Provenance? place)
    {
        if (from.IndexOf('$') >= 0)
        {
            _problems.Error("the builder expands no variables here; name a stage that FROM builds on the variable", place);
            return (null, Fact.Unknown<ImageReference>(place));
        }

        var isIndex = int.TryParse(from, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index);
        if (isIndex && index < _stages.Count - 1)
            return (_stages[index].Stage, default);
        if (!isIndex && FindStage(from) is { } stage && stage != _stage)
            return (stage.Stage, default);
        // A stage that copies from itself is well-formed; that it cannot be built is what CSEC0110 says.
        if (isIndex || (_stage.Name.Length > 0 && _stage.Name.Equals(from, StringComparison.OrdinalIgnoreCase)))
        {
            if (isIndex && index >= _stages.Count)
                _problems.Error($"'{from}' is no earlier stage", place);
            return (null, Fact.Unknown<ImageReference>(place));
        }

        return from.IndexOfAny([':', '@', '/']) < 0 ? (null, Fact.Unknown<ImageReference>(place)) : (null, Fact.Known(ImageReference.Parse(from), place));
    }

    private BuildStage? FindStage(string name) => _stagesByName.TryGetValue(name, out var stage) ? stage : null;

    private string ReadStageName(WordSpan word)
    {
        var name = TextOf(word).ToLowerInvariant();
        if (name.Length == 0 || name[0] is not (>= 'a' and <= 'z') || !name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.'))
            _problems.Error($"'{TextOf(word)}' is no name of a stage; begin with a letter and use letters, digits, '-', '_' and '.'", _line.Map.At(word.Start, word.End));
        return name;
    }

    // The builder puts nothing in place of a variable that no ARG before FROM declares.
    private void WarnOfUndeclared(WordSpan word)
    {
        var text = TextOf(word);
        var dollar = text.IndexOf('$');
        if (dollar < 0)
            return;
        var start = dollar + 1 < text.Length && text[dollar + 1] == '{' ? dollar + 2 : dollar + 1;
        var end = start;
        while (end < text.Length && ShellWord.IsNamePart(text[end]))
            end++;
        var name = text.Substring(start, end - start);
        if (name.Length > 0 && (end == text.Length || text[end] is not (':' or '-' or '+')) && _globalScope.Get(name).State == BuildVariableState.Unset && !BuildScope.IsPlatform(name))
            _problems.Warning($"no ARG before the first FROM declares {name}{NearestName.Hint(name, _globalScope.Names.Take(MaxHints).ToArray())}", _line.Map.At(word.Start, word.End));
    }

    private bool IsWindows(Fact<ImageReference> image, Fact<string> platform)
    {
        if (platform.IsKnown)
            return platform.Value.StartsWith("windows", StringComparison.OrdinalIgnoreCase);
        if (_escape == '`')
            return true;
        return image.Is(static r => r.Repository.StartsWith("windows/", StringComparison.Ordinal) || r.Repository.StartsWith("dotnet/framework/", StringComparison.Ordinal)
            || (r.Tag is { } tag && (tag.Contains("nanoserver", StringComparison.Ordinal) || tag.Contains("windowsservercore", StringComparison.Ordinal))));
    }

    private void ReportUnknown()
    {
        var keyword = _line.Keyword;
        var shown = keyword.Length > 32 ? keyword.Substring(0, 32) + "…" : keyword;
        var hint = NearestName.Hint(keyword, DockerfileKeyword.All);
        _problems.Error($"there is no instruction '{shown}'{(hint.Length > 0 ? hint : "; end the line before with a backslash if this continues it")}", _line.KeywordPlace);
    }

    private int EqualsIn(WordSpan word) => _line.Text.IndexOf('=', word.Start, word.End - word.Start);

    private int SkipBlanks(int position)
    {
        while (position < _line.End && char.IsWhiteSpace(_line.Text[position]))
            position++;
        return position;
    }

    private string TextOf(WordSpan word) => _line.Text.Substring(word.Start, word.End - word.Start);

    private Provenance Place() => _text.At(_line.SourceStart, _line.SourceEnd);
}
