namespace ContainerSec.Rules;

internal static class Chapter14
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new WildcardAccess(),
        new SensitivePermissionGranted(),
        new NamespaceAdmitsPrivileged(),
        new UntrustedInputReachesContainer(),
        new DefaultNamespaceUsed(),
        new SystemNamespaceUsed(),
        new GrantsWorkloadChanges(),
        new GrantsWorkloadDeletion(),
        new GrantsLogDeletion(),
        new GrantsAttach(),
        new GrantsPortForward(),
        new GrantsNodeProxy(),
        new GrantsWebhookChanges(),
        new GrantsCertificateApproval(),
        new GrantsTokenCreation(),
        new GrantsPersistentVolumeCreation(),
        new GrantsConfigMapChanges(),
        new GrantsNetworkChanges(),
        new GrantsBindingChanges(),
        new BoundToAnonymous(),
        new BoundToAllAuthenticated(),
        new BoundToSystemMasters(),
        new WorkloadCanTakeOverCluster(),
        new AdmissionWebhookListed(),
        new NamespaceWithoutPodSecurity(),
        new PodSecurityPolicyTooWide(),
        new ConstraintsAdmitPrivileged(),
        new DashboardDeployed(),
        new TillerDeployed(),
        new ApiServerAnonymous(),
        new ApiServerStaticCredentials(),
        new ApiServerAuthorization(),
        new ApiServerInsecurePort(),
    ];
}
