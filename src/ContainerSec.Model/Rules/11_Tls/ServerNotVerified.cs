namespace ContainerSec.Rules;

/// <summary>CSEC1102: a program takes whoever answers for the engine or the cluster that it commands.</summary>
internal sealed class ServerNotVerified : Rule, IJudge<EngineClient>
{
    public override RuleInfo Info { get; } = new("CSEC1102", "Server certificate of engine or cluster not verified", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever answers in the server's place reads the token and every secret that is sent, and says what runs: the encryption is there, but with a stranger.",
        Fix = "Remove the callback or SkipTlsVerify, and trust the issuer: SslCaCerts of the configuration, or the authority of the engine's certificate.",
        Mappings = [Mapping.Attack("T1557"), Mapping.Cwe(295)],
        References = ["learn.microsoft.com: CA5359, Do not disable certificate validation"],
        Examples =
        [
            Example.Bad(Surface.KubernetesClient, """var configuration = new KubernetesClientConfiguration { Host = "https://cluster.contoso.com:6443", SkipTlsVerify = true };"""),
            Example.Good(Surface.KubernetesClient, """var configuration = new KubernetesClientConfiguration { Host = "https://cluster.contoso.com:6443", SkipTlsVerify = false };"""),
        ],
    };

    public void Check(EngineClient subject, RuleContext context) =>
        context.Judge(subject.SkipTlsVerify, static skips => skips, "accepts any certificate that the server shows");
}
