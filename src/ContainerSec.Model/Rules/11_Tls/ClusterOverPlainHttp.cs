namespace ContainerSec.Rules;

/// <summary>CSEC1103: a kubeconfig file reaches the cluster without TLS, or has a credential written into it.</summary>
internal sealed class ClusterOverPlainHttp : Rule, IJudge<ApiService>, IJudge<KubeUser>
{
    public override RuleInfo Info { get; } = new("CSEC1103", "Kubernetes API over http, or a credential in a kubeconfig file", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Over http everybody on the way reads the token and changes the answers; a token in a file that is shared is a token of everybody who has the file.",
        Fix = "Use an https address, and an exec plug-in or a token file instead of a literal token or password; replace what was already shared.",
        Mappings = [Mapping.Attack("T1557"), Mapping.Cwe(319), Mapping.Cwe(798)],
        References = ["Kubernetes documentation, \"Organizing Cluster Access Using kubeconfig Files\"", "Kubernetes documentation, \"Authenticating\", client-go credential plugins"],
        Examples =
        [
            Example.Bad(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: http://cluster.contoso.com:8080\n"),
            Example.Good(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: https://cluster.contoso.com:6443\n"),
        ],
    };

    public void Check(ApiService subject, RuleContext context) =>
        context.Judge(subject.Server, IsPlain, static server => $"is reached without TLS ('http://{ClearTextUrl.HostOf(server.Substring("http://".Length))}')");

    public void Check(KubeUser subject, RuleContext context)
    {
        context.Judge(subject.Token, static token => token.Length > 0, "has its bearer token written into the file");
        context.Judge(subject.Password, static password => password.Length > 0, "has its password written into the file");
    }

    // kubectl proxy serves http to its own host.
    private static bool IsPlain(string server) =>
        server.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !ClearTextUrl.IsLoopback(ClearTextUrl.HostOf(server.Substring("http://".Length)));
}
