namespace ContainerSec.Readers.Shells;

/// <summary>What a program that runs another one does to the pipe.</summary>
internal enum PrefixRole
{
    /// <summary>It is nothing of its own: the program that it runs stands in its place.</summary>
    Transparent,

    /// <summary>It is a command that rules look for; the program that it runs takes its place in the pipe.</summary>
    Visible,

    /// <summary>It reads the pipe itself; the program that it runs does not.</summary>
    Detached,
}
