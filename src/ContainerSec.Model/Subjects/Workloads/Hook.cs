namespace ContainerSec;

/// <summary>A command that is run inside of a container while it lives, beside its own: a lifecycle hook of Compose, an exec session.</summary>
public sealed record Hook
{
    /// <summary>What starts it, as its format spells it: <c>post_start</c>, <c>pre_stop</c>; <c>exec</c> for a session in a running container.</summary>
    public string Name { get; init; } = "";

    /// <summary>The command, one item an argument.</summary>
    public FactList<string> Command { get; init; } = FactList<string>.Unset;

    /// <summary>Whether it runs privileged, whatever the container does.</summary>
    public Fact<bool> Privileged { get; init; }

    /// <summary>The user that it runs as; unset means the container's.</summary>
    public Fact<Principal> User { get; init; }
}
