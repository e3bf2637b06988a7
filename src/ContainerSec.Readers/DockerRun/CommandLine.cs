namespace ContainerSec.Readers.DockerRun;

/// <summary>A simple command of a script: its words up to an operator or the line's end.</summary>
internal sealed class CommandLine
{
    public List<RunArgument> Words { get; } = [];
}
