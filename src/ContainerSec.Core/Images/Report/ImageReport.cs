namespace ContainerSec.Images;

/// <summary>What is in an image, and what could not be seen of it.</summary>
public sealed record ImageReport
{
    /// <summary>Where the image was, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>The digest of the manifest; null when the source has none (docker archive, folder).</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the index that the manifest was chosen from; null when there was none.</summary>
    public string? IndexDigest { get; init; }

    /// <summary>The digest of the configuration: what engines call the image's id; null for a folder.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>Names that the source gives the image: <c>shop:1.2</c>.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What it runs on; null when nothing says it.</summary>
    public Platform? Platform { get; init; }

    /// <summary>When it was made, as it says itself.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Bytes of its layers as stored; for a folder of its files.</summary>
    public long Size { get; init; }

    /// <summary>The layers, base first.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; init; } = [];

    /// <summary>What a container starts with.</summary>
    public ImageSettings Settings { get; init; } = new();

    /// <summary>The steps of the build, first to last.</summary>
    public IReadOnlyList<ImageHistoryEntry> History { get; init; } = [];

    /// <summary>The operating system; null when no file tells it.</summary>
    public OperatingSystemRelease? OperatingSystem { get; init; }

    /// <summary>Every file, folder, link and device that a container sees, in no particular order; made anew by each call.</summary>
    public IEnumerable<ImageEntry> Entries => View?.ToEntries() ?? [];

    internal Inspection.MergedView? View { get; init; }

    /// <summary>Regular files with setuid or setgid.</summary>
    public IReadOnlyList<ImageFile> SetuidFiles { get; init; } = [];

    /// <summary>Files with capabilities of their own.</summary>
    public IReadOnlyList<CapableFile> FileCapabilities { get; init; } = [];

    /// <summary>Regular files and folders that everybody may write, without sticky folders, links and devices.</summary>
    public IReadOnlyList<ImageFile> WorldWritable { get; init; } = [];

    /// <summary>Device nodes.</summary>
    public IReadOnlyList<ImageFile> Devices { get; init; } = [];

    /// <summary>What runs or is installed, in the order of their purls.</summary>
    public IReadOnlyList<ImagePackage> Packages { get; init; } = [];

    /// <summary>.NET applications and what they run on.</summary>
    public IReadOnlyList<DotNetApplication> DotNetApplications { get; init; } = [];

    /// <summary>.NET SDKs that are installed.</summary>
    public IReadOnlyList<DotNetSdk> DotNetSdks { get; init; } = [];

    /// <summary>Secrets in files, configuration and history, also of files that a later layer removed.</summary>
    public IReadOnlyList<ImageSecret> Secrets { get; init; } = [];

    /// <summary>Private keys and certificates.</summary>
    public IReadOnlyList<ImageKey> Keys { get; init; } = [];

    /// <summary>Accounts of the image and what is wrong with them.</summary>
    public IReadOnlyList<ImageAccount> Accounts { get; init; } = [];

    /// <summary>Shells, package managers, compilers and network tools that an attacker finds.</summary>
    public IReadOnlyList<AttackTool> Tools { get; init; } = [];

    /// <summary>What only the build needed: folders of version control, editors and cloud tools.</summary>
    public IReadOnlyList<Leftover> BuildLeftovers { get; init; } = [];

    /// <summary>Lists and caches of package managers.</summary>
    public IReadOnlyList<Leftover> PackageCaches { get; init; } = [];

    /// <summary>Whether the source can tell what refers to the image; if not, missing referrers prove nothing.</summary>
    public bool HasKnownReferrers { get; init; }

    /// <summary>How much of it helps an attacker who got in.</summary>
    public AttackSurface AttackSurface { get; init; } = new();

    /// <summary>What lets in by SSH; null when nothing does.</summary>
    public SshDaemon? SshDaemon { get; init; }

    /// <summary>Attestations and signatures that refer to the image.</summary>
    public IReadOnlyList<ImageReferrer> Referrers { get; init; } = [];

    /// <summary>What could not be inspected.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>The policy that was judged by.</summary>
    public Policy Policy { get; init; } = Policy.Recommended;

    /// <summary>What the rules found; suppressed ones among them.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What rules could not judge.</summary>
    public IReadOnlyList<Unjudged> Unjudged { get; init; } = [];

    /// <summary>How many judgements passed.</summary>
    public int Passed { get; init; }

    /// <summary>Findings that nobody accepted.</summary>
    public IEnumerable<Finding> Open => Findings.Where(static f => !f.IsSuppressed);

    /// <summary>Whether a finding that nobody accepted is at least so severe.</summary>
    /// <param name="threshold">The lowest severity that counts.</param>
    public bool HasFindings(Severity threshold) => Open.Any(f => f.Severity >= threshold);
}
