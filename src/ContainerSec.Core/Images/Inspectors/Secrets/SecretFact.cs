using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>A secret in a file.</summary>
internal sealed record SecretFact : LayerFact
{
    public required string RuleId { get; init; }

    /// <summary>From 1; 0 in binary files.</summary>
    public int Line { get; init; }

    /// <summary>First characters and hash.</summary>
    public required string Redacted { get; init; }
}
