namespace ContainerSec;

/// <summary>An environment variable.</summary>
public sealed record EnvironmentVariable
{
    /// <summary>Its name; empty where all entries of a Kubernetes Secret or ConfigMap become variables (<c>envFrom</c>).</summary>
    public string Name { get; init; } = "";

    /// <summary>Its value; unknown when it comes from outside of the text that was read.</summary>
    public Fact<string> Value { get; init; }

    /// <summary>Where the value comes from.</summary>
    public ValueSource Source { get; init; }
}
