namespace ContainerSec.Images;

/// <summary>What a manifest of an index is for: <c>linux/amd64</c>, <c>linux/arm/v7</c>.</summary>
/// <remarks>OCI image-spec, "Image Index", the property <c>platform</c>.</remarks>
public sealed record Platform
{
    /// <summary>The platform that is taken when none is named: <c>linux/amd64</c>.</summary>
    public static Platform Default { get; } = new() { OperatingSystem = "linux", Architecture = "amd64" };

    /// <summary>The operating system in Go's spelling: <c>linux</c>, <c>windows</c>.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The processor in Go's spelling: <c>amd64</c>, <c>arm64</c>, <c>arm</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The variant of the processor: <c>v7</c>, <c>v8</c>; null when none is named.</summary>
    public string? Variant { get; init; }

    /// <summary>Reads <c>os/architecture[/variant]</c>.</summary>
    /// <param name="text">As people write it.</param>
    /// <exception cref="ArgumentException">It has not two or three parts.</exception>
    public static Platform Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return parts.Length is 2 or 3 && parts.All(static p => p.Length > 0)
            ? new Platform { OperatingSystem = parts[0], Architecture = parts[1], Variant = parts.Length == 3 ? parts[2] : null }
            : throw new ArgumentException($"'{text}' is no platform: write os/architecture or os/architecture/variant, as in linux/arm64.", nameof(text));
    }

    /// <summary>Whether an image for the other platform is what was asked for: the variant counts only where both name one.</summary>
    /// <param name="other">The platform of a manifest.</param>
    public bool Accepts(Platform other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return OperatingSystem == other.OperatingSystem && Architecture == other.Architecture
            && (Variant is null || other.Variant is null || Variant == other.Variant);
    }

    /// <inheritdoc/>
    public override string ToString() => Variant is null ? $"{OperatingSystem}/{Architecture}" : $"{OperatingSystem}/{Architecture}/{Variant}";
}
