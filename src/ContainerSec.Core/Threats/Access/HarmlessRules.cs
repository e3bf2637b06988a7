namespace ContainerSec.Threats;

/// <summary>Rules that lead nowhere, so that a search need not look at them again and again. Whatever is not known to be one is none.</summary>
internal static class HarmlessRules
{
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal)
    {
        "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io", "metrics.k8s.io", "networking.k8s.io", "policy", "storage.k8s.io",
    };

    // Reading these is more than reading.
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
    {
        "secrets", "pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "pods/log", "services/proxy", "nodes/proxy",
    };

    /// <summary>Whether a rule may lead on.</summary>
    public static bool IsNone(RbacRule rule)
    {
        if (rule.Verbs.HasUnknown || rule.ApiGroups.HasUnknown || rule.Resources.HasUnknown)
            return true;
        if (rule.Resources.Count == 0 || rule.ApiGroups.All(static group => Groups.Contains(group.Value!)))
            return false;
        return !rule.Verbs.All(static verb => verb.Value is "get" or "list" or "watch")
            || rule.Resources.Any(static resource => Telling.Contains(resource.Value!) || resource.Value!.StartsWith('*'));
    }
}
