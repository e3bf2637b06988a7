namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Finds the shared frameworks that the .NET host loads for an application.</summary>
/// <remarks>
/// dotnet/runtime, docs/design/features/framework-version-resolution.md, "Framework resolution": references to one framework are put together to one,
/// which is then looked for; when a reference that comes later changes what was looked for, all begins anew.
/// </remarks>
/// <param name="installed">Names and versions that are installed, each with the configuration that says what it needs itself.</param>
/// <param name="rollForward">The environment variable <c>DOTNET_ROLL_FORWARD</c>; it wins over every file.</param>
/// <param name="includesPreReleases">Whether <c>DOTNET_ROLL_FORWARD_TO_PRERELEASE</c> is 1.</param>
internal sealed class FrameworkResolver(IReadOnlyList<InstalledFramework> installed, RollForward? rollForward, bool includesPreReleases)
{
    // As often as the host begins anew.
    private const int MaxRounds = 100;
    private const int MaxFrameworks = 100;

    private readonly ILookup<string, InstalledFramework> _installed = installed.ToLookup(static i => i.Name, StringComparer.Ordinal);

    /// <summary>Resolves the references of an application.</summary>
    /// <returns>Each framework that is needed, also by other frameworks, with the version that is loaded; null for one for which nothing fits.</returns>
    public IReadOnlyList<DotNetFramework> Resolve(RuntimeConfiguration application)
    {
        var wanted = new Dictionary<string, Wanted>(StringComparer.Ordinal);
        for (var round = 0; round < MaxRounds; round++)
        {
            var session = new Session(this, wanted);
            if (session.Add(application.Frameworks, rollsToHighest: false) != Outcome.Again)
                return session.Result(application);
        }

        return [.. application.Frameworks.Select(static f => new DotNetFramework { Name = f.Name, Requested = f.Version })];
    }

    private Wanted? WantedOf(FrameworkReference reference, bool rollsToHighest)
    {
        if (FrameworkVersion.Parse(reference.Version) is not { } version)
            return null;
        var roll = rollForward ?? reference.RollForward ?? RollForward.Minor;
        return new Wanted
        {
            Version = version,
            Range = roll switch
            {
                RollForward.Disable => CompatibleRange.Exact,
                RollForward.LatestPatch => CompatibleRange.Patch,
                RollForward.Minor or RollForward.LatestMinor => CompatibleRange.Minor,
                _ => CompatibleRange.Major,
            },
            RollsToHighest = rollsToHighest || roll is RollForward.LatestMinor or RollForward.LatestMajor,
            PrefersRelease = !version.IsPreRelease && !includesPreReleases,
            IgnoresPatches = reference.IgnoresPatches,
        };
    }

    private InstalledFramework? Find(string name, Wanted wanted)
    {
        var candidates = _installed[name].ToList();
        // Without a range nothing is compared: the folder of that very version is looked for.
        if (wanted.Range == CompatibleRange.Exact || (wanted.Range == CompatibleRange.Patch && wanted.IgnoresPatches && !wanted.Version.IsPreRelease))
            return candidates.Find(c => c.Version.CompareTo(wanted.Version) == 0);
        return (wanted.PrefersRelease ? Best(candidates.Where(static c => !c.Version.IsPreRelease), wanted) : null) ?? Best(candidates, wanted);
    }

    private static InstalledFramework? Best(IEnumerable<InstalledFramework> candidates, Wanted wanted)
    {
        var fitting = candidates.Where(c => c.Version.CompareTo(wanted.Version) >= 0 && wanted.Accepts(c.Version)).OrderBy(static c => c.Version).ToList();
        if (fitting.Count == 0)
            return null;
        var best = wanted.RollsToHighest && wanted.Range != CompatibleRange.Patch ? fitting[^1] : fitting[0];
        // A pre-release is the one and only; of releases the latest patch is taken.
        if (best.Version.IsPreRelease)
            return best;
        return fitting.FindLast(c => (c.Version.Major, c.Version.Minor) == (best.Version.Major, best.Version.Minor) && (!wanted.IgnoresPatches || c.Version.Patch == best.Version.Patch)) ?? best;
    }

    private enum Outcome
    {
        Resolved,
        Failed,
        Again,
    }

    // Ascending from strict to lax: of two references the stricter holds.
    private enum CompatibleRange
    {
        Exact,
        Patch,
        Minor,
        Major,
    }

    /// <summary>All references to one framework, put together.</summary>
    private sealed record Wanted
    {
        public required FrameworkVersion Version { get; init; }

        public CompatibleRange Range { get; init; }

        public bool RollsToHighest { get; init; }

        public bool PrefersRelease { get; init; }

        public bool IgnoresPatches { get; init; }

        /// <summary>Whether a version that is not lower may be taken.</summary>
        public bool Accepts(FrameworkVersion higher) => Version.CompareTo(higher) == 0 || Range switch
        {
            CompatibleRange.Exact => false,
            CompatibleRange.Patch => (Version.Major, Version.Minor) == (higher.Major, higher.Minor) && (!IgnoresPatches || Version.Patch == higher.Patch),
            CompatibleRange.Minor => Version.Major == higher.Major,
            _ => true,
        };

        /// <summary>Two references as one; null when the lower one does not accept the higher.</summary>
        public Wanted? With(Wanted other)
        {
            var (lower, higher) = Version.CompareTo(other.Version) >= 0 ? (other, this) : (this, other);
            return !lower.Accepts(higher.Version) ? null : higher with
            {
                Range = (CompatibleRange)Math.Min((int)lower.Range, (int)higher.Range),
                RollsToHighest = lower.RollsToHighest || higher.RollsToHighest,
                PrefersRelease = lower.PrefersRelease || higher.PrefersRelease,
                IgnoresPatches = lower.IgnoresPatches || higher.IgnoresPatches,
            };
        }
    }

    /// <summary>One round. What is wanted of each framework is kept from round to round.</summary>
    private sealed class Session(FrameworkResolver resolver, Dictionary<string, Wanted> wanted)
    {
        private readonly Dictionary<string, InstalledFramework> _resolved = new(StringComparer.Ordinal);
        private readonly List<(string Name, string Requested)> _asked = [];

        public Outcome Add(IReadOnlyList<FrameworkReference> references, bool rollsToHighest)
        {
            foreach (var reference in references)
            {
                if (!_asked.Exists(a => a.Name == reference.Name) && _asked.Count < MaxFrameworks)
                    _asked.Add((reference.Name, reference.Version));
                if (!wanted.ContainsKey(reference.Name) && resolver.WantedOf(reference, rollsToHighest) is { } first)
                    wanted.Add(reference.Name, first);
            }

            foreach (var reference in references)
            {
                if (Add(reference, rollsToHighest) is var outcome and not Outcome.Resolved)
                    return outcome;
            }

            return Outcome.Resolved;
        }

        public IReadOnlyList<DotNetFramework> Result(RuntimeConfiguration application) =>
        [
            .. _asked.Select(a => new DotNetFramework
            {
                Name = a.Name,
                Requested = application.Frameworks.Find(f => f.Name == a.Name)?.Version ?? a.Requested,
                Resolved = _resolved.GetValueOrDefault(a.Name)?.VersionText,
            }),
        ];

        private Outcome Add(FrameworkReference reference, bool rollsToHighest)
        {
            if (resolver.WantedOf(reference, rollsToHighest) is not { } own || wanted[reference.Name].With(own) is not { } both)
                return Fail(reference.Name);
            var isChanged = both != wanted[reference.Name];
            wanted[reference.Name] = both;
            if (_resolved.ContainsKey(reference.Name))
                return isChanged ? Outcome.Again : Outcome.Resolved;
            if (_resolved.Count >= MaxFrameworks || resolver.Find(reference.Name, both) is not { } found)
                return Fail(reference.Name);
            _resolved.Add(reference.Name, found);
            return Add(found.Frameworks, both.RollsToHighest);
        }

        private Outcome Fail(string name)
        {
            _resolved.Remove(name);
            return Outcome.Failed;
        }
    }
}

/// <summary>A shared framework that is installed.</summary>
internal sealed record InstalledFramework
{
    public required string Name { get; init; }

    public required FrameworkVersion Version { get; init; }

    /// <summary>The version as its folder is called.</summary>
    public required string VersionText { get; init; }

    /// <summary>What its own runtimeconfig.json asks for.</summary>
    public IReadOnlyList<FrameworkReference> Frameworks { get; init; } = [];
}
