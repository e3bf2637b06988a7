namespace ContainerSec;

/// <summary>One simple command of a shell.</summary>
public sealed record ShellCommand
{
    private readonly Statement _place;

    /// <summary>The program's name without folders: <c>curl</c>; unknown when it is a variable, unset when the command only sets variables or redirects. Prefixes such as <c>exec</c> and <c>env</c> are resolved, <c>sudo</c> is a command with the rest as a further one.</summary>
    public Fact<string> Name { get; init; }

    /// <summary>The arguments without the name, quotes removed, variables resolved where they are known.</summary>
    public FactList<string> Arguments { get; init; } = FactList<string>.Unset;

    /// <summary>Variables set for this command alone: <c>NAME=value command</c>; or by <c>export</c>.</summary>
    public FactList<EnvironmentVariable> Assignments { get; init; } = FactList<EnvironmentVariable>.Unset;

    /// <summary>Files that its output is written to.</summary>
    public FactList<string> OutputFiles { get; init; } = FactList<string>.Unset;

    /// <summary>What runs to make its arguments or its input: <c>$(…)</c>, backticks, <c>&lt;(…)</c>. <c>sh -c "$(curl …)"</c> has curl here. The script lists these pipelines too.</summary>
    public IReadOnlyList<ShellPipeline> Substitutions { get; init; } = [];

    /// <summary>The whole command.</summary>
    public Provenance? Origin { get => _place.Origin; init => _place = Statement.At(value); }

    /// <summary>The same as <see cref="Origin"/>, when no object was made of it.</summary>
    internal Statement Place { init => _place = value; }

    /// <summary>Whether the name is known and is one of these.</summary>
    /// <param name="names">Program names without folders.</param>
    public bool IsAny(params IReadOnlyList<string> names) => Name.IsKnown && names.Contains(Name.Value);
}
