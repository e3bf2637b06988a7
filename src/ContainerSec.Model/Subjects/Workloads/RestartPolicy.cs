namespace ContainerSec;

/// <summary>When a container is started again.</summary>
/// <param name="Name">In lower case: <c>no</c>, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c>.</param>
/// <param name="MaxAttempts">How often at the most; null is without a limit.</param>
public readonly record struct RestartPolicy(string Name, int? MaxAttempts = null);
