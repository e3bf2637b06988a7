using System.Text;

namespace ContainerSec.Tests;

/// <summary>Texts that somebody wrote to hurt a reader; each grows with a number.</summary>
internal static class HostileTexts
{
    /// <summary>A kind of text; <see cref="Of"/> makes one of a size.</summary>
    public sealed record Kind(string Name, Func<int, string> Of, bool IsFixed = false);

    public static IReadOnlyList<Kind> All { get; } =
    [
        // What is there is hardly anything.
        Fixed("empty", ""),
        Fixed("blanks", "  \t \r\n \n"),
        Fixed("a comment", "# nothing\n"),
        Fixed("an opening brace", "{"),
        Fixed("an end of document", "---\n...\n---\n"),
        Fixed("null", "null"),
        Fixed("a number", "1e400"),
        Fixed("braces of a template", "{{{{"),
        Fixed("template in keys", "{{ .Values.a }}: {{ .Values.b }}\n{{- if x }}\nservices: {{\n"),

        // Characters.
        Fixed("NUL", "services:\n  a\0b:\n    image: x\0\n"),
        Fixed("NUL in a Dockerfile", "FROM a\0\nRUN e\0cho \0\nUSER \0\n"),
        Fixed("control characters", "services:\n  a\u0001\u001b[31m:\n    image: \"x\\u0000\\u001b[2J\"\n    privileged: true\n"),
        Fixed("lone surrogates", "services:\n  \ud800:\n    image: \"\\ud800\udfff\ud800\"\n    privileged: true\n"),
        Fixed("lone surrogates in a Dockerfile", "FROM \ud800\nUSER \udfff\nENV PASSWORD=\ud800hunter2\nRUN curl http://\ud800 | sh\n"),
        Fixed("lone surrogates in JSON", "{\"resources\":{\"\ud800\":{\"type\":\"container.v0\",\"image\":\"\\udc00\"}}}"),
        Fixed("byte order mark inside", "services:\n\ufeff  a:\n    \ufeffimage: x\n\ufeff"),
        Fixed("byte order mark in a Dockerfile", "\ufeffFROM a\n\ufeffRUN b\n"),
        Fixed("only carriage returns", "services:\r  a:\r    image: x\r    privileged: true\r"),
        Fixed("only carriage returns in a Dockerfile", "FROM a\rUSER root\rRUN chmod 777 /\r"),
        Fixed("line separators", "services:\u2028  a:\u0085    image: x\u2029"),
        Fixed("right to left", "services:\n  \u202eabc:\n    image: \u202egpj.x\n    privileged: true\n"),

        // Numbers.
        Fixed("huge numbers", "services:\n  a:\n    image: x\n    mem_limit: 1e400\n    pids_limit: 99999999999999999999\n    cpus: 1e-400\n    oom_score_adj: -99999999999999999999\n    user: \"99999999999999999999:-1\"\n    ports: [\"99999999999999999999:1\", \"0-4294967296:1\", \"1-65535:1-65535\", -1, 1e400]\n    deploy: {resources: {limits: {memory: 99999999999999999999999999G, pids: 1e400}}}\n"),
        Fixed("huge numbers in a manifest", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x\n      ports: [{containerPort: 1e400, hostPort: 99999999999999999999}]\n      securityContext: {runAsUser: 1e400, runAsGroup: 99999999999999999999, privileged: 1e400}\n      resources: {limits: {memory: 1e400, cpu: 99999999999999999999999999999999Ei}}\n"),
        Fixed("huge numbers of a command line", "docker run -m 1e400 --cpus 1e400 --pids-limit 99999999999999999999 -p 99999999999999999999:1 -p 1-65535:1-65535 -u 99999999999999999999 --ulimit nofile=1e400:99999999999999999999 x"),
        Fixed("huge numbers in JSON", "{\"HostConfig\":{\"Memory\":1e400,\"PidsLimit\":99999999999999999999,\"CapAdd\":[1e400],\"PortBindings\":{\"99999999999999999999/tcp\":[{\"HostPort\":\"1e400\"}]}},\"ociVersion\":1e400,\"process\":{\"user\":{\"uid\":1e400,\"gid\":-99999999999999999999}}}"),
        Fixed("huge numbers in a Dockerfile", "FROM a\nEXPOSE 1-65535 99999999999999999999 1e400\nUSER 99999999999999999999\nHEALTHCHECK --interval=1e400s --retries=99999999999999999999 CMD x\nRUN chmod 99999999999999999999 /a\n"),

        // Depth.
        new("JSON arrays", static n => new string('[', n)),
        new("JSON arrays, closed", static n => new string('[', n) + new string(']', n)),
        new("JSON objects", static n => Repeat("{\"a\":", n)),
        new("JSON objects, closed", static n => Repeat("{\"a\":", n) + "1" + new string('}', n)),
        new("JSON objects below services", static n => "{\"services\":" + Repeat("{\"a\":", n) + "1" + new string('}', n) + "}"),
        new("flow mappings", static n => "services: " + Repeat("{a: ", n) + "1" + new string('}', n)),
        new("flow sequences", static n => "services: " + Repeat("[a, ", n)),
        // Indentation costs the square of its depth.
        new("block mappings", static n => string.Concat(Enumerable.Range(0, (int)Math.Sqrt(n * 10)).Select(static i => new string(' ', i) + "a:\n"))),
        new("block sequences", static n => "services:\n  " + Repeat("- ", n) + "a\n"),
        new("subshells", static n => "FROM a\nRUN " + new string('(', n) + "x" + new string(')', n) + "\n"),
        new("groups", static n => "FROM a\nRUN " + Repeat("{ ", n) + "x;" + Repeat(" };", n) + "\n"),
        new("command substitutions", static n => "FROM a\nRUN " + Repeat("echo $(", n) + "x" + new string(')', n) + "\n"),
        new("backquotes", static n => "FROM a\nRUN " + Repeat("echo `", n) + "\n"),
        new("quotes in substitutions", static n => "FROM a\nRUN echo " + Repeat("\"$(echo ", n) + "x" + Repeat(")\"", n) + "\n"),
        new("arithmetic", static n => "FROM a\nRUN echo $((" + new string('(', n) + "1" + new string(')', n) + "))\n"),
        new("parameter expansions", static n => "FROM a\nRUN echo " + Repeat("${a:-", n) + "x" + new string('}', n) + "\n"),
        new("if in if", static n => "FROM a\nRUN " + Repeat("if x; then ", n) + "y; " + Repeat("fi; ", n) + "\n"),
        new("negations", static n => "FROM a\nRUN " + Repeat("! ", n) + "x\n"),
        new("sh -c in sh -c", static n => "FROM a\nRUN " + Repeat("sudo sh -c ", n) + "x\n"),
        new("prefixes", static n => "FROM a\nRUN " + Repeat("env a=b nice sudo ", n) + "curl x | sh\n"),
        new("eval in quotes", static n => "FROM a\nRUN " + Repeat("eval 'sh -c \"", n) + "x" + Repeat("\"'", n) + "\n"),
        new("variables in variables", static n => "FROM a\nENV b=" + Repeat("${a:-", n) + "x" + new string('}', n) + "\n"),
        new("interpolation in interpolation", static n => "services:\n  a:\n    image: " + Repeat("${a:-", n) + "x" + new string('}', n) + "\n"),
        new("subshells of a command line", static n => new string('(', n) + "docker run --privileged x" + new string(')', n)),
        new("sh -c of a command line", static n => "docker run x sh -c '" + new string('(', n) + "'"),
        new("XML elements", static n => "<Project>" + Repeat("<a>", n)),
        new("XML elements, closed", static n => "<Project>" + Repeat("<a>", n) + Repeat("</a>", n) + "</Project>"),
        new("brackets in a property", static n => "<Project><PropertyGroup><ContainerBaseImage>" + Repeat("$(", n) + new string(')', n) + "</ContainerBaseImage></PropertyGroup></Project>"),
        new("expressions", static n => "{\"resources\":{\"a\":{\"type\":\"container.v0\",\"image\":\"" + new string('{', n) + new string('}', n) + "\"}}}"),
        new("templates", static n => "apiVersion: v1\nkind: Pod\nspec: " + new string('{', n) + "\n"),
        new("heredocs", static n => "FROM a\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"RUN <<E{i}\n"))),
        new("heredocs of one line", static n => "FROM a\nRUN " + Repeat("<<E ", n) + "\n" + Repeat("E\n", n)),

        // Bombs.
        Fixed("bomb of aliases", Bomb("*")),
        Fixed("bomb of merge keys", "a0: &a0 {x: y}\n" + string.Concat(Enumerable.Range(1, 40).Select(static i => $"a{i}: &a{i} {{<<: [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}], k{i}: v}}\n")) + "services:\n  <<: *a40\n"),
        Fixed("alias of itself", "services: &a\n  b: *a\n  c: {<<: *a}\n"),
        Fixed("bomb of aliases below services", "x-a: &a {image: x, environment: {A: b}}\n" + string.Concat(Enumerable.Range(1, 30).Select(static i => $"x-{i}: &a{i} [{string.Join(", ", Enumerable.Repeat(i == 1 ? "*a" : $"*a{i - 1}", 9))}]\n")) + "services:\n  a: {image: x, command: *a30, environment: *a30, ports: *a30, volumes: *a30, cap_add: *a30}\n"),
        Fixed("bomb of aliases in a manifest", "a: &a0 {name: x, image: y}\n" + string.Concat(Enumerable.Range(1, 30).Select(static i => $"b{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n")) + "apiVersion: v1\nkind: Pod\nspec: {containers: *a30, volumes: *a30, initContainers: [{args: *a30}]}\n"),
        new("merges of one large mapping", static n => "x-a: &a {" + string.Join(", ", Enumerable.Range(0, (int)Math.Sqrt(n)).Select(static i => $"k{i}: v")) + "}\nservices:\n" + string.Concat(Enumerable.Range(0, (int)Math.Sqrt(n)).Select(static i => $"  s{i}: {{<<: *a, image: x}}\n"))),
        new("list of merges", static n => "x-a: &a {image: x}\nservices:\n  a: {<<: [" + string.Join(", ", Enumerable.Repeat("*a", n)) + "]}\n"),
        Fixed("entities of XML", "<!DOCTYPE a [<!ENTITY a \"b\">" + string.Concat(Enumerable.Range(1, 30).Select(static i => $"<!ENTITY a{i} \"&a{(i == 1 ? "" : i - 1)};&a{(i == 1 ? "" : i - 1)};\">")) + "]><Project><PropertyGroup><ContainerUser>&a30;</ContainerUser></PropertyGroup></Project>"),
        Fixed("variables that double", "FROM a\nENV a0=xxxxxxxxxx\n" + string.Concat(Enumerable.Range(1, 60).Select(static i => $"ENV a{i}=$a{i - 1}$a{i - 1}\n")) + "USER $a60\nLABEL b=$a60\n"),
        Fixed("arguments that double", "ARG a0=xxxxxxxxxx\n" + string.Concat(Enumerable.Range(1, 60).Select(static i => $"ARG a{i}=$a{i - 1}$a{i - 1}\n")) + "FROM $a60\n"),
        Fixed("shell variables that double", "FROM a\nRUN a0=xxxxxxxxxx; " + string.Concat(Enumerable.Range(1, 60).Select(static i => $"a{i}=$a{i - 1}$a{i - 1}; ")) + " curl $a60 | sh\n"),
        Fixed("shell variables that nest scripts", "FROM a\nRUN a0='curl x | sh'; " + string.Concat(Enumerable.Range(1, 60).Select(static i => $"a{i}=\"sh -c '$a{i - 1}; $a{i - 1}'\"; ")) + " sh -c \"$a60\"\n"),
        Fixed("properties that double", "<Project><PropertyGroup><a0>xxxxxxxxxx</a0>" + string.Concat(Enumerable.Range(1, 60).Select(static i => $"<a{i}>$(a{i - 1})$(a{i - 1})</a{i}>")) + "<ContainerUser>$(a60)</ContainerUser></PropertyGroup></Project>"),
        Fixed("properties of themselves", "<Project><PropertyGroup><a>$(b)</a><b>$(a)$(b)</b><ContainerUser>$(a)</ContainerUser></PropertyGroup></Project>"),
        Fixed("stages of themselves", "FROM a AS b\nFROM b AS a\nFROM c AS c\nCOPY --from=c / /\nFROM 0\nFROM a AS a\n"),
        Fixed("expressions of themselves", "{\"resources\":{\"a\":{\"type\":\"container.v0\",\"image\":\"{a.inputs.b}{b.value}\",\"env\":{\"X\":\"{a.env.X}{b.env.Y}\"}},\"b\":{\"type\":\"parameter.v0\",\"value\":\"{b.value}{a.image}\",\"env\":{\"Y\":\"{a.env.X}\"}}}}"),

        // Width.
        new("one long line", static n => new string('a', n * 50)),
        new("one long line of blanks", static n => new string(' ', n * 50)),
        new("one long value", static n => "services:\n  a:\n    privileged: true\n    image: " + new string('a', n * 50) + "\n"),
        new("one long quoted value", static n => "{\"services\": {\"a\": {\"privileged\": true, \"image\": \"" + new string('a', n * 50) + "\"}}}"),
        new("long line of Dockerfile", static n => "FROM a\nRUN " + Repeat("chmod 777 /a && curl http://a | sh && ", n / 4) + "x\n"),
        new("long line of words", static n => "FROM a\nRUN " + Repeat("a ", n * 4) + "\n"),
        new("long line of apt-get", static n => "FROM a\nRUN apt-get install " + Repeat("a ", n) + "\n"),
        new("continued lines", static n => "FROM a\nRUN x" + Repeat(" \\\n  a", n) + "\n"),
        new("continued lines and comments", static n => "FROM a\nRUN x" + Repeat(" \\\n# c\n\n  a", n) + "\n"),
        new("assignments", static n => "FROM a\nRUN " + string.Concat(Enumerable.Range(0, n).Select(static i => $"a{i}=b; ")) + "\n"),
        new("assignments that grow", static n => "FROM a\nRUN a=b; " + Repeat("a=$a$a; ", Math.Min(n, 4000)) + "\n"),
        new("pipes", static n => "FROM a\nRUN " + Repeat("curl x | ", n / 4) + "sh\n"),
        new("ENV", static n => "FROM a\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"ENV A{i}=b\n"))),
        new("ENV of one line", static n => "FROM a\nENV " + string.Concat(Enumerable.Range(0, n).Select(static i => $"A{i}=b ")) + "\n"),
        new("ENV that refers", static n => "FROM a\nENV A0=b\n" + string.Concat(Enumerable.Range(1, n).Select(static i => $"ENV A{i}=$A{i - 1}\n"))),
        new("ENV PATH that grows", static n => "FROM a\n" + string.Concat(Enumerable.Range(1, Math.Min(n, 2000)).Select(static i => $"ENV PATH=/a{i}:$PATH\n"))),
        new("secrets in ENV", static n => "FROM a\n" + string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"ENV PASSWORD{i}=hunter2hunter{i}\n"))),
        new("LABEL", static n => "FROM a\nLABEL " + string.Concat(Enumerable.Range(0, n).Select(static i => $"a{i}=b ")) + "\n"),
        new("stages", static n => string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"FROM {(i == 0 ? "x" : $"s{i - 1}")} AS s{i}\nENV A{i}=b\n"))),
        new("stages and USER", static n => string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"FROM x AS s{i}\nUSER a\nCOPY --from=s{Math.Max(0, i - 1)} /a /b\n"))),
        new("RUN", static n => "FROM a\n" + Repeat("RUN curl http://a | sh\n", n / 4)),
        new("USER and RUN", static n => "FROM a\n" + Repeat("USER a\nRUN useradd b\nWORKDIR x\n", n / 4)),
        new("COPY", static n => "FROM a\n" + Repeat("COPY . /app\nWORKDIR b\n", n / 4)),
        new("ADD of JSON", static n => "FROM a\nADD [" + string.Join(", ", Enumerable.Repeat("\"http://a\"", n)) + "]\n"),
        new("EXPOSE", static n => "FROM a\nEXPOSE" + Repeat(" 1-65535", n / 4) + "\n"),
        new("ONBUILD", static n => "FROM a\n" + Repeat("ONBUILD ", n) + "RUN x\n"),
        new("errors of a Dockerfile", static n => Repeat("FOO bar\n", n)),
        new("comments that suppress", static n => "FROM a\n" + Repeat("# containersec:ignore CSEC0101 it is so\nRUN curl http://a | sh\n", n / 4)),
        new("comments that suppress, together", static n => "FROM a\n" + Repeat("# containersec:ignore CSEC0101 it is so\n", n) + "USER root\n"),
        new("comments that suppress wrongly", static n => "FROM a\nUSER root\n" + Repeat("# containersec:ignore CSEC9999\n", n)),
        new("keys", static n => string.Concat(Enumerable.Range(0, n).Select(static i => $"k{i}: v\n"))),
        new("keys of JSON", static n => "{" + string.Join(", ", Enumerable.Range(0, n).Select(static i => $"\"k{i}\": 1")) + "}"),
        new("equal keys", static n => "services:\n  a:\n    image: x\n" + Repeat("    privileged: true\n", n)),
        new("equal services", static n => "services:\n" + Repeat("  a: {image: x}\n", n)),
        new("equal keys of JSON", static n => "{" + Repeat("\"a\": 1, ", n) + "\"b\": 1}"),
        new("services", static n => "services:\n" + string.Concat(Enumerable.Range(0, n / 10).Select(static i => $"  s{i}: {{image: x}}\n"))),
        new("services that depend", static n => "services:\n" + string.Concat(Enumerable.Range(0, n / 10).Select(static i => $"  s{i}: {{image: x, depends_on: [s{i + 1}], networks: [n{i}], volumes: [\"v{i}:/a\"], secrets: [t{i}]}}\n")) + "networks:\n" + string.Concat(Enumerable.Range(0, n / 10).Select(static i => $"  n{i}: {{}}\n")) + "volumes:\n" + string.Concat(Enumerable.Range(0, n / 10).Select(static i => $"  v{i}: {{}}\n")) + "secrets:\n" + string.Concat(Enumerable.Range(0, n / 10).Select(static i => $"  t{i}: {{file: ./a}}\n"))),
        new("services that extend", static n => "services:\n  s0: {image: x}\n" + string.Concat(Enumerable.Range(1, n / 20).Select(static i => $"  s{i}: {{extends: {{service: s{i - 1}}}}}\n"))),
        new("services that extend one", static n => "services:\n  s0: {image: x, privileged: true}\n" + string.Concat(Enumerable.Range(1, n / 20).Select(static i => $"  s{i}: {{extends: s0}}\n"))),
        new("ports", static n => "services:\n  a:\n    image: x\n    ports:\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"      - \"{(i % 60000) + 1}:80\"\n"))),
        new("port ranges", static n => "services:\n  a:\n    image: x\n    ports:\n" + Repeat("      - \"1-65535:1-65535\"\n", n)),
        new("volumes", static n => "services:\n  a:\n    image: x\n    volumes:\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"      - /etc/a{i}:/b{i}\n"))),
        new("environment", static n => "services:\n  a:\n    image: x\n    environment:\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"      A{i}: b\n"))),
        new("environment as list", static n => "services:\n  a:\n    image: x\n    environment:\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"      - A{i}=b\n"))),
        new("secrets in environment", static n => "services:\n  a:\n    image: x\n    environment:\n" + string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"      PASSWORD{i}: hunter2hunter{i}\n"))),
        new("secrets in one line", static n => "services: {a: {image: x, environment: {" + string.Join(", ", Enumerable.Range(0, n / 40).Select(static i => $"PASSWORD{i}: hunter2hunter{i}")) + "}}}\n"),
        new("capabilities", static n => "services:\n  a:\n    image: x\n    cap_add: [" + string.Join(", ", Enumerable.Repeat("SYS_ADMIN", n)) + "]\n"),
        new("command words", static n => "services:\n  a:\n    image: x\n    command: [" + string.Join(", ", Enumerable.Repeat("a", n)) + "]\n"),
        new("interpolations", static n => "services:\n  a:\n    image: " + Repeat("${a}", n) + "\n"),
        new("interpolated values", static n => "services:\n  a:\n    image: x\n    environment:\n" + string.Concat(Enumerable.Range(0, n).Select(static i => $"      A{i}: ${{B:-c}}\n"))),
        new("dollars", static n => "services:\n  a:\n    image: \"" + new string('$', n) + "\"\n"),
        new("unclosed interpolations", static n => "services:\n  a:\n    image: \"" + Repeat("${a", n) + "\"\n"),
        new("unclosed template", static n => "a: b\n" + Repeat("x: {{ a\n", n)),
        new("templates in lines", static n => "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n" + Repeat("    {{ .a }}: {{ .b }}\n", n)),
        new("inline Dockerfiles", static n => "services:\n" + string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"  s{i}: {{build: {{dockerfile_inline: \"FROM a\\nRUN curl x | sh\\n\"}}}}\n"))),
        new("long inline Dockerfile", static n => "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM a\n" + Repeat("        RUN curl http://x | sh\n", n / 10)),
        new("documents", static n => Repeat("---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: x}]}\n", n / 20)),
        new("documents of services and policies", static n => string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{i}, labels: {{a: b{i}}}}}\nspec: {{serviceAccountName: s{i}, containers: [{{name: a, image: x}}]}}\n---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{i}}}\nspec: {{selector: {{a: b{i}}}, ports: [{{port: 80}}]}}\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: n{i}}}\nspec: {{podSelector: {{matchLabels: {{a: b{i}}}}}, policyTypes: [Ingress], ingress: [{{}}]}}\n"))),
        new("documents of roles", static n => string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{name: r{i}}}\nrules: [{{apiGroups: ['*'], resources: ['*'], verbs: ['*']}}]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: b{i}}}\nroleRef: {{kind: ClusterRole, name: r{i}}}\nsubjects: [{{kind: ServiceAccount, name: default, namespace: a}}]\n"))),
        new("containers", static n => "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n" + string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"    - {{name: c{i}, image: x, volumeMounts: [{{name: v{i}, mountPath: /a}}]}}\n")) + "  volumes:\n" + string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"    - {{name: v{i}, hostPath: {{path: /a{i}}}}}\n"))),
        new("config map", static n => "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n" + string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"  PASSWORD{i}: hunter2hunter{i}\n"))),
        new("list of objects", static n => "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + string.Join(",", Enumerable.Repeat("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"x\"}]}}", n / 20)) + "]}"),
        new("list in list", static n => Repeat("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[", n)),
        new("options of a command line", static n => "docker run " + Repeat("-v /etc:/a ", n) + "x"),
        new("command lines", static n => Repeat("docker run --privileged -v /:/host x\n", n / 10)),
        new("letters of a command line", static n => "docker run -" + Repeat("it", n) + " x"),
        new("unclosed quotes", static n => "docker run " + Repeat("-e \"a", n | 1)),
        new("apostrophes", static n => "FROM a\nRUN " + Repeat("'a", n | 1) + "\n"),
        new("inspected containers", static n => "[" + string.Join(",", Enumerable.Repeat("{\"Name\":\"/a\",\"HostConfig\":{\"Privileged\":true},\"Config\":{\"Image\":\"x\",\"Env\":[\"A=b\"]}}", n / 20)) + "]"),
        new("mounts of a container", static n => "{\"ociVersion\":\"1.0\",\"process\":{\"args\":[\"a\"]},\"mounts\":[" + string.Join(",", Enumerable.Range(0, n / 4).Select(static i => $"{{\"destination\":\"/a{i}\",\"source\":\"/b\",\"options\":[\"rw\"]}}")) + "]}"),
        new("resources", static n => "{\"resources\":{" + string.Join(",", Enumerable.Range(0, n / 20).Select(static i => $"\"r{i}\":{{\"type\":\"container.v0\",\"image\":\"x\",\"env\":{{\"A\":\"{{r{i + 1}.bindings.a.url}}\"}}}}")) + "}}"),
        new("profiles", static n => "{\"profiles\":{" + string.Join(",", Enumerable.Range(0, n / 20).Select(static i => $"\"p{i}\":{{\"commandName\":\"Docker\",\"environmentVariables\":{{\"PASSWORD\":\"hunter2hunter\"}}}}")) + "}}"),
        new("properties", static n => "<Project><PropertyGroup>" + string.Concat(Enumerable.Range(0, n / 4).Select(static i => $"<a{i}>$(a{i - 1})</a{i}>")) + "<ContainerUser>$(a" + ((n / 4) - 1) + ")</ContainerUser></PropertyGroup></Project>"),
        new("items", static n => "<Project><ItemGroup>" + Repeat("<ContainerEnvironmentVariable Include=\"PASSWORD\" Value=\"hunter2hunter\" /><ContainerPort Include=\"80\" />", n / 10) + "</ItemGroup></Project>"),
        new("jobs", static n => "on: push\njobs:\n" + string.Concat(Enumerable.Range(0, n / 20).Select(static i => $"  j{i}: {{runs-on: x, container: {{image: y, options: --privileged}}, steps: [{{run: \"docker run --privileged x\"}}]}}\n"))),
        new("commas", static n => "{\"a\": [" + new string(',', n) + "]}"),
        new("comments of JSON", static n => "{" + Repeat("/* a */ // b\n", n) + "}"),
        new("unclosed comments", static n => "{" + Repeat("/* ", n)),
        new("anchors", static n => string.Concat(Enumerable.Range(0, n).Select(static i => $"a{i}: &b{i} x\n"))),
        new("aliases", static n => "a: &b x\nservices:\n  a: {image: x, command: [" + string.Join(", ", Enumerable.Repeat("*b", n)) + "]}\n"),
        new("tags", static n => "services:\n  a: {image: !!str x, command: [" + string.Join(", ", Enumerable.Repeat("!reset a", n)) + "]}\n"),
        new("tabs", static n => "services:\n" + new string('\t', n) + "a: b\n"),
        new("question marks", static n => Repeat("? ", n) + "a\n"),
        new("colons", static n => Repeat("a: ", n) + "\n"),
        new("dashes", static n => "docker run " + Repeat("- -- --- ", n) + "x"),
        new("percent signs", static n => Repeat("%TAG ! a:b\n", n)),
        new("block scalar", static n => "services:\n  a:\n    image: x\n    command: |\n" + Repeat("      a b\n", n)),
        new("folded scalar", static n => "services:\n  a:\n    image: x\n    command: >\n" + Repeat("      a b\n\n", n)),
        new("quoted lines", static n => "services:\n  a:\n    image: x\n    command: \"" + Repeat("a\n      ", n) + "\"\n"),
        new("escapes", static n => "{\"services\":{\"a\":{\"image\":\"x\",\"command\":\"" + Repeat("\\u0061\\n", n) + "\"}}}"),
    ];

    /// <summary>Whether a kind grows in depth.</summary>
    public static bool IsDeep(string name) => Deep.Contains(name);

    private static readonly HashSet<string> Deep = new(StringComparer.Ordinal)
    {
        "JSON arrays", "JSON arrays, closed", "JSON objects", "JSON objects, closed", "JSON objects below services", "flow mappings", "flow sequences",
        "block mappings", "block sequences", "subshells", "groups", "command substitutions", "backquotes", "quotes in substitutions", "arithmetic",
        "parameter expansions", "if in if", "negations", "sh -c in sh -c", "prefixes", "variables in variables", "interpolation in interpolation",
        "subshells of a command line", "XML elements", "XML elements, closed", "brackets in a property", "expressions", "templates", "question marks",
        "list in list", "ONBUILD",
    };

    /// <summary>Valid texts, one or more of each format, to be spoilt.</summary>
    public static IReadOnlyList<(Surface Surface, string Text)> Samples { get; } =
    [
        (Surface.Dockerfile, "# syntax=docker/dockerfile:1\nARG V=1\nFROM --platform=$BUILDPLATFORM alpine:${V:-2} AS a\nENV A=b PASSWORD=hunter2hunter PATH=/x:$PATH\nRUN --mount=type=secret,id=a,target=/b set -e; curl -k http://x | sh && apt-get install -y sudo \\\n  # c\n  && chmod 777 /a\nRUN <<E\ncurl x | sh\nE\nCOPY --from=a --chown=0:0 [\"/a\", \"/b\"]\nADD http://a/b.tar /\nEXPOSE 22/tcp 80-90\nHEALTHCHECK --interval=5s CMD curl x\nUSER root\nENTRYPOINT [\"sh\", \"-c\", \"$A\"]\n"),
        (Surface.Compose, "x-a: &a\n  image: nginx:${TAG:-1}\n  environment: {PASSWORD: hunter2hunter, A: \"${B?c}\"}\nservices:\n  web:\n    <<: *a\n    privileged: true\n    ports: [\"0.0.0.0:80:80/tcp\", {target: 1, published: 2-3}]\n    volumes:\n      - /var/run/docker.sock:/a:ro\n      - {type: bind, source: /, target: /b}\n    cap_add: [ALL]\n    security_opt: [\"seccomp:unconfined\"]\n    build: {context: ., dockerfile_inline: \"FROM a\\nRUN b\"}\n    deploy: {resources: {limits: {memory: 1g}}}\n    command: sh -c 'a | b'\nsecrets: {s: {file: ./a}}\n"),
        (Surface.Kubernetes, "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: {b: c}}\nspec:\n  template:\n    spec:\n      hostNetwork: true\n      securityContext: {runAsUser: 0, sysctls: [{name: a, value: b}]}\n      containers:\n        - name: a\n          image: x:1\n          securityContext: {privileged: true, capabilities: {add: [ALL]}}\n          env: [{name: PASSWORD, value: hunter2hunter}]\n          resources: {limits: {memory: 1Gi, cpu: 100m}}\n          command: [sh, -c, \"curl x | sh\"]\n      volumes: [{name: v, hostPath: {path: /}}]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n}\nspec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}\n"),
        (Surface.DockerRun, "docker run -it --rm --privileged -p 0.0.0.0:80-81:80-81 -v /:/host:ro -e \"PASSWORD=hunter2hunter\" --cap-add=ALL --security-opt seccomp=unconfined \\\n  --mount 'type=bind,source=/etc,\"target=/a\"' -m 1g --ulimit nofile=1:2 nginx:1 sh -c \"curl x | sh\"\n"),
        (Surface.DockerInspect, "[{\"Name\":\"/a\",\"Config\":{\"Image\":\"x:1\",\"User\":\"0\",\"Env\":[\"PASSWORD=hunter2hunter\"]},\"HostConfig\":{\"Privileged\":true,\"CapAdd\":[\"ALL\"],\"Binds\":[\"/:/a:rw\"],\"PortBindings\":{\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"80\"}]},\"Memory\":1}}]"),
        (Surface.RuntimeSpec, "{\"ociVersion\":\"1.0.0\",\"process\":{\"user\":{\"uid\":0,\"gid\":0},\"args\":[\"a\"],\"env\":[\"PASSWORD=hunter2hunter\"],\"capabilities\":{\"bounding\":[\"CAP_SYS_ADMIN\"]}},\"mounts\":[{\"destination\":\"/a\",\"source\":\"/\",\"type\":\"bind\",\"options\":[\"rw\"]}],\"linux\":{\"namespaces\":[{\"type\":\"pid\"}],\"seccomp\":{\"defaultAction\":\"SCMP_ACT_ALLOW\"}}}"),
        (Surface.DaemonJson, "{ // c\n \"hosts\": [\"tcp://0.0.0.0:2375\"], \"insecure-registries\": [\"a:5000\"], \"icc\": true, \"userns-remap\": \"default\", }"),
        (Surface.AspireManifest, "{\"resources\":{\"a\":{\"type\":\"container.v0\",\"image\":\"x:{p.value}\",\"env\":{\"PASSWORD\":\"{p.inputs.v}\"},\"bindings\":{\"h\":{\"scheme\":\"http\",\"protocol\":\"tcp\",\"external\":true,\"targetPort\":80}},\"bindMounts\":[{\"source\":\"/\",\"target\":\"/a\"}]},\"p\":{\"type\":\"parameter.v0\",\"value\":\"{p.inputs.v}\",\"inputs\":{\"v\":{\"type\":\"string\",\"secret\":true}}}}}"),
        (Surface.Project, "<Project Sdk=\"Microsoft.NET.Sdk\">\n <PropertyGroup Condition=\"'$(A)' == 'b'\"><ContainerBaseImage>x:$(V)</ContainerBaseImage><ContainerUser>root</ContainerUser></PropertyGroup>\n <ItemGroup><ContainerPort Include=\"22;80\" Type=\"tcp\" /><ContainerEnvironmentVariable Include=\"PASSWORD\" Value=\"hunter2hunter\" /></ItemGroup>\n</Project>\n"),
        (Surface.LaunchSettings, "{\"profiles\":{\"a\":{\"commandName\":\"Docker\",\"containerRunArguments\":\"--privileged -v /:/a\",\"environmentVariables\":{\"PASSWORD\":\"hunter2hunter\"}}}}"),
        (Surface.DevContainer, "{ // c\n \"image\": \"x:${localEnv:V}\", \"runArgs\": [\"--privileged\", \"-v\", \"/:/a\"], \"mounts\": [\"source=/,target=/a,type=bind\"], \"remoteUser\": \"root\", \"postCreateCommand\": \"curl x | sh\", }"),
        (Surface.GitHubWorkflow, "on: push\njobs:\n  a:\n    runs-on: x\n    container:\n      image: y:${{ matrix.v }}\n      options: --privileged -v /:/a\n      env: {PASSWORD: hunter2hunter}\n    services: {db: {image: z, ports: ['80:80']}}\n    steps: [{run: docker run --privileged x}]\n"),
        (Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters: [{name: a, cluster: {server: http://x, insecure-skip-tls-verify: true}}]\nusers: [{name: u, user: {token: abcdefghijklmnop, password: hunter2hunter}}]\ncontexts: [{name: c, context: {cluster: a, user: u}}]\n"),
    ];

    private static Kind Fixed(string name, string text) => new(name, _ => text, IsFixed: true);

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Bomb(string mark) =>
        "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"{mark}a{i - 1}", 9))}]\n")) + "services: *a60\n";
}
