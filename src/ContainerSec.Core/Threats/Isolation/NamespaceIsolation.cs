namespace ContainerSec.Threats;

/// <summary>Whose namespace of one type a container is in, and what that means.</summary>
public sealed record NamespaceIsolation
{
    internal NamespaceIsolation(NamespaceInfo info, NamespaceSharing sharing, IReadOnlyList<Evidence> because, string? with = null) =>
        (Info, Sharing, Because, With) = (info, sharing, because, with);

    /// <summary>What there is to know of the type.</summary>
    public NamespaceInfo Info { get; }

    /// <summary>The type.</summary>
    public NamespaceType Type => Info.Type;

    /// <summary>With whom it is shared.</summary>
    public NamespaceSharing Sharing { get; }

    /// <summary>The other container, as it was written; null when there is none or it is not known which.</summary>
    public string? With { get; }

    /// <summary>Who says so, the decisive statement first.</summary>
    public IReadOnlyList<Evidence> Because { get; }

    /// <summary>Whether it is the host's.</summary>
    public Ruling IsHosts => new(
        Sharing switch { NamespaceSharing.Host => Truth.Yes, NamespaceSharing.Own or NamespaceSharing.Pod => Truth.No, _ => Truth.Maybe },
        Because);

    /// <summary>What an attacker in the container gains by the sharing; empty when there is none.</summary>
    public string Consequence => Sharing switch
    {
        NamespaceSharing.Host => Info.RiskIfHosts,
        NamespaceSharing.Pod or NamespaceSharing.Container => Info.RiskIfShared,
        NamespaceSharing.Unknown => $"if it is the host's: {Info.RiskIfHosts}",
        _ => "",
    };

    /// <inheritdoc/>
    public override string ToString() => With is null ? $"{Info.Name}: {Sharing}" : $"{Info.Name}: {Sharing} {With}";
}
