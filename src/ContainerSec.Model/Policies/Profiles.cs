namespace ContainerSec;

/// <summary>The policies that come with ContainerSec.</summary>
public static class Profiles
{
    private const string PodSecurityPrefix = "pss-";

    /// <summary>The names of the profiles; those of the Pod Security Standards may be followed by <c>@1.NN</c> or <c>@latest</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["recommended", "strict", "cis-docker", "pss-baseline", "pss-restricted", "nist-800-190", "owasp-docker"];

    /// <summary>The policy of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case: <c>recommended</c>, <c>pss-restricted@1.34</c>.</param>
    /// <returns>The policy; null when there is none of that name.</returns>
    public static Policy? Find(string name)
    {
        if (name is null)
            throw new ArgumentNullException(nameof(name));
        var key = name.ToLowerInvariant();
        return key switch
        {
            "recommended" => new Policy { Profile = key, Rules = RuleCatalog.Rules },
            "strict" => new Policy { Profile = key, Rules = RuleCatalog.Rules, IncludesOptional = true },
            "cis-docker" => new Policy { Profile = key, Rules = RulesOf(Standard.CisDocker), IncludesOptional = true, EnumeratesStandard = true },
            "nist-800-190" => new Policy { Profile = key, Rules = RulesOf(Standard.Nist800190), IncludesOptional = true },
            "owasp-docker" => new Policy { Profile = key, Rules = RulesOf(Standard.OwaspDocker), IncludesOptional = true },
            _ => key.StartsWith(PodSecurityPrefix, StringComparison.Ordinal) ? FindPodSecurity(key) : null,
        };
    }

    /// <summary>The profile that somebody may have meant.</summary>
    /// <param name="name">A name that <see cref="Find"/> does not know.</param>
    /// <returns>The most similar name, with the version that was asked for; null when none is near.</returns>
    public static string? Suggest(string name)
    {
        var at = name.IndexOf('@');
        var nearest = NearestName.Find(at < 0 ? name : name.Substring(0, at), Names);
        return nearest is null || at < 0 ? nearest : nearest + name.Substring(at);
    }

    private static Policy? FindPodSecurity(string key)
    {
        if (!PodSecurityStandard.TryParse(key.Substring(PodSecurityPrefix.Length), out var standard) || standard!.Level == PodSecurityLevel.Privileged)
            return null;
        return new Policy
        {
            Profile = key,
            Rules = [.. RuleCatalog.Rules.Where(rule => Answers(rule, standard))],
            PodSecurity = standard,
            IncludesOptional = true,
            EnumeratesStandard = true,
        };
    }

    private static Rule[] RulesOf(Standard standard) =>
        [.. RuleCatalog.Rules.Where(rule => rule.Info.Mappings.Any(mapping => mapping.Standard == standard))];

    // A rule is judged when it is mapped to a check that runs.
    private static bool Answers(Rule rule, PodSecurityStandard standard) => rule.Info.Mappings.Any(mapping =>
        mapping.Standard is Standard.PodSecurityBaseline or Standard.PodSecurityRestricted && standard.Runs(mapping.Id));
}
