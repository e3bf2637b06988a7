namespace ContainerSec;

/// <summary>A health check of Docker or Compose.</summary>
/// <param name="Disabled">Whether it switches the image's own off.</param>
/// <param name="Command">The command, as one text; empty when disabled.</param>
public readonly record struct HealthCheck(bool Disabled, string Command = "");
