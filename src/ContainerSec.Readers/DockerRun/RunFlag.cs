namespace ContainerSec.Readers.DockerRun;

/// <summary>An option of <c>docker run</c>.</summary>
/// <param name="Name">Its long name without dashes.</param>
/// <param name="TakesValue">Whether a value follows; a switch may have one behind <c>=</c> only.</param>
/// <param name="Apply">Takes the value over into the facts; null when it states no fact.</param>
internal sealed record RunFlag(string Name, bool TakesValue, Action<RunOptions, RunArgument>? Apply);
