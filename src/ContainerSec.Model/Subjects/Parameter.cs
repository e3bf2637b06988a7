namespace ContainerSec;

/// <summary>A parameter of an application model.</summary>
public sealed record Parameter : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>Its value or default, where that stands in the text.</summary>
    public Fact<string> Value { get; init; }

    /// <summary>Whether it is marked as a secret.</summary>
    public Fact<bool> IsSecret { get; init; }

    /// <summary>Whether its value is written into what is published.</summary>
    public Fact<bool> IsPublished { get; init; }

    /// <summary>The least length of a generated value.</summary>
    public Fact<int> GeneratedMinLength { get; init; }

    /// <summary>How many classes of characters (lower, upper, numeric, special) a generated value may use.</summary>
    public Fact<int> GeneratedCharacterClasses { get; init; }
}
