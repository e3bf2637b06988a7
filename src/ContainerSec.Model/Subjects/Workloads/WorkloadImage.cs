namespace ContainerSec;

/// <summary>The image that a container runs.</summary>
public sealed record WorkloadImage
{
    /// <summary>Nothing was said.</summary>
    public static WorkloadImage Unset { get; } = new();

    /// <summary>The image's name.</summary>
    public Fact<ImageReference> Reference { get; init; }

    /// <summary>When it is pulled, in the words of the format, in lower case: <c>always</c>, <c>never</c>, <c>missing</c>, <c>ifnotpresent</c>.</summary>
    public Fact<string> PullPolicy { get; init; }

    /// <summary>What stands in for the image that nobody named: the builder with an image of its own, <c>PostgreSqlBuilder</c>. <see cref="Reference"/> is then unset.</summary>
    public Fact<string> LibraryDefault { get; init; }

    /// <summary>How it is built, when it is built from a context.</summary>
    public ImageBuild? Build { get; init; }

    /// <summary>The image that is pulled by its name. An image with a build section is not, unless a pull policy says so: its name is what the result is called.</summary>
    public Fact<ImageReference> Pulled => Build is null || PullPolicy.Is(static policy => policy is not ("build" or "never")) ? Reference : default;
}
