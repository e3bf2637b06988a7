using System.Collections.Concurrent;

namespace ContainerSec.Threats;

/// <summary>What is known of the place where workloads run, beyond what they say themselves. All of it is optional: what is missing stays open.</summary>
public sealed record IsolationOptions
{
    /// <summary>Nothing is known beyond the workloads.</summary>
    public static IsolationOptions Default { get; } = new();

    /// <summary>The engine's settings (<c>daemon.json</c>); they count for workloads that an engine of Docker runs.</summary>
    public EngineHost? Host { get; init; }

    /// <summary>Runtime classes of the cluster.</summary>
    public IReadOnlyList<RuntimeClass> RuntimeClasses { get; init; } = [];

    /// <summary>Configurations of images; a workload finds its own by the image's name.</summary>
    public IReadOnlyList<ImageConfig> Images
    {
        get;
        init
        {
            field = value;
            _images = ByName(value, static image => image.Tags.Where(static tag => tag.IsKnown).Select(static tag => tag.Value!.Text).Append(image.Name));
        }
    } = [];

    /// <summary>Images as they were built; a workload finds its own by the image's name.</summary>
    public IReadOnlyList<BuiltImage> BuiltImages
    {
        get;
        init
        {
            field = value;
            _builtImages = ByName(value, static image => [image.Name]);
        }
    } = [];

    /// <summary>Whether the engine runs without root (in a user namespace of its own); null is the engine's default, of Podman unknown.</summary>
    public bool? Rootless { get; init; }

    /// <summary>How the user namespace of containers is numbered on the host, where they have one of their own: what /etc/subuid says; null is unknown.</summary>
    public IdMap? UserMap { get; init; }

    /// <summary>Whether the host enforces AppArmor; null is unknown.</summary>
    public bool? AppArmor { get; init; }

    /// <summary>Whether the host enforces SELinux and the engine labels containers; null is the engine's default, of Podman and CRI-O unknown.</summary>
    public bool? SeLinux { get; init; }

    /// <summary>The version of control groups, 1 or 2; null is unknown.</summary>
    public int? CgroupVersion { get; init; }

    /// <summary>What the place runs every container in, whatever the workload says: a platform such as AWS Fargate gives each task a machine of its own.</summary>
    public SandboxKind? Sandbox { get; init; }

    /// <summary>Seccomp profiles at hand, by the path or name that workloads call them by.</summary>
    public IReadOnlyDictionary<string, SeccompProfile> SeccompProfiles { get; init; } = new Dictionary<string, SeccompProfile>();

    /// <summary>AppArmor profiles at hand, which decide for workloads that name them.</summary>
    public IReadOnlyList<AppArmorProfile> AppArmorProfiles { get; init; } = [];

    /// <summary>Strengths that replace those of <see cref="BoundaryCatalog"/>, 0 to 100 by the boundary's id.</summary>
    /// <exception cref="ArgumentException">An id is not in the catalogue, or a strength is not between 0 and 100.</exception>
    public IReadOnlyDictionary<string, int> Strengths
    {
        get;
        init
        {
            foreach (var (id, strength) in value)
            {
                if (BoundaryCatalog.Find(id) is null)
                    throw new ArgumentException($"There is no boundary '{id}'; see {nameof(BoundaryCatalog)}.{nameof(BoundaryCatalog.All)}.", nameof(value));
                if (strength is < 0 or > 100)
                    throw new ArgumentException($"The strength of '{id}' is {strength}; it must be between 0 and 100.", nameof(value));
            }

            field = value;
        }
    } = new Dictionary<string, int>();

    // What many containers ask for alike is prepared once.
    private readonly ConcurrentDictionary<(SeccompProfile Profile, ulong Granted, ulong Uncertain), SeccompFilter> _filters = [];
    private readonly Dictionary<string, ImageConfig> _images = [];
    private readonly Dictionary<string, BuiltImage> _builtImages = [];

    internal ImageConfig? ImageOf(ImageReference reference) => _images.GetValueOrDefault(reference.Text);

    internal BuiltImage? BuiltImageOf(ImageReference reference) => _builtImages.GetValueOrDefault(reference.Text);

    internal SeccompFilter FilterOf(SeccompProfile profile, HeldCapabilities capabilities)
    {
        var (granted, uncertain) = (0UL, 0UL);
        if (capabilities.Granted is { IsKnown: true } known)
        {
            granted = known.Value.Mask;
        }
        else
        {
            foreach (var capability in CapabilitySet.All)
            {
                var bit = 1UL << (int)capability;
                var truth = capabilities.IsGranted(capability).Truth;
                granted |= truth == Truth.Yes ? bit : 0;
                uncertain |= truth == Truth.Maybe ? bit : 0;
            }
        }

        return _filters.GetOrAdd((profile, granted, uncertain), static key => key.Profile.Compile(new CapabilitySet(key.Granted), uncertain: new CapabilitySet(key.Uncertain)));
    }

    // Of two of one name, which one is meant is not known.
    private static Dictionary<string, T> ByName<T>(IReadOnlyList<T> items, Func<T, IEnumerable<string>> namesOf) => items
        .SelectMany(item => namesOf(item).Distinct().Select(name => (name, item)))
        .Where(static pair => pair.name.Length > 0)
        .GroupBy(static pair => pair.name)
        .Where(static group => group.Count() == 1)
        .ToDictionary(static group => group.Key, static group => group.First().item);

    /// <summary>What a deployment says about the place: its engine's settings (when there is one engine), its runtime classes and images.</summary>
    /// <param name="deployment">Everything that was read together.</param>
    public static IsolationOptions Of(Deployment deployment) => new()
    {
        // Of several engines it is not said which one runs what.
        Host = deployment.Hosts.Count == 1 ? deployment.Hosts[0] : null,
        RuntimeClasses = [.. deployment.Objects.OfType<RuntimeClass>()],
        Images = deployment.Images,
        BuiltImages = deployment.BuiltImages,
    };
}
