namespace ContainerSec;

/// <summary>A path of the host that a container should not see.</summary>
/// <param name="Path">The path; <c>~</c> is any user's home directory, <c>*</c> any one name.</param>
/// <param name="ReadOnly">What reading it gives.</param>
/// <param name="Writable">What writing to it gives.</param>
/// <param name="Gain">What is there, as the end of the sentence "there are …".</param>
/// <param name="WithContent">Whether each part of what lies below counts as much as the whole.</param>
internal sealed record SensitiveHostPath(string Path, HostPathRisk ReadOnly, HostPathRisk Writable, string Gain, bool WithContent = false)
{
    /// <summary>The path in a form that can be compared.</summary>
    public HostPath Location { get; } = HostPath.Parse(Path)!;

    /// <summary>What a mount of it gives.</summary>
    /// <param name="readOnly">Whether the mount is read-only.</param>
    public HostPathRisk Risk(bool readOnly) => readOnly ? ReadOnly : Writable;
}
