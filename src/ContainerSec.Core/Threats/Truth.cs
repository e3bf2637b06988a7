namespace ContainerSec.Threats;

/// <summary>Whether something holds, as far as the facts tell: the three values of Kleene's logic.</summary>
/// <remarks>The values are ordered so that "and" is the least and "or" the greatest of them.</remarks>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    No,

    /// <summary>A fact that decides is not known: it is taken for possible, never for safe.</summary>
    Maybe,

    /// <summary>It holds.</summary>
    Yes,
}
