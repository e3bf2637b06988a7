using System.Text;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>The page of an attack technique, made from what it says of itself.</summary>
public static class TechniquePage
{
    /// <summary>The page as Markdown: what <c>docs/threats/techniques</c> holds.</summary>
    /// <param name="info">The technique.</param>
    public static string Markdown(TechniqueInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var page = new StringBuilder();
        page.Append($"# {info.Id}: {info.Name}\n\n| | |\n|---|---|\n");
        page.Append($"| From | {NameOf(info.From)} |\n| To | {NameOf(info.To)} |\n");
        page.Append($"| STRIDE | {string.Join(", ", StrideOf(info))} |\n");
        page.Append($"| Chapters | {string.Join(", ", info.Chapters)} |\n");
        page.Append($"| Strength of what is left in the way | {info.Strength} of 100 |\n");
        if (info.Crosses.Count > 0)
            page.Append($"| Goes through | {string.Join(", ", info.Crosses)} |\n");
        page.Append($"\n{info.What}\n");
        AppendList(page, "Conditions: all of", info.Conditions);
        AppendList(page, "Blockers: any of", info.Blockers);
        if (info.Assumes is { } assumption)
            page.Append($"\n## Taken for granted\n\n{assumption}. No configuration can tell; the path says that it rests on it.\n");
        AppendStandards(page, info);
        AppendList(page, "Read more", info.References);
        return page.ToString();
    }

    /// <summary>The page as plain text, for a terminal.</summary>
    /// <param name="info">The technique.</param>
    public static string Text(TechniqueInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var page = new StringBuilder();
        page.Append($"{info.Id}  {info.Name}\nfrom {NameOf(info.From)} to {NameOf(info.To)}; {string.Join(", ", StrideOf(info))}\n\n{info.What}\n");
        foreach (var (title, items) in ((string, IReadOnlyList<string>)[])[("Conditions, all of", info.Conditions), ("Blockers, any of", info.Blockers), ("ATT&CK", info.Attack), ("Kubernetes matrix", info.KubernetesMatrix), ("OWASP", info.Owasp), ("Read more", info.References)])
        {
            if (items.Count > 0)
                page.Append($"\n{title}\n{string.Concat(items.Select(static i => $"    {i}\n"))}");
        }

        if (info.Assumes is { } assumption)
            page.Append($"\nTaken for granted\n    {assumption}\n");
        return page.ToString();
    }

    /// <summary>The list of all techniques as Markdown: <c>docs/threats/techniques/README.md</c>.</summary>
    public static string Index()
    {
        var page = new StringBuilder("# Techniques\n\nEach is a step of the attack graph. `containersec explain CSE011` shows a page at the terminal.\n\n| technique | from | to | ATT&CK |\n|---|---|---|---|\n");
        foreach (var info in TechniqueCatalog.Techniques)
            page.Append($"| [{info.Id} {info.Name}]({info.Id}.md) | {NameOf(info.From)} | {NameOf(info.To)} | {string.Join(", ", info.Attack)} |\n");
        page.Append("\n## Controls\n\nChanges that cut steps. The cost is what `threats` adds up when it looks for the least set; 1 is a line of configuration.\n\n| control | what is done | how | principle | cost | rules |\n|---|---|---|---|---:|---|\n");
        foreach (var control in TechniqueCatalog.Controls)
            page.Append($"| `{control.Id}` | {control.Title.Replace("{0}", "…", StringComparison.Ordinal)} | {control.How.Replace("|", "\\|", StringComparison.Ordinal)} | {ChapterNames.Of(control.Principle)} | {control.Cost.ToString(System.Globalization.CultureInfo.InvariantCulture)} | {string.Join(", ", control.Rules.Select(static r => $"[{r}](../../rules/{r}.md)"))} |\n");
        return page.ToString();
    }

    private static void AppendList(StringBuilder page, string title, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
            page.Append($"\n## {title}\n\n{string.Concat(items.Select(static i => $"- {i}\n"))}");
    }

    private static void AppendStandards(StringBuilder page, TechniqueInfo info)
    {
        if (info.Attack.Count + info.KubernetesMatrix.Count + info.Owasp.Count == 0)
            return;
        page.Append("\n## Standards\n\n");
        foreach (var (name, ids) in ((string, IReadOnlyList<string>)[])[("MITRE ATT&CK", info.Attack), ("Microsoft threat matrix for Kubernetes", info.KubernetesMatrix), ("OWASP", info.Owasp)])
        {
            if (ids.Count > 0)
                page.Append($"- {name}: {string.Join(", ", ids)}\n");
        }
    }

    private static IEnumerable<string> StrideOf(TechniqueInfo info) =>
        Enum.GetValues<Stride>().Where(s => s != Stride.None && info.Stride.HasFlag(s)).Select(static s => string.Concat(s.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString())));

    private static string NameOf(PrivilegeKind kind) => kind switch
    {
        PrivilegeKind.Position => "a place in a network",
        PrivilegeKind.Network => "a connection into a network",
        PrivilegeKind.Traffic => "the traffic of a network",
        PrivilegeKind.Code => "code in a container",
        PrivilegeKind.Root => "root in a container",
        PrivilegeKind.Secrets => "secrets and data of a container",
        PrivilegeKind.Volume => "a volume",
        PrivilegeKind.HostFiles => "files and secrets of the host",
        PrivilegeKind.HostKernel => "the kernel of the host",
        PrivilegeKind.HostRoot => "root on the host",
        PrivilegeKind.Availability => "the means of the host",
        PrivilegeKind.Identity => "an identity of the cluster",
        PrivilegeKind.Pods => "programs in pods",
        PrivilegeKind.ClusterSecrets => "Secrets of the cluster",
        _ => new Privilege(kind).Description,
    };
}
