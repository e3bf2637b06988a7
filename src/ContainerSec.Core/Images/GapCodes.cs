namespace ContainerSec.Images;

/// <summary>The kinds of <see cref="Gap"/>. Their spelling is stable; docs/images/gaps.md tells what each means and what to do.</summary>
public static class GapCodes
{
    /// <summary>A budget of <see cref="InspectionBudgets"/> was used up.</summary>
    public const string Budget = "budget";

    /// <summary>The layer is encrypted.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>The media type or compression of the layer is not known.</summary>
    public const string MediaType = "media-type";

    /// <summary>The layer ends too early or its bytes are damaged; what came before is reported.</summary>
    public const string Damaged = "damaged";

    /// <summary>The layer's bytes are not in the source.</summary>
    public const string Missing = "missing";

    /// <summary>A digest or diff id does not match and was allowed not to.</summary>
    public const string Integrity = "integrity";

    /// <summary>An entry of the archive is hostile or malformed and was left out: its name climbs, its size is negative.</summary>
    public const string Entry = "entry";

    /// <summary>The operating system is not known, so its packages are not.</summary>
    public const string OperatingSystem = "os-unknown";

    /// <summary>A package database or manifest is there and cannot be read.</summary>
    public const string PackageEvidence = "package-evidence";

    /// <summary>A .NET application whose packages cannot be told: compiled ahead of time, trimmed, without deps.json.</summary>
    public const string DotNetApplication = "dotnet-application";

    /// <summary>A program or archive whose contents are not read: too large to be taken apart, or packed in an unknown way.</summary>
    public const string Opaque = "opaque";

    /// <summary>A file that should be searched for secrets or keys was not, or not wholly.</summary>
    public const string SecretSearch = "secret-search";

    /// <summary>A file or folder of an unpacked root cannot be read: no permission, or it changed meanwhile.</summary>
    public const string Unreadable = "unreadable";
}
