using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1103: a kubeconfig file or a program reaches the cluster without TLS, or has a credential written into it.</summary>
internal sealed class ClusterOverPlainHttp : Rule, IJudge<ApiService>, IJudge<KubeUser>, IJudge<EngineClient>
{
    public override RuleInfo Info { get; } = new("CSEC1103", "Kubernetes API over http, or a credential in plain text", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        PointsAtSecret = true,
        Why = "Over http everybody on the way reads the token and changes the answers; a token in a file or in code that is shared is a token of everybody who has it.",
        Fix = "Use an https address, and an exec plug-in or a token file instead of a literal token or password; replace what was already shared.",
        Mappings = [Mapping.Attack("T1557"), Mapping.Cwe(319), Mapping.Cwe(798)],
        References = ["Kubernetes documentation, \"Organizing Cluster Access Using kubeconfig Files\"", "Kubernetes documentation, \"Authenticating\", client-go credential plugins"],
        Examples =
        [
            Example.Bad(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: http://cluster.contoso.com:8080\n"),
            Example.Good(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: https://cluster.contoso.com:6443\n"),
            Example.Bad(Surface.KubernetesClient, """var configuration = new KubernetesClientConfiguration { Host = "http://cluster.contoso.com:8080" };"""),
            Example.Good(Surface.KubernetesClient, """var configuration = new KubernetesClientConfiguration { Host = "https://cluster.contoso.com:6443" };"""),
        ],
    };

    public void Check(ApiService subject, RuleContext context) =>
        context.Judge(subject.Server, IsPlain, static server => $"is reached without TLS ('http://{ClearTextUrl.HostOf(server.Substring("http://".Length))}')");

    public void Check(KubeUser subject, RuleContext context)
    {
        context.Judge(subject.Token, static token => token.Length > 0, "has its bearer token written into the file");
        context.Judge(subject.Password, static password => password.Length > 0, "has its password written into the file");
    }

    public void Check(EngineClient subject, RuleContext context)
    {
        if (!subject.IsCluster)
            return;
        context.Judge(subject.Address, IsPlain, static server => $"reaches the cluster without TLS ('http://{ClearTextUrl.HostOf(server.Substring("http://".Length))}')");
        context.Judge(subject.Token, IsSecret, "has its bearer token written into the code");
        context.Judge(subject.Password, IsSecret, "has its password written into the code");
    }

    private static bool IsSecret(string value) => SecretValue.Of(value).Kind is not (SecretKind.Harmless or SecretKind.Placeholder);

    // kubectl proxy serves http to its own host.
    private static bool IsPlain(string server) =>
        server.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !ClearTextUrl.IsLoopback(ClearTextUrl.HostOf(server.Substring("http://".Length)));
}
