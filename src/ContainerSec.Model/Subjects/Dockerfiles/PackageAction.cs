namespace ContainerSec;

/// <summary>What a package manager is asked to do.</summary>
internal enum PackageAction
{
    /// <summary>Something that no rule asks about.</summary>
    Other,

    /// <summary>Install the named packages.</summary>
    Install,

    /// <summary>Fetch the index of packages.</summary>
    Refresh,

    /// <summary>Bring installed packages to newer versions.</summary>
    Upgrade,

    /// <summary>Throw away what was cached.</summary>
    Clean,
}
