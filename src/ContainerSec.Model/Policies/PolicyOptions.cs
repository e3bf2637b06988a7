namespace ContainerSec;

/// <summary>What rules with options go by.</summary>
public sealed record PolicyOptions
{
    /// <summary>Nothing was set.</summary>
    public static PolicyOptions Default { get; } = new();

    /// <summary>Registries and repository prefixes that images may come from: <c>mcr.microsoft.com</c>, <c>ghcr.io/contoso</c>; empty means that none is judged.</summary>
    public IReadOnlyList<string> TrustedRegistries { get; init; } = [];

    /// <summary>Words that make a variable's name look like a secret, besides the built-in ones.</summary>
    public IReadOnlyList<string> SecretWords { get; init; } = [];

    /// <summary>Labels or annotations that every workload must carry; empty means that none is asked for.</summary>
    public IReadOnlyList<string> RequiredLabels { get; init; } = [];

    /// <summary>How many days after it was built an image is too old; null for no limit.</summary>
    public int? MaxImageAgeDays { get; init; }
}
