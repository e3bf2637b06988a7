namespace ContainerSec;

/// <summary>A service that an Ingress sends to.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Port">The service's port, a number or a name; null when none is written.</param>
public readonly record struct IngressBackend(string Service, string? Port);
