namespace ContainerSec.Threats;

/// <summary>What becomes of a system call.</summary>
public readonly struct SeccompDecision
{
    private readonly SeccompEntry _entry;
    private readonly SeccompEntryRule? _rule;

    internal SeccompDecision(SeccompEntry entry, SeccompEntryRule? rule, SeccompAction? action, int errno, Truth allowed)
    {
        (_entry, _rule, Action, Errno, Allowed) = (entry, rule, action, errno, allowed);
    }

    /// <summary>Whether the kernel answers the call. Whether it then succeeds is for the kernel's own checks to say.</summary>
    /// <remarks>Of <see cref="SeccompAction.Trace"/> and <see cref="SeccompAction.Notify"/> somebody else decides: they are <see cref="Truth.Maybe"/>.</remarks>
    public Truth Allowed { get; }

    /// <summary>What the filter says; null when it hangs on an argument or a capability that is not known, or on the version of libseccomp.</summary>
    public SeccompAction? Action { get; }

    /// <summary>The error number of a call that fails, 1 is EPERM and 38 is ENOSYS; else 0.</summary>
    public int Errno { get; }

    /// <summary>The rules that decide with their places; of <see cref="Truth.Maybe"/> those that would.</summary>
    public IReadOnlyList<Evidence> Because => _entry is null ? [] : _entry.Explain(this, _rule);

    /// <summary>The decision as an answer with reasons.</summary>
    public Ruling ToRuling() => new(Allowed, Because);

    /// <inheritdoc/>
    public override string ToString() => $"{Allowed}: {string.Join("; ", Because)}";
}
