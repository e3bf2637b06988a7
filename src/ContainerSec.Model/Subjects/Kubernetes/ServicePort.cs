namespace ContainerSec;

/// <summary>A port of a Service.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Port">The port that clients use.</param>
/// <param name="TargetPort">The pods' port, a number or a name; null means the same.</param>
/// <param name="NodePort">The port of every node; null means none or a chosen one.</param>
/// <param name="Protocol">In lower case.</param>
public readonly record struct ServicePort(string Name, int Port, string? TargetPort = null, int? NodePort = null, string Protocol = "tcp");
