using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>A package of the operating system, as one layer's database states it.</summary>
internal sealed record SystemPackageFact : LayerFact
{
    /// <summary>The type of the purl: <c>deb</c>, <c>apk</c>, <c>rpm</c>.</summary>
    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The version with release and, of a deb, epoch.</summary>
    public required string Version { get; init; }

    /// <summary>The epoch of an rpm; null for none.</summary>
    public uint? Epoch { get; init; }

    public string? Architecture { get; init; }

    /// <summary>The name of the source package; null when it is the package's own.</summary>
    public string? SourceName { get; init; }

    /// <summary>The version of the source package; null when it is the package's own.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>The file of the source package, of an rpm: <c>bash-5.2.26-3.fc40.src.rpm</c>.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The module stream that an rpm belongs to: <c>nodejs:18:3820230214:75b29b40</c>.</summary>
    public string? Module { get; init; }

    /// <summary>Who maintains or made it.</summary>
    public string? Supplier { get; init; }

    /// <summary>Licences as SPDX expressions.</summary>
    public IReadOnlyList<string>? Licenses { get; init; }

    /// <summary>Names that it needs; alternatives are separated by <c>|</c>.</summary>
    public IReadOnlyList<string>? Requires { get; init; }

    /// <summary>Names that it provides beside its own.</summary>
    public IReadOnlyList<string>? Provides { get; init; }

    /// <summary>What two states of a database have in common when they have the same package.</summary>
    public string Identity => $"{Type} {Name} {Epoch} {Version} {Architecture}";
}

/// <summary>The files that a package says it installed, without its configuration files.</summary>
internal sealed record PackageFilesFact : LayerFact
{
    /// <summary><see cref="SystemPackageFact.Identity"/> of the package whose database is the same file; null when the list is a file of its own, written together with what it lists.</summary>
    public string? Package { get; init; }

    /// <summary>Lines: one that ends in a slash names a folder for those that follow, others a file in it.</summary>
    public required string Files { get; init; }
}
