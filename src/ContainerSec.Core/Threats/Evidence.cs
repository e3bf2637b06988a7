namespace ContainerSec.Threats;

/// <summary>One reason of a claim, and who said so.</summary>
/// <param name="Text">Part of a sentence, without a full stop: <c>runs privileged</c>, <c>the default seccomp profile of Docker allows mount</c>.</param>
/// <param name="Origin">The file and line, or the engine's default, that it rests on; null when the subject was built by hand.</param>
public readonly record struct Evidence(string Text, Provenance? Origin = null)
{
    /// <inheritdoc/>
    public override string ToString() => Origin is null ? Text : $"{Text} ({Origin.Description})";
}
