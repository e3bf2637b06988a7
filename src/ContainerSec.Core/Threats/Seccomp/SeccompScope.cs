namespace ContainerSec.Threats;

/// <summary>The <c>includes</c> or <c>excludes</c> of a rule in Docker's form.</summary>
internal sealed record SeccompScope
{
    /// <summary>Capabilities of the bounding set.</summary>
    public IReadOnlyList<Capability> Capabilities { get; init; } = [];

    /// <summary>Names of capabilities that are not known here; no container has them.</summary>
    public IReadOnlyList<string> UnknownCapabilities { get; init; } = [];

    /// <summary>Architectures of the host, <c>amd64</c>.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = [];

    /// <summary>The least kernel version; null for any.</summary>
    public Version? MinKernel { get; init; }

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Capabilities.Count == 0 && UnknownCapabilities.Count == 0 && Architectures.Count == 0 && MinKernel is null;

    /// <summary>Whether all of it holds, as <c>includes</c> asks: every capability, one of the architectures, the kernel.</summary>
    public Truth All(SeccompTarget target)
    {
        var all = UnknownCapabilities.Count > 0 ? Truth.No : Truth.Yes;
        foreach (var capability in Capabilities)
            all = Least(all, target.Has(capability));
        if (Architectures.Count > 0 && !Architectures.Contains(SystemCalls.ShortNameOf(target.Architecture)))
            all = Truth.No;
        return MinKernel is null ? all : Least(all, target.HasKernel(MinKernel));
    }

    /// <summary>Whether any of it holds, which is enough for <c>excludes</c>.</summary>
    public Truth Any(SeccompTarget target)
    {
        var any = Architectures.Contains(SystemCalls.ShortNameOf(target.Architecture)) ? Truth.Yes : Truth.No;
        foreach (var capability in Capabilities)
            any = Greatest(any, target.Has(capability));
        return MinKernel is null ? any : Greatest(any, target.HasKernel(MinKernel));
    }

    private static Truth Least(Truth left, Truth right) => left < right ? left : right;

    private static Truth Greatest(Truth left, Truth right) => left > right ? left : right;
}
