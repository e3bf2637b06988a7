namespace ContainerSec.Readers;

/// <summary>Finds the format of a text: by name, then by content. Nothing is parsed: keys of the outermost level are looked at.</summary>
internal static class SurfaceDetection
{
    // Formats say what they are in their first keys; of a large data file no more is read.
    private const int MaxScanned = 256 * 1024;

    public static Surface? Of(string path, string content) => ByName(path.Replace('\\', '/').ToLowerInvariant(), content) ?? ByContent(path, content);

    private static Surface? ByName(string path, string content)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        if (IsDockerfileName(name))
            return Surface.Dockerfile;
        if (IsYaml(name) && (name.StartsWith("compose.", StringComparison.Ordinal) || name.StartsWith("docker-compose.", StringComparison.Ordinal)
            || name.StartsWith("compose-", StringComparison.Ordinal) || name.StartsWith("docker-compose-", StringComparison.Ordinal)))
            return Surface.Compose;
        if (IsYaml(name) && ("/" + path).IndexOf("/.github/workflows/", StringComparison.Ordinal) >= 0)
            return Surface.GitHubWorkflow;
        if (name.EndsWith("proj", StringComparison.Ordinal) && (name.EndsWith(".csproj", StringComparison.Ordinal) || name.EndsWith(".fsproj", StringComparison.Ordinal) || name.EndsWith(".vbproj", StringComparison.Ordinal)))
            return Surface.Project;
        return name switch
        {
            "daemon.json" => Surface.DaemonJson,
            "devcontainer.json" or ".devcontainer.json" => Surface.DevContainer,
            "launchsettings.json" => Surface.LaunchSettings,
            "directory.build.props" or "directory.build.targets" => Surface.Project,
            "kubeconfig" => Surface.KubeConfig,
            "kustomization.yaml" or "kustomization.yml" or "kustomization" => Surface.Kubernetes,
            "config" when path.EndsWith(".kube/config", StringComparison.Ordinal) => Surface.KubeConfig,
            _ when (name.EndsWith(".props", StringComparison.Ordinal) || name.EndsWith(".targets", StringComparison.Ordinal))
                && content.IndexOf("<Container", StringComparison.Ordinal) >= 0 => Surface.Project,
            _ when IsScriptName(name) && RunsContainer(content) => Surface.DockerRun,
            _ => null,
        };
    }

    private static bool IsScriptName(string name) =>
        name.Substring(name.LastIndexOf('.') + 1) is "sh" or "bash" or "zsh" or "ps1" or "cmd" or "bat" && name.IndexOf('.') >= 0;

    private static bool RunsContainer(string content)
    {
        foreach (var program in (string[])["docker ", "podman ", "nerdctl "])
        {
            for (var at = content.IndexOf(program, StringComparison.Ordinal); at >= 0; at = content.IndexOf(program, at + 1, StringComparison.Ordinal))
            {
                if (IsRun(content, at + program.Length))
                    return true;
            }
        }

        return false;
    }

    // run or create behind options of the program or the word container, not docker compose run or docker network create.
    private static bool IsRun(string content, int start)
    {
        var end = content.IndexOf('\n', start);
        var line = content.Substring(start, Math.Min((end < 0 ? content.Length : end) - start, 200));
        var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(words, static word => word is "run" or "create");
        return at == 0 || (at > 0 && (words[0] == "container" || words[0][0] == '-'));
    }

    private static bool IsDockerfileName(string name) =>
        !name.EndsWith(".dockerignore", StringComparison.Ordinal)
        && (name is "dockerfile" or "containerfile"
            || ((name.StartsWith("dockerfile.", StringComparison.Ordinal) || name.StartsWith("containerfile.", StringComparison.Ordinal)) && !IsAboutDockerfiles(name))
            || name.EndsWith(".dockerfile", StringComparison.Ordinal) || name.EndsWith(".containerfile", StringComparison.Ordinal));

    // A page about Dockerfiles, a program that writes them, the grammar of an editor: Dockerfile.md, dockerfile.go, Dockerfile.tmLanguage.
    private static bool IsAboutDockerfiles(string name) =>
        name.Substring(name.LastIndexOf('.') + 1) is "md" or "rst" or "adoc" or "html" or "json" or "yml" or "yaml" or "toml" or "sh" or "go" or "cs" or "py" or "rb" or "js" or "mjs"
            or "ts" or "java" or "rs" or "tmlanguage" or "tmpreferences" or "nanorc" or "vim" or "in" or "orig" or "rej";

    private static bool IsYaml(string name) => name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);

    private static Surface? ByContent(string path, string content)
    {
        var start = 0;
        while (start < content.Length && char.IsWhiteSpace(content[start]))
            start++;
        if (start == content.Length)
            return null;
        // A template of Helm may begin with a statement: {{- if .Values.enabled }}.
        if (content[start] is '{' or '[' && string.CompareOrdinal(content, start, "{{", 0, 2) != 0)
            return ByKeys(JsonKeys(content, start), content, isYaml: false);
        // Without an extension only: "from os import path" begins a program, "From here on" a text.
        return path.IndexOf('.', path.LastIndexOfAny(['/', '\\']) + 1) < 0 && FirstWords(content, start) is { } surface ? surface
            : path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || string.CompareOrdinal(content, start, "#!", 0, 2) == 0 ? null
            : ByKeys(YamlKeys(content), content, isYaml: true);
    }

    private static Surface? ByKeys(HashSet<string> keys, string content, bool isYaml)
    {
        if (keys.Contains("apiVersion") && keys.Contains("kind"))
            return keys.Contains("clusters") && keys.Contains("users") ? Surface.KubeConfig : Surface.Kubernetes;
        if (keys.Contains("services") && !keys.Overlaps(KeysOfOthers) && !(isYaml && HasListOfServices(content)) && SaysImageOrBuild(content))
            return Surface.Compose;
        if (keys.Contains("jobs") && keys.Contains("on"))
            return Surface.GitHubWorkflow;
        if (isYaml)
            return null;
        if (keys.Contains("ociVersion"))
            return Surface.RuntimeSpec;
        if (keys.Contains("HostConfig") || (keys.Contains("RepoTags") && keys.Contains("RootFS")))
            return Surface.DockerInspect;
        if (keys.Contains("profiles") && content.IndexOf("\"commandName\"", StringComparison.Ordinal) >= 0)
            return Surface.LaunchSettings;
        if (keys.Contains("resources") && (content.IndexOf(".v0\"", StringComparison.Ordinal) >= 0 || content.IndexOf(".v1\"", StringComparison.Ordinal) >= 0))
            return Surface.AspireManifest;
        return null;
    }

    // Symfony, GitLab CI, Travis and Woodpecker have 'services' too.
    private static readonly string[] KeysOfOthers = ["parameters", "stages", "default", "before_script", "after_script", "script", "language", "pipeline", "steps", "workflow", "image"];

    // "services: [docker]", "services: docker", and a list below
    private static bool HasListOfServices(string content)
    {
        const string key = "services:";
        var at = content.StartsWith(key, StringComparison.Ordinal) ? 0 : content.IndexOf("\n" + key, StringComparison.Ordinal) + 1;
        var rest = at == 0 && !content.StartsWith(key, StringComparison.Ordinal) ? "" : content.Substring(at + key.Length, Math.Min(200, content.Length - at - key.Length));
        var value = rest.TrimStart();
        return value.Length > 0 && (value[0] == '[' || value.StartsWith("- ", StringComparison.Ordinal));
    }

    private static bool SaysImageOrBuild(string content) =>
        content.IndexOf("image:", StringComparison.Ordinal) >= 0 || content.IndexOf("build:", StringComparison.Ordinal) >= 0
        || content.IndexOf("\"image\"", StringComparison.Ordinal) >= 0 || content.IndexOf("\"build\"", StringComparison.Ordinal) >= 0
        || content.IndexOf("extends:", StringComparison.Ordinal) >= 0;

    // The first line that is no comment tells a Dockerfile and a command line.
    private static Surface? FirstWords(string content, int start)
    {
        while (start < content.Length)
        {
            var end = content.IndexOf('\n', start);
            end = end < 0 ? content.Length : end;
            var line = content.Substring(start, Math.Min(end - start, 200)).Trim();
            start = end + 1;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
                return null;
            if ((string.Equals(words[0], "FROM", StringComparison.OrdinalIgnoreCase) && !(words.Length > 2 && words[2].StartsWith("import ", StringComparison.Ordinal))) || words[0] == "ARG")
                return Surface.Dockerfile;
            return words[0] is "docker" or "podman" && words[1] is "run" or "create" or "container" ? Surface.DockerRun : null;
        }

        return null;
    }

    private static HashSet<string> YamlKeys(string content)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var limit = Math.Min(content.Length, MaxScanned);
        for (var start = 0; start < limit;)
        {
            var end = content.IndexOf('\n', start);
            end = end < 0 ? content.Length : end;
            if (end > start && (char.IsLetter(content[start]) || content[start] is '"' or '\''))
            {
                var colon = content.IndexOf(':', start, end - start);
                if (colon > start)
                    keys.Add(content.Substring(start, colon - start).Trim('"', '\'', ' '));
            }

            start = end + 1;
        }

        return keys;
    }

    // Keys of the outermost object, or of the objects of an outermost array.
    private static HashSet<string> JsonKeys(string content, int start)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var wanted = content[start] == '[' ? 2 : 1;
        var depth = 0;
        var limit = Math.Min(content.Length, MaxScanned);
        for (var i = start; i < limit; i++)
        {
            switch (content[i])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']':
                    depth--;
                    break;
                case '"':
                    var end = EndOfString(content, i, limit);
                    var next = end + 1;
                    while (next < limit && char.IsWhiteSpace(content[next]))
                        next++;
                    if (depth == wanted && next < limit && content[next] == ':' && end > i)
                        keys.Add(content.Substring(i + 1, end - i - 1));
                    i = end;
                    break;
                default:
                    break;
            }
        }

        return keys;
    }

    private static int EndOfString(string content, int start, int limit)
    {
        for (var i = start + 1; i < limit; i++)
        {
            if (content[i] == '\\')
                i++;
            else if (content[i] == '"')
                return i;
        }

        return limit;
    }
}
