namespace ContainerSec.Reports;

/// <summary>Where a rule's page is.</summary>
internal static class HelpLink
{
    /// <summary>The page's path in the repository: the project has no public address that a link could begin with.</summary>
    public static string Of(RuleInfo info) => $"docs/rules/{info.Id}.md";
}
