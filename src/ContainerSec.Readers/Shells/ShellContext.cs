namespace ContainerSec.Readers.Shells;

/// <summary>What a script finds when it starts.</summary>
internal sealed class ShellContext
{
    /// <summary>Nothing is known of the environment.</summary>
    public static ShellContext Default { get; } = new();

    /// <summary>The value of an environment variable; null when it is not known.</summary>
    public Func<string, string?> Variables { get; init; } = static _ => null;

    /// <summary>Whether the shell was started with <c>-o pipefail</c>.</summary>
    public bool HasPipefail { get; init; }
}
