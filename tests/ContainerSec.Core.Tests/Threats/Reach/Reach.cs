using System.Globalization;
using ContainerSec.Readers;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Asks a deployment that is written as text who reaches whom: <c>web -> db 5432</c>, <c>internet -> web</c>, <c>web -> 169.254.169.254 80/tcp</c>.</summary>
internal static class Reach
{
    public static Deployment Compose(string text) => Read(Surface.Compose, "shop/compose.yaml", text);

    public static Deployment Kubernetes(string text) => Read(Surface.Kubernetes, "shop.yaml", text);

    public static Deployment Read(Surface surface, string path, string text)
    {
        var result = ConfigurationReader.Read(surface, new SourceText(path, text));
        Assert.IsFalse(result.HasErrors, string.Join("\n", result.Problems) + "\n" + text);
        return result.Deployment;
    }

    public static Ruling Ask(this NetworkReach reach, Deployment deployment, string question)
    {
        var words = question.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var port = words.Length > 3 ? words[3].Split('/') : [];
        return reach.CanReach(
            End(deployment, words[0]), End(deployment, words[2]),
            port.Length > 0 ? int.Parse(port[0], CultureInfo.InvariantCulture) : null, port.Length > 1 ? port[1] : null);
    }

    // Containers by their own name or by that of their pod; of pods in several namespaces, shop/web.
    private static NetworkEndpoint End(Deployment deployment, string name) => name switch
    {
        "internet" => NetworkEndpoint.Internet,
        "lan" => NetworkEndpoint.LocalNetwork,
        "host" => NetworkEndpoint.Host,
        "api-server" => NetworkEndpoint.ApiServer,
        "others" => NetworkEndpoint.OtherTenant,
        "metadata" => NetworkEndpoint.MetadataService,
        _ when char.IsDigit(name[0]) || name.Contains(':', StringComparison.Ordinal) => NetworkEndpoint.At(name),
        _ => NetworkEndpoint.Of(deployment.Workloads.First(w => w.Name == name || w.Pod?.Name == name || $"{w.Pod?.Namespace.Value}/{w.Pod?.Name}" == name)),
    };
}
