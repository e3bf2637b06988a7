namespace ContainerSec.Images.Inspection;

/// <summary>Collects what inspectors conclude.</summary>
internal sealed class ImageReportBuilder
{
    public OperatingSystemRelease? OperatingSystem { get; set; }

    public List<ImageFile> SetuidFiles { get; } = [];

    public List<CapableFile> FileCapabilities { get; } = [];

    public List<ImageFile> WorldWritable { get; } = [];

    public List<ImageFile> Devices { get; } = [];

    public List<ImagePackage> Packages { get; } = [];

    public List<DotNetApplication> DotNetApplications { get; } = [];

    public List<DotNetSdk> DotNetSdks { get; } = [];

    public List<ImageSecret> Secrets { get; } = [];

    public List<ImageKey> Keys { get; } = [];

    public List<ImageAccount> Accounts { get; } = [];

    public List<AttackTool> Tools { get; } = [];

    public List<Leftover> BuildLeftovers { get; } = [];

    public List<Leftover> PackageCaches { get; } = [];

    public AttackSurface AttackSurface { get; set; } = new();

    public SshDaemon? SshDaemon { get; set; }

    public List<Gap> Gaps { get; } = [];

    /// <summary>Files that an OS package installed and no later layer changed: what is in them is the package's, not the image's author's.</summary>
    /// <remarks>
    /// By path and layer: a package lists the file, it is none of its configuration files, and the layer that last wrote the file is the one that brought the package.
    /// A build step that installs a package and changes its files in the same layer is not told apart, nor is an image that was squashed to one layer.
    /// </remarks>
    public HashSet<string> UnmodifiedPackageFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>The clock by which certificates expire.</summary>
    public required DateTimeOffset Now { get; init; }
}
