namespace ContainerSec.Threats;

/// <summary>A file that a profile includes and that was not read.</summary>
/// <param name="Name">Its name below /etc/apparmor.d.</param>
/// <param name="IsAllowingOnly">Whether it is one of those that are known to forbid nothing.</param>
/// <param name="Origin">Where it is included.</param>
internal readonly record struct AppArmorInclude(string Name, bool IsAllowingOnly, Provenance? Origin);
