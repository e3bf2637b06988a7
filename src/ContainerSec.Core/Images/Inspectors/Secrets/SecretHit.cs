using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>A secret in a text.</summary>
/// <param name="Format">Its kind.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SecretHit(SecretFormat Format, int Start, int End)
{
    /// <summary>Whether a place in the text is told more exactly by another hit that it overlaps: a token says more than the name before it.</summary>
    public bool YieldsTo(SecretHit other) => Format.IgnoresCase && !other.Format.IgnoresCase;
}
