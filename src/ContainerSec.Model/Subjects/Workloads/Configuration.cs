namespace ContainerSec;

/// <summary>What a container is told: environment, command, labels, secrets.</summary>
public sealed record Configuration
{
    /// <summary>Nothing was said.</summary>
    public static Configuration Unset { get; } = new();

    /// <summary>Environment variables in the order of writing; a name may occur twice.</summary>
    public FactList<EnvironmentVariable> Environment { get; init; } = FactList<EnvironmentVariable>.Unset;

    /// <summary>What replaces the image's entry point, one item an argument.</summary>
    public FactList<string> Entrypoint { get; init; } = FactList<string>.Unset;

    /// <summary>What replaces the image's command, one item an argument.</summary>
    public FactList<string> Command { get; init; } = FactList<string>.Unset;

    /// <summary>The commands that entry point and command run, as far as their text tells.</summary>
    public ShellScript Script { get; init; } = ShellScript.Empty;

    /// <summary>Labels of the container.</summary>
    public FactList<Label> Labels { get; init; } = FactList<Label>.Unset;

    /// <summary>Secrets that it is given as files, by name.</summary>
    public FactList<string> Secrets { get; init; } = FactList<string>.Unset;

    /// <summary>Whether the program in it asks for a password, where that is a setting of its own and no variable: false for <c>WithPassword(null)</c>.</summary>
    public Fact<bool> AsksForPassword { get; init; }

    /// <summary>Whether a library gave it the password that it gives everybody who names none.</summary>
    public Fact<bool> HasLibraryPassword { get; init; }

    /// <summary>The working directory.</summary>
    public Fact<string> WorkingDirectory { get; init; }

    /// <summary>Entry point and command as one argument list.</summary>
    public FactList<string> Arguments => Entrypoint.Concat(Command);
}
