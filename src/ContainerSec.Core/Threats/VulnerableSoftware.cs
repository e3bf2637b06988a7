namespace ContainerSec.Threats;

/// <summary>A vulnerability in an image, as a report about it says.</summary>
/// <param name="Image">The image as workloads name it: <c>contoso/web:1.4</c>.</param>
/// <param name="Advisory">Its number: <c>CVE-2021-44228</c>.</param>
/// <param name="Package">The package: <c>log4j-core 2.14.1</c>.</param>
public sealed record VulnerableSoftware(string Image, string Advisory, string Package)
{
    /// <summary>Whether it lets an attacker run code over the network.</summary>
    public Truth RunsCode { get; init; } = Truth.Maybe;

    /// <summary>Whether it is known to be exploited.</summary>
    public bool IsExploited { get; init; }

    /// <summary>Where the report says so.</summary>
    public Provenance? Origin { get; init; }
}
