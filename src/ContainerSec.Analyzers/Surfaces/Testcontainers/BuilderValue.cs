using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.Shells;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A builder with all that was said until here. It never changes: each call gives a new one.</summary>
internal sealed class BuilderValue(BuilderState state, BuilderValue? predecessor) : Value, ILifted
{
    private readonly BuilderValue? _predecessor = predecessor;
    private readonly List<Fact<string>> _lost = [];
    private int _successors;
    private bool _isBuilt;
    private bool _isDiscarded;
    private bool _isGivenAway;

    public BuilderState State { get; } = state;

    /// <summary>The builder that a call gives.</summary>
    public BuilderValue With(BuilderState next, Interpreter run)
    {
        _successors++;
        return run.Lift(new BuilderValue(next, this));
    }

    /// <summary>It was used: nobody says anything more.</summary>
    public void Build() => _isBuilt = true;

    public override void GiveAway() => _isGivenAway = true;

    /// <summary>Nobody takes it: what the statement that made it said is lost, and the builder that it began with stays as it was.</summary>
    public void Discard(ICollection<ILifted> made, string call, TextProvenance place)
    {
        // A method of somebody else's gave the builder back that it was called on: it may have done something else with it.
        if (!made.Contains(this))
            return;
        var builder = this;
        while (builder._predecessor is { } before)
        {
            builder._isDiscarded = true;
            before._successors--;
            builder = before;
            if (!made.Contains(before))
                break;
        }

        if (builder != this)
            builder._lost.Add(Fact.Known(call, place));
    }

    public void AddTo(LiftedDeployment deployment)
    {
        if (_isDiscarded)
            return;
        // Another builder was made of it: that one says it all.
        var isLast = _successors == 0 || _isBuilt;
        if (!isLast && _lost.Count == 0)
            return;
        var lost = _lost.Count == 0 ? FactList<string>.Unset : new FactList<string>(_lost);
        switch (State.Kind)
        {
            case BuilderKind.Container when isLast:
                deployment.Workloads.Add(ToWorkload() with { LostSettings = lost });
                break;
            case BuilderKind.Image when isLast:
                deployment.Builds.Add(State.Build with { Kind = "image build", Origin = State.Place, Context = RunContext.Test, Surface = Surface.Testcontainers, IsPartial = true, LostSettings = lost });
                break;
            default:
                deployment.Workloads.Add(new Workload { Kind = KindOf(State.Kind), Origin = State.Place, Context = RunContext.Test, Surface = Surface.Testcontainers, IsPartial = true, LostSettings = lost });
                break;
        }

        if (!State.Endpoint.IsUnset)
            deployment.Clients.Add(ToClient(State.Endpoint));
    }

    private static string KindOf(BuilderKind kind) => kind switch
    {
        BuilderKind.Image => "image build",
        BuilderKind.Network => "network",
        BuilderKind.Other => "volume",
        _ => "container",
    };

    /// <summary>A connection of the library to an engine.</summary>
    public static EngineClient ToClient(Fact<string> address) => new()
    {
        Kind = "engine client",
        Origin = address.Origin,
        Surface = Surface.Testcontainers,
        Context = RunContext.Test,
        Address = address,
    };

    private Workload ToWorkload()
    {
        var said = State.Workload;
        foreach (var change in State.Changes)
            said = change.Apply(said);
        return said with
        {
            Kind = "container",
            Origin = State.Place,
            Context = RunContext.Test,
            Surface = Surface.Testcontainers,
            IsPartial = State.IsPartial || _isGivenAway || !_isBuilt,
            // Whoever gets a builder may still name an image.
            Image = said.Image.Reference.IsUnset && _isBuilt && !_isGivenAway && !State.IsPartial ? said.Image with { LibraryDefault = State.DefaultOf } : said.Image,
            Configuration = said.Configuration with { Script = ShellReader.ReadArguments(said.Configuration.Arguments), HasLibraryPassword = HasLibraryPassword(said.Configuration) },
        };
    }

    // Whoever gets a builder may still name a password.
    private Fact<bool> HasLibraryPassword(Configuration said) =>
        State.PasswordVariable is not { } variable || !_isBuilt || _isGivenAway || State.IsPartial || said.Environment.MayHaveMore || said.Environment.Any(v => !v.IsKnown || v.Value.Name == variable)
            ? default
            : Fact.Known(true, State.Place);
}
