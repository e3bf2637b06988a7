namespace ContainerSec.Threats;

/// <summary>The classes of threats of Microsoft's STRIDE model.</summary>
[Flags]
public enum Stride
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Pretending to be somebody else.</summary>
    Spoofing = 1,

    /// <summary>Changing data or code.</summary>
    Tampering = 2,

    /// <summary>Denying what was done.</summary>
    Repudiation = 4,

    /// <summary>Reading what one should not.</summary>
    InformationDisclosure = 8,

    /// <summary>Taking away a service from others.</summary>
    DenialOfService = 16,

    /// <summary>Getting rights that one should not have.</summary>
    ElevationOfPrivilege = 32,
}
