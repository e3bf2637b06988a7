namespace ContainerSec;

/// <summary>The door to a container engine.</summary>
/// <param name="Engine">Whose it is.</param>
/// <param name="FileName">The socket's file name, wherever it lies: rootless engines and virtual machines put it elsewhere.</param>
/// <param name="Path">Where it lies by default.</param>
internal sealed record EngineSocket(string Engine, string FileName, string Path)
{
    /// <summary>Where it lies by default, in a form that can be compared.</summary>
    public HostPath Location { get; } = HostPath.Parse(Path)!;
}
