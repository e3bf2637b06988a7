namespace ContainerSec;

/// <summary>Commands joined by pipes; most have one.</summary>
/// <remarks>Programs that run another one do not break a pipe: <c>curl … | sudo sh</c> is curl and sh, and sudo is a pipeline of its own.</remarks>
/// <param name="Commands">The commands, the first one writes.</param>
/// <param name="HasPipefail">Whether the shell's option pipefail is on: the failure of any command fails the pipeline.</param>
public readonly record struct ShellPipeline(IReadOnlyList<ShellCommand> Commands, bool HasPipefail = false);
