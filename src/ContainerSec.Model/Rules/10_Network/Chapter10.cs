namespace ContainerSec.Rules;

internal static class Chapter10
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new PortOnEveryInterface(),
        new FixedHostPort(),
        new DataServiceExposed(),
        new AllPortsPublished(),
        new DefaultBridgeNetwork(),
        new ServiceOpenToEverybody(),
        new SshInContainer(),
        new OpenAdministrationExposed(),
        new AnonymousTunnel(),
        new AnonymousDashboard(),
        new HostPortUsed(),
        new PrivilegedPort(),
        new PodWithoutNetworkPolicy(),
        new NamespaceWithoutNetworkPolicy(),
        new NetworkPolicyAdmitsEverybody(),
        new NetworkPolicySelectsNothing(),
        new PointsToNothing(),
        new ServiceAnswersForOthers(),
        new IngressSnippet(),
        new IngressAnnotationInjection(),
        new ReachableThroughIngress(),
        new RemoteAdministrationPort(),
        new BridgeTalksFreely(),
        new PacketFilterNotManaged(),
        new UserlandProxyOn(),
        new OverlayNotEncrypted(),
        new HostNamesInjected(),
        new ProbeNamesHost(),
        new MetadataServiceReachable(),
        new EgressNotLimited(),
        new PublishedPorts(),
    ];
}
