namespace ContainerSec;

/// <summary>A device of the host in a container.</summary>
/// <param name="HostPath">Its path on the host, or a CDI name.</param>
/// <param name="ContainerPath">Its path inside; null when the same.</param>
/// <param name="Permissions">Any of r (read), w (write), m (mknod); null for the engine's default, all three.</param>
public readonly record struct Device(string HostPath, string? ContainerPath = null, string? Permissions = null);
