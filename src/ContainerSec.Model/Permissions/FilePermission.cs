namespace ContainerSec;

/// <summary>What one wants to do with a file; the values are those of access(2).</summary>
[Flags]
public enum FilePermission
{
    /// <summary>Nothing but that it is there.</summary>
    None = 0,

    /// <summary>Execute it; of a folder: search it, that is reach what is in it.</summary>
    Execute = 1,

    /// <summary>Write to it; of a folder: add and remove entries.</summary>
    Write = 2,

    /// <summary>Read it; of a folder: list it.</summary>
    Read = 4,
}
