namespace ContainerSec;

/// <summary>Commands of a shell, as far as they can be told from its text.</summary>
/// <param name="Pipelines">The pipelines in the order of writing; those of nested shells follow the command that starts them.</param>
public sealed record ShellScript(IReadOnlyList<ShellPipeline> Pipelines)
{
    /// <summary>No commands.</summary>
    public static ShellScript Empty { get; } = new([]);

    /// <summary>Whether a part could not be understood, so that there may be more commands.</summary>
    public bool MayHaveMore { get; init; }

    /// <summary>Every command, in the order of writing.</summary>
    public IEnumerable<ShellCommand> Commands
    {
        get
        {
            for (var p = 0; p < Pipelines.Count; p++)
            {
                var commands = Pipelines[p].Commands;
                for (var c = 0; c < commands.Count; c++)
                    yield return commands[c];
            }
        }
    }
}
