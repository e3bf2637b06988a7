namespace ContainerSec.Images;

/// <summary>What is different between two images.</summary>
public sealed record ImageDiff
{
    /// <summary>The first image.</summary>
    public required ImageReport Before { get; init; }

    /// <summary>The second image.</summary>
    public required ImageReport After { get; init; }

    /// <summary>Packages that only one has, or that have another version; in the order of type and name.</summary>
    public IReadOnlyList<PackageChange> Packages { get; init; } = [];

    /// <summary>Files that only one has or that are not the same; in the order of their paths.</summary>
    public IReadOnlyList<FileChange> Files { get; init; } = [];

    /// <summary>Changes of what containers start with: user, ports, entry point, environment, labels.</summary>
    public IReadOnlyList<SettingChange> Settings { get; init; } = [];

    /// <summary>Findings that only the second has.</summary>
    public IReadOnlyList<Finding> NewFindings { get; init; } = [];

    /// <summary>Findings that only the first has.</summary>
    public IReadOnlyList<Finding> MendedFindings { get; init; } = [];

    /// <summary>Secrets that only the second has.</summary>
    public IReadOnlyList<ImageSecret> NewSecrets { get; init; } = [];

    /// <summary>Secrets that only the first has.</summary>
    public IReadOnlyList<ImageSecret> RemovedSecrets { get; init; } = [];

    /// <summary>Bytes as stored that the second has more; negative when it is smaller.</summary>
    public long SizeChange => After.Size - Before.Size;

    /// <summary>Compares two images.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <remarks>What neither could be inspected for is among their gaps, not here. Contents of files are not compared: a file that was written again with the same size is told as such.</remarks>
    public static ImageDiff Of(ImageReport before, ImageReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new ImageDiff
        {
            Before = before,
            After = after,
            Packages = PackageChange.Between(before.Packages, after.Packages),
            Files = FileChange.Between(before, after),
            Settings = SettingChange.Between(before.Settings, after.Settings),
            NewFindings = Without(after.Findings, before.Findings, KeyOf),
            MendedFindings = Without(before.Findings, after.Findings, KeyOf),
            NewSecrets = Without(after.Secrets, before.Secrets, KeyOf),
            RemovedSecrets = Without(before.Secrets, after.Secrets, KeyOf),
        };
    }

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> items, IReadOnlyList<T> others, Func<T, string> key)
    {
        var keys = others.Select(key).ToHashSet(StringComparer.Ordinal);
        return [.. items.Where(i => !keys.Contains(key(i)))];
    }

    // Messages name the image, so they are no part of it.
    private static string KeyOf(Finding finding) => $"{finding.RuleId}\n{finding.Origin?.Description}";

    private static string KeyOf(ImageSecret secret) => $"{secret.RuleId}\n{secret.Path}\n{secret.Redacted}";
}
