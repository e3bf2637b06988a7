namespace ContainerSec.Threats;

/// <summary>A kind of change that cuts attack paths.</summary>
/// <param name="Id">Its name for machines: <c>no-privileged</c>.</param>
/// <param name="Title">What is done, in the imperative: <c>Run without privileged mode</c>.</param>
/// <param name="How">How it is written.</param>
/// <param name="Principle">The principle that it serves.</param>
/// <param name="Cost">What it takes, where 1 is a line of configuration; <see cref="ThreatModelOptions.ControlCosts"/> replaces it.</param>
public sealed record ControlInfo(string Id, string Title, string How, Principle Principle, double Cost)
{
    /// <summary>Rules that ask for it: <c>CSEC0901</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}
