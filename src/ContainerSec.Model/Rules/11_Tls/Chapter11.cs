namespace ContainerSec.Rules;

internal static class Chapter11
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new EngineOverPlainTcp(),
        new ServerNotVerified(),
        new ClusterOverPlainHttp(),
        new UnsecuredTransportAllowed(),
        new ExternalEndpointOverHttp(),
        new CertificateTrustOff(),
        new TlsVerificationOff(),
        new ClusterVerificationOff(),
        new BuildTlsVerificationOff(),
        new ClearTextUrlUsed(),
        new IngressWithoutTls(),
        new LoadBalancerWithoutCertificate(),
    ];
}
