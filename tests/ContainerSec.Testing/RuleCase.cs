using System.Text;

namespace ContainerSec.Testing;

/// <summary>One line of a <c>.cases</c> file: <c>template verdict[@line] | text</c>.</summary>
/// <remarks>
/// The text's <c>\n</c> are line ends. A template puts the text where it belongs, so that a case shows only what matters:
/// <c>service</c> a Compose service, <c>container</c> and <c>pod</c> parts of a Kubernetes pod, the other names whole files.
/// With <c>@line</c> the first finding must begin in that line of the text (of the whole file that the template makes).
/// </remarks>
public sealed record RuleCase(string RuleId, string Template, Verdict Expected, int? Line, string Text)
{
    public Surface Surface => Template switch
    {
        "service" or "compose" => Surface.Compose,
        "container" or "pod" or "manifest" => Surface.Kubernetes,
        "dockerfile" => Surface.Dockerfile,
        "run" => Surface.DockerRun,
        "inspect" => Surface.DockerInspect,
        "runtime" => Surface.RuntimeSpec,
        "daemon" => Surface.DaemonJson,
        "aspire" => Surface.AspireManifest,
        "project" => Surface.Project,
        "launch" => Surface.LaunchSettings,
        "devcontainer" => Surface.DevContainer,
        "workflow" => Surface.GitHubWorkflow,
        "kubeconfig" => Surface.KubeConfig,
        _ => throw new InvalidOperationException($"{RuleId}: there is no template '{Template}'."),
    };

    /// <summary>The whole file.</summary>
    public string File => Template switch
    {
        "service" => "services:\n  web:\n" + (Has("image:") || Has("build:") ? "" : "    image: nginx:1.27\n") + Indent(4),
        "container" => "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n"
            + (Has("image:") ? "" : "      image: nginx:1.27\n") + Indent(6),
        "pod" => "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
            + (Has("containers:") ? "" : "  containers:\n    - name: app\n      image: nginx:1.27\n") + Indent(2),
        _ => Text,
    };

    public override string ToString() => $"{RuleId} {Template} {Expected}{(Line is { } line ? $"@{line}" : "")} | {Text.Replace("\n", "\\n", StringComparison.Ordinal)}";

    /// <summary>The cases of a file; its name is the rule's id.</summary>
    public static IEnumerable<RuleCase> Read(string path)
    {
        var id = Path.GetFileNameWithoutExtension(path);
        foreach (var raw in System.IO.File.ReadLines(path))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var head = (bar < 0 ? line : line[..bar]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (bar < 0 || head.Length != 2)
                throw new InvalidOperationException($"{path}: a case is 'template verdict | text': {line}");
            var verdict = head[1].Split('@');
            var expected = verdict[0] switch
            {
                "fail" => Verdict.Fail,
                "pass" => Verdict.Pass,
                "unknown" => Verdict.Unknown,
                "none" => Verdict.NotApplicable,
                _ => throw new InvalidOperationException($"{path}: a verdict is fail, pass, unknown or none: {line}"),
            };
            yield return new RuleCase(id, head[0], expected, verdict.Length > 1 ? int.Parse(verdict[1], null) : null,
                Unescape(line[(bar + 1)..].Trim()));
        }
    }

    private bool Has(string key) => Text.Split('\n').Any(l => l.StartsWith(key, StringComparison.Ordinal));

    private string Indent(int width) =>
        string.Concat(Text.Split('\n').Select(l => new string(' ', width) + l + "\n"));

    // "\n" is a line end, "\t" a tab, "\\" a backslash.
    private static string Unescape(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            result.Append(text[i] switch { 'n' => "\n", 't' => "\t", '\\' => "\\", var other => "\\" + other });
        }

        return result.ToString();
    }
}
