using System.Text.Json.Nodes;

namespace ContainerSec.Tests.Rules.PodSecurity;

/// <summary>A pod as JSON, by the names of the API.</summary>
internal sealed class PodView(JsonObject pod)
{
    public JsonObject Spec => pod.Child("spec");

    public JsonObject Context => Spec.Child("securityContext");

    public Dictionary<string, string> Annotations => pod.Child("metadata").Child("annotations").ToDictionary(static a => a.Key, static a => a.Value!.GetValue<string>());

    /// <summary>Containers of every sort.</summary>
    public IReadOnlyList<ContainerView> Containers =>
        [.. new[] { "initContainers", "containers", "ephemeralContainers" }.SelectMany(list => Spec.Items(list)).Select(static c => new ContainerView(c))];

    /// <summary>The security contexts of the pod and of its containers.</summary>
    public IEnumerable<JsonObject> Contexts => Containers.Select(static c => c.Context).Prepend(Context);

    /// <summary>For each volume the names of its sources.</summary>
    public IEnumerable<IReadOnlyList<string>> Volumes => Spec.Items("volumes").Select(static v => v.Where(static p => p.Key != "name" && p.Value is not null).Select(static p => p.Key).ToList());

    public IEnumerable<string> Sysctls => Context.Items("sysctls").Select(static s => s.Text("name")!);
}

internal sealed class ContainerView(JsonObject container)
{
    public string Name => container.Text("name")!;

    public JsonObject Context => container.Child("securityContext");

    public IReadOnlyList<string> Added => Capabilities("add");

    public IReadOnlyList<string> Dropped => Capabilities("drop");

    public IEnumerable<long> HostPorts => container.Items("ports").Select(static p => p.Number("hostPort") ?? 0);

    public IEnumerable<string> ProbeHosts
    {
        get
        {
            var probes = new[] { "livenessProbe", "readinessProbe", "startupProbe" }.Select(container.Child);
            var handlers = new[] { "postStart", "preStop" }.Select(container.Child("lifecycle").Child);
            return probes.Concat(handlers).SelectMany(static p => new[] { p.Child("httpGet"), p.Child("tcpSocket") }).Select(static h => h.Text("host") ?? "");
        }
    }

    private IReadOnlyList<string> Capabilities(string list) =>
        [.. (Context.Child("capabilities")[list] as JsonArray ?? []).Select(static c => c!.GetValue<string>())];
}

internal static class JsonExtensions
{
    public static JsonObject Child(this JsonObject parent, string key) => parent[key] as JsonObject ?? [];

    public static IEnumerable<JsonObject> Items(this JsonObject parent, string key) => (parent[key] as JsonArray ?? []).OfType<JsonObject>();

    public static bool IsTrue(this JsonObject parent, string key) => parent[key] is JsonValue value && value.GetValue<bool>();

    public static bool IsFalse(this JsonObject parent, string key) => parent[key] is JsonValue value && !value.GetValue<bool>();

    public static string? Text(this JsonObject parent, string key) => parent[key]?.GetValue<string>();

    public static long? Number(this JsonObject parent, string key) => parent[key]?.GetValue<long>();
}
