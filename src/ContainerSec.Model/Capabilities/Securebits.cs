namespace ContainerSec;

/// <summary>Flags of a process that switch off what the kernel does for uid 0, capabilities(7), "The securebits flags". Each has a lock: the flag can then not be changed any more.</summary>
[Flags]
public enum Securebits
{
    /// <summary>The kernel treats uid 0 as ever.</summary>
    None = 0,

    /// <summary>SECBIT_NOROOT: executing a file as uid 0, or a set-user-ID root file, gains nothing.</summary>
    NoRoot = 1 << 0,

    /// <summary>The lock of <see cref="NoRoot"/>.</summary>
    NoRootLocked = 1 << 1,

    /// <summary>SECBIT_NO_SETUID_FIXUP: changing between uid 0 and others leaves the capabilities as they are.</summary>
    NoSetuidFixup = 1 << 2,

    /// <summary>The lock of <see cref="NoSetuidFixup"/>.</summary>
    NoSetuidFixupLocked = 1 << 3,

    /// <summary>SECBIT_KEEP_CAPS: the permitted set stays when the last uid 0 goes; execve(2) clears the flag.</summary>
    KeepCaps = 1 << 4,

    /// <summary>The lock of <see cref="KeepCaps"/>.</summary>
    KeepCapsLocked = 1 << 5,

    /// <summary>SECBIT_NO_CAP_AMBIENT_RAISE: nothing can be added to the ambient set.</summary>
    NoCapAmbientRaise = 1 << 6,

    /// <summary>The lock of <see cref="NoCapAmbientRaise"/>.</summary>
    NoCapAmbientRaiseLocked = 1 << 7,
}
