namespace ContainerSec;

/// <summary>What a subject is for.</summary>
public enum RunContext
{
    /// <summary>It is published or serves users; the default.</summary>
    Production,

    /// <summary>It runs on a developer's machine: override files, launch profiles, development containers.</summary>
    Development,

    /// <summary>It exists while tests run: test containers, service containers of a build pipeline.</summary>
    Test,
}
