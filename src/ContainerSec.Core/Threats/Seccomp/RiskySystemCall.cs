namespace ContainerSec.Threats;

/// <summary>A system call that attacks begin with, and that a container can make.</summary>
public sealed record RiskySystemCall
{
    /// <summary>Its name; <c>clone</c> is meant with the flag that makes a user namespace.</summary>
    public string Name { get; init; } = "";

    /// <summary>What an attacker makes of it.</summary>
    public string Why { get; init; } = "";

    /// <summary>Whether the filter lets it through: yes, or <see cref="Truth.Maybe"/> when it hangs on what is not known.</summary>
    public Truth Allowed { get; init; }

    /// <summary>The rules that let it through.</summary>
    public IReadOnlyList<Evidence> Because { get; init; } = [];

    /// <summary>The capability that the kernel itself asks for; null when it asks for none, so that the filter is the only barrier.</summary>
    public Capability? KernelAsksFor { get; init; }

    /// <summary>Whether the container has what the kernel asks for.</summary>
    /// <remarks>Maybe also when it can make a user namespace, in which it has every capability, and the call is one that works there.</remarks>
    public Truth KernelPermits { get; init; }
}
