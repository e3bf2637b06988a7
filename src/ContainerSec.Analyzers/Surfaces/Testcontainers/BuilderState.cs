namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What was said to a builder until here.</summary>
internal sealed record BuilderState
{
    public required BuilderKind Kind { get; init; }

    /// <summary>Where the chain begins.</summary>
    public required TextProvenance Place { get; init; }

    /// <summary>Whether it came from elsewhere, or went there: more may be said.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The container; for other kinds of builders its lifecycle and labels are those of what is built.</summary>
    public Workload Workload { get; init; } = new();

    /// <summary>What code changes in the request when the container is created, after all that was said to the builder.</summary>
    public IReadOnlyList<RequestChange> Changes { get; init; } = [];

    /// <summary>The image that is built.</summary>
    public ImageBuild Build { get; init; } = new();

    /// <summary>The driver of a network.</summary>
    public Fact<string> Driver { get; init; }

    /// <summary>The engine that it uses.</summary>
    public Fact<string> Endpoint { get; init; }

    /// <summary>The builder that has an image of its own, which nobody named.</summary>
    public Fact<string> DefaultOf { get; init; }

    /// <summary>The variable of the password that the module sets where nobody names one; null for a builder that sets none.</summary>
    public string? PasswordVariable { get; init; }

    public BuilderState With(Func<Workload, Workload> change) => this with { Workload = change(Workload) };
}
