using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>A stage while it is read.</summary>
internal sealed class BuildStage
{
    private static readonly string[] PosixShell = ["/bin/sh", "-c"];
    private static readonly string[] WindowsShell = ["cmd", "/S", "/C"];

    private IReadOnlyList<string>? _declaredShell;
    private ShellContext? _forBuild;
    private ShellContext? _forRun;
    private List<DockerfileInstruction> _instructions = [];

    public string Name { get; init; } = "";

    public int Index { get; init; }

    public RunContext Context { get; init; }

    public Statement Place { get; init; }

    /// <summary>The stage that it is built on; null when it is built on an image.</summary>
    public BuildStage? Base { get; init; }

    /// <summary>How many stages it is built on, one on the other.</summary>
    public int Depth { get; init; }

    public Fact<ImageReference> BaseImage { get; init; }

    public Fact<string> Platform { get; init; }

    public bool IsWindows { get; init; }

    /// <summary>The variables that its instructions see.</summary>
    public BuildScope Scope { get; init; } = BuildScope.OnImage();

    /// <summary>What SHELL said last; null when nobody did.</summary>
    public IReadOnlyList<string>? DeclaredShell
    {
        get => _declaredShell;
        set => (_declaredShell, _forBuild, _forRun) = (value, null, null);
    }

    /// <summary>The shell of the shell form.</summary>
    public IReadOnlyList<string> Shell => DeclaredShell ?? (IsWindows ? WindowsShell : PosixShell);

    /// <summary>What commands of the build find.</summary>
    public ShellContext ForBuild => _forBuild ??= new ShellContext { Variables = Scope.BuildValue, HasPipefail = ShellForm.HasPipefail(Shell) };

    /// <summary>What commands of the image find.</summary>
    public ShellContext ForRun => _forRun ??= new ShellContext { Variables = Scope.RunValue, HasPipefail = ShellForm.HasPipefail(Shell) };

    /// <summary>Its instructions so far.</summary>
    public IReadOnlyList<DockerfileInstruction> Instructions => Stage?.Instructions ?? _instructions;

    /// <summary>The stage once it is complete.</summary>
    public DockerfileStage? Stage { get; private set; }

    public void Add(DockerfileInstruction instruction) => _instructions.Add(instruction);

    /// <summary>Ends the stage. A later one may be built on it, so it is kept, without what only its own instructions need.</summary>
    public void Complete(bool isFinal)
    {
        Stage = new DockerfileStage
        {
            Name = Name,
            Kind = "stage",
            Index = Index,
            Context = Context,
            Origin = Place.Origin,
            BaseStage = Base?.Stage,
            BaseImage = BaseImage,
            Platform = Platform,
            IsFinal = isFinal,
            Instructions = _instructions.ToArray(),
        };
        (_instructions, _forBuild, _forRun) = ([], null, null);
    }
}
