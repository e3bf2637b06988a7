namespace ContainerSec.Images;

/// <summary>How an image is inspected.</summary>
public sealed record InspectionOptions
{
    /// <summary>The defaults: linux/amd64, digests must match, all cores, no cache.</summary>
    public static InspectionOptions Default { get; } = new();

    /// <summary>The platform that is taken of an index.</summary>
    public Platform Platform { get; init; } = Platform.Default;

    /// <summary>Whether bytes that do not match their digest or diff id become a gap instead of a refusal.</summary>
    public bool AllowDigestMismatch { get; init; }

    /// <summary>How much is read.</summary>
    public InspectionBudgets Budgets { get; init; } = InspectionBudgets.Default;

    /// <summary>How many layers are read at the same time; at least 1.</summary>
    public int MaxParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Where results of layers are kept between calls; null keeps none.</summary>
    public LayerCache? Cache { get; init; }

    /// <summary>Whether files are searched for secrets.</summary>
    public bool FindSecrets { get; init; } = true;

    /// <summary>What is judged.</summary>
    public Policy Policy { get; init; } = Policy.Recommended;

    /// <summary>Findings that were there before; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>The time by which certificates, images and products are old.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
