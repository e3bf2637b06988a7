namespace ContainerSec;

/// <summary>The policies that come with ContainerSec.</summary>
public static class Profiles
{
    /// <summary>The policy of a name.</summary>
    /// <param name="name"><c>recommended</c> or <c>strict</c>.</param>
    /// <returns>The policy; null when there is none of that name.</returns>
    public static Policy? Find(string name) => name switch
    {
        "recommended" => new Policy { Profile = name, Rules = RuleCatalog.Rules },
        "strict" => new Policy { Profile = name, Rules = RuleCatalog.Rules, IncludesOptional = true },
        _ => null,
    };
}
