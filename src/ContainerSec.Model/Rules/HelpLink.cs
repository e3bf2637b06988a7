using System.Reflection;

namespace ContainerSec;

/// <summary>Where a rule's page is.</summary>
internal static class HelpLink
{
    // The build sets the address; until the project has a public one it is a name, not an address, and ends in the page's path in the repository.
    private static readonly string Base = typeof(HelpLink).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static a => a.Key == "HelpBase")?.Value ?? "urn:containersec:";

    /// <summary>The link of a rule.</summary>
    public static string Of(RuleInfo info) => $"{Base}docs/rules/{info.Id}.md";
}
