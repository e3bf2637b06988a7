namespace ContainerSec.Threats;

/// <summary>A profile of AppArmor, apparmor.d(5).</summary>
public sealed class AppArmorProfile
{
    internal AppArmorProfile(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }

    internal static AppArmorProfile DockerDefault { get; } = new("docker-default");

    internal Ruling AllowsOperation(string operation) => Ruling.No(new Evidence($"docker-default denies {operation}"));
}
