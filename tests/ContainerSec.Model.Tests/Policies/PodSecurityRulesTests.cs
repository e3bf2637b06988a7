using ContainerSec.Readers;

namespace ContainerSec.Tests.Policies;

/// <summary>A profile of the Pod Security Standards admits exactly what the admission plug-in of that version admits.</summary>
[TestClass]
public class PodSecurityRulesTests
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const string Hardened = "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}";

    // Facts of the container's security context, added to one that says nothing.
    [TestMethod]
    [DataRow("pss-baseline@1.34", "", true)]
    [DataRow("pss-baseline", "allowPrivilegeEscalation: true, runAsUser: 0, runAsNonRoot: false", true)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [CHOWN, AUDIT_WRITE, SYS_CHROOT]}", true)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [NET_RAW]}", false)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [CAP_CHOWN]}", false)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [chown]}", false)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [ALL]}", false)]
    [DataRow("pss-baseline@1.34", "capabilities: {add: [NO_SUCH]}", false)]
    [DataRow("pss-baseline@1.34", "privileged: true", false)]
    [DataRow("pss-baseline@1.34", "procMount: Unmasked", false)]
    [DataRow("pss-baseline@1.34", "procMount: Default", true)]
    [DataRow("pss-baseline@1.34", "seLinuxOptions: {type: container_engine_t}", true)]
    [DataRow("pss-baseline@1.30", "seLinuxOptions: {type: container_engine_t}", false)]
    [DataRow("pss-baseline@1.34", "seLinuxOptions: {type: svirt_lxc_net_t}", false)]
    [DataRow("pss-baseline@1.34", "seLinuxOptions: {type: '', user: '', level: 's0:c1'}", true)]
    [DataRow("pss-baseline@1.34", "seLinuxOptions: {user: system_u}", false)]
    [DataRow("pss-baseline@1.34", "seccompProfile: {type: Unconfined}", false)]
    [DataRow("pss-baseline@1.34", "seccompProfile: {type: Localhost, localhostProfile: a.json}", true)]
    [DataRow("pss-baseline@1.18", "seccompProfile: {type: Unconfined}", true, DisplayName = "before 1.19 only annotations count")]
    [DataRow("pss-baseline@1.34", "appArmorProfile: {type: Unconfined}", false)]
    [DataRow("pss-baseline@1.34", "windowsOptions: {hostProcess: true}", false)]
    [DataRow("pss-restricted@1.34", "", false)]
    [DataRow("pss-restricted@1.34", Hardened, true)]
    [DataRow("pss-restricted", Hardened, true)]
    [DataRow("pss-restricted@1.34", Hardened + ", runAsUser: 0", false)]
    [DataRow("pss-restricted@1.22", Hardened + ", runAsUser: 0", true, DisplayName = "runAsUser is asked since 1.23")]
    [DataRow("pss-restricted@1.34", "runAsUser: 1000, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}", false, DisplayName = "a user is not enough")]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [all]}", false)]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}", true)]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL], add: [CAP_NET_BIND_SERVICE]}", false)]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL], add: [CHOWN]}", false)]
    [DataRow("pss-restricted@1.21", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {add: [CHOWN]}", true, DisplayName = "capabilities_restricted since 1.22")]
    [DataRow("pss-restricted@1.21", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {add: [NET_ADMIN]}", false)]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: {type: Unconfined}, capabilities: {drop: [ALL]}", false)]
    [DataRow("pss-restricted@1.34", "runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}", false)]
    [DataRow("pss-restricted@1.18", "runAsNonRoot: true, allowPrivilegeEscalation: false", true)]
    [DataRow("pss-restricted@1.7", "runAsNonRoot: true", true)]
    public void Container_IsAdmitted(string profile, string securityContext, bool admitted) => AssertAdmitted(profile, "", "", securityContext, admitted);

    // The pod's own words, with a container that is hardened.
    [TestMethod]
    [DataRow("pss-restricted@1.34", "hostNetwork: true", false)]
    [DataRow("pss-baseline@1.34", "hostPID: true", false)]
    [DataRow("pss-baseline@1.34", "hostIPC: true", false)]
    [DataRow("pss-baseline@1.34", "shareProcessNamespace: true", true)]
    [DataRow("pss-restricted@1.34", "securityContext: {runAsNonRoot: false}", false, DisplayName = "although the container replaces it")]
    [DataRow("pss-restricted@1.34", "securityContext: {runAsUser: 0}", false)]
    [DataRow("pss-restricted@1.34", "hostUsers: false, securityContext: {runAsUser: 0, runAsNonRoot: false}", false)]
    [DataRow("pss-restricted@1.35", "hostUsers: false, securityContext: {runAsUser: 0, runAsNonRoot: false}", true)]
    [DataRow("pss-restricted@1.35", "hostUsers: true, securityContext: {runAsUser: 0}", false)]
    [DataRow("pss-restricted@1.34", "securityContext: {seccompProfile: {type: Unconfined}}", false)]
    [DataRow("pss-restricted@1.34", "securityContext: {seccompProfile: {type: Localhost, localhostProfile: a}}", true)]
    [DataRow("pss-baseline@1.34", "securityContext: {seccompProfile: {type: Unconfined}}", false)]
    [DataRow("pss-baseline@1.34", "securityContext: {appArmorProfile: {type: Unconfined}}", false)]
    [DataRow("pss-baseline@1.34", "securityContext: {windowsOptions: {hostProcess: true}}", false)]
    [DataRow("pss-baseline@1.34", "securityContext: {seLinuxOptions: {role: sysadm_r}}", false)]
    [DataRow("pss-baseline@1.34", "securityContext: {supplementalGroups: [0], fsGroup: 0}", true)]
    [DataRow("pss-baseline@1.26", "securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports, value: '1'}]}", false)]
    [DataRow("pss-baseline@1.27", "securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports, value: '1'}]}", true)]
    [DataRow("pss-baseline@1.34", "securityContext: {sysctls: [{name: net/ipv4/tcp_syncookies, value: '1'}]}", false)]
    [DataRow("pss-baseline@1.34", "securityContext: {sysctls: []}", true)]
    [DataRow("pss-restricted@1.34", "initContainers: [{name: init, image: busybox}]", false)]
    [DataRow("pss-baseline@1.34", "ephemeralContainers: [{name: debug, image: busybox, securityContext: {privileged: true}}]", false)]
    public void Pod_IsAdmitted(string profile, string spec, bool admitted) => AssertAdmitted(profile, "", spec, Hardened, admitted);

    [TestMethod]
    [DataRow("pss-baseline@1.35", "hostUsers: false", "procMount: Unmasked", true)]
    [DataRow("pss-baseline@1.34", "hostUsers: false", "procMount: Unmasked", false)]
    [DataRow("pss-restricted@1.35", "hostUsers: false", Hardened + ", procMount: Unmasked", false)]
    [DataRow("pss-restricted@1.25", "os: {name: windows}", "runAsNonRoot: true", true)]
    [DataRow("pss-restricted@1.25", "os: {name: windows}", "", false, DisplayName = "runAsNonRoot has no exemption")]
    [DataRow("pss-restricted@1.24", "os: {name: windows}", "runAsNonRoot: true", false)]
    [DataRow("pss-restricted@1.34", "os: {name: windows}", "runAsNonRoot: true, allowPrivilegeEscalation: true, capabilities: {add: [SYS_ADMIN]}", true)]
    [DataRow("pss-restricted@1.35", "hostUsers: false", "runAsUser: '${UID}', allowPrivilegeEscalation: false, seccompProfile: {type: RuntimeDefault}, capabilities: {drop: [ALL]}", true, DisplayName = "what is let off need not be known")]
    [DataRow("pss-restricted@1.34", "nodeSelector: {kubernetes.io/os: windows}", "runAsNonRoot: true", false)]
    [DataRow("pss-restricted@1.34", "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}", "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}", true)]
    public void PodAndContainer_AreAdmitted(string profile, string spec, string securityContext, bool admitted) =>
        AssertAdmitted(profile, "", spec, securityContext, admitted);

    [TestMethod]
    [DataRow("pss-baseline@1.18", "seccomp.security.alpha.kubernetes.io/pod: unconfined", false)]
    [DataRow("pss-baseline@1.18", "seccomp.security.alpha.kubernetes.io/pod: docker/default", true)]
    [DataRow("pss-baseline@1.19", "seccomp.security.alpha.kubernetes.io/pod: unconfined", true)]
    [DataRow("pss-restricted@1.18", "container.seccomp.security.alpha.kubernetes.io/app: unconfined", false)]
    [DataRow("pss-baseline@1.18", "container.seccomp.security.alpha.kubernetes.io/other: unconfined", true, DisplayName = "there is no such container")]
    [DataRow("pss-baseline@1.34", "container.apparmor.security.beta.kubernetes.io/app: unconfined", false)]
    [DataRow("pss-baseline@1.34", "container.apparmor.security.beta.kubernetes.io/other: unconfined", false)]
    [DataRow("pss-baseline@1.34", "container.apparmor.security.beta.kubernetes.io/app: docker/default", false)]
    [DataRow("pss-baseline@1.34", "container.apparmor.security.beta.kubernetes.io/app: localhost/web", true)]
    [DataRow("pss-baseline@1.34", "container.apparmor.security.beta.kubernetes.io/app: ''", true)]
    public void Annotation_IsAdmitted(string profile, string annotation, bool admitted) =>
        AssertAdmitted(profile, annotation, "", Hardened, admitted);

    [TestMethod]
    public void UnknownHostUsers_LeavesRootUnjudged()
    {
        var result = Evaluate("pss-restricted@1.35", "", "hostUsers: '${HOST_USERS}', securityContext: {runAsUser: 0}", Hardened);

        Assert.IsEmpty(result.Findings);
        Assert.IsNotEmpty(result.Unjudged);
    }

    private static void AssertAdmitted(string profile, string annotation, string spec, string securityContext, bool admitted)
    {
        var result = Evaluate(profile, annotation, spec, securityContext);

        Assert.IsEmpty(result.Unjudged);
        Assert.AreEqual(admitted, result.Findings.Count == 0, string.Join("\n", result.Findings.Select(static f => $"{f.RuleId} {f.Message}")));
    }

    private static PolicyResult Evaluate(string profile, string annotation, string spec, string securityContext)
    {
        var text = $"{{apiVersion: v1, kind: Pod, metadata: {{name: web, annotations: {{{annotation}}}}}, "
            + $"spec: {{{spec}{(spec.Length > 0 ? ", " : "")}containers: [{{name: app, image: nginx, securityContext: {{{securityContext}}}}}]}}}}";
        var read = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));
        // A type of profile that the API does not know is reported, and judged all the same.
        Assert.IsTrue(read.Problems.All(static p => p.Message.StartsWith("'type' takes", StringComparison.Ordinal)), text);
        return new PolicyEngine(Profiles.Find(profile)!).Evaluate(read.Deployment, Today);
    }
}
