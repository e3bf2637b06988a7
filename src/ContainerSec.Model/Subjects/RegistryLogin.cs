namespace ContainerSec;

/// <summary>Credentials that a program shows to an image registry.</summary>
public sealed record RegistryLogin : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>The registry.</summary>
    public Fact<string> Registry { get; init; }

    /// <summary>The user.</summary>
    public Fact<string> User { get; init; }

    /// <summary>The password.</summary>
    public Fact<string> Password { get; init; }

    /// <summary>An identity or registry token that stands for user and password.</summary>
    public Fact<string> Token { get; init; }
}
