namespace ContainerSec.Images;

/// <summary>A package that runs or is installed.</summary>
public sealed record ImagePackage
{
    /// <summary>Its name in every tool: <c>pkg:deb/debian/openssl@3.0.15-1~deb12u1?arch=amd64&amp;distro=debian-12</c>.</summary>
    public required PackageUrl Purl { get; init; }

    /// <summary>The name, as its ecosystem spells it.</summary>
    public required string Name { get; init; }

    /// <summary>The version, as its ecosystem spells it; an rpm's and deb's with epoch.</summary>
    public required string Version { get; init; }

    /// <summary>The type of the purl: <c>deb</c>, <c>nuget</c>, <c>npm</c>.</summary>
    public string Type => Purl.Type;

    /// <summary>The file that proves it: <c>var/lib/dpkg/status</c>, <c>app/shop.deps.json</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The diff id of the layer that last wrote this evidence of it.</summary>
    public required string Layer { get; init; }

    /// <summary>The diff id of the layer that brought the package in this version, of a package whose evidence is a database that many layers write; null for others.</summary>
    public string? IntroducedIn { get; init; }

    /// <summary>Licences as SPDX expressions, in ascending order; a text that is no expression is <c>LicenseRef-…</c>. Empty when nothing tells them.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>The package that it was built from, when it has another name or version: advisories name that one.</summary>
    public SourcePackage? SourcePackage { get; init; }

    /// <summary>The purls that it needs, in ascending order, of those that are in the image; empty when nothing tells them.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Files that belong to it and were seen, of an application's package: <c>app/Newtonsoft.Json.dll</c>.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether an unmodified OS package brought the evidence, as Debian does with Python modules: its OS package is reported too, and advisories for that one decide, since distributions mend without raising versions.</summary>
    public bool IsFromOperatingSystem { get; init; }

    /// <summary>The module stream that an rpm belongs to: <c>nodejs:18:3820230214:75b29b40</c>; null for others. Advisories of modules name it.</summary>
    public string? Module { get; init; }

    /// <summary>The maker, as the package says.</summary>
    public string? Supplier { get; init; }
}

/// <summary>The package that a binary package was built from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record SourcePackage(string Name, string Version);
