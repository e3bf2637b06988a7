using ContainerSec.Readers;

namespace ContainerSec.Tests.Kubernetes;

/// <summary>What a pod and its container say becomes one, as the kubelet does it.</summary>
[TestClass]
public class KubernetesMergeTests
{
    private static Workload Read(string pod, string container, string annotations = "{}")
    {
        var text = $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, annotations: {annotations}}}\nspec:\n  securityContext: {{{pod}}}\n  containers:\n  - name: app\n    securityContext: {{{container}}}\n";
        var result = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));
        Assert.IsEmpty(result.Problems);
        return result.Deployment.Workloads.Single();
    }

    [TestMethod]
    [DataRow("runAsUser: 1", "", "1")]
    [DataRow("runAsUser: 1", "runAsUser: 0", "0")]
    [DataRow("", "runAsUser: 2", "2")]
    [DataRow("runAsUser: 1", "runAsUser: null", "1")]
    [DataRow("runAsUser: 01750", "", "1000", DisplayName = "octal, as YAML 1.1 has it")]
    [DataRow("windowsOptions: {runAsUserName: ContainerAdministrator}", "", "ContainerAdministrator")]
    [DataRow("windowsOptions: {runAsUserName: a}", "windowsOptions: {runAsUserName: b}", "b")]
    [DataRow("windowsOptions: {runAsUserName: a}", "windowsOptions: {hostProcess: true}", "a", DisplayName = "options of Windows are merged one by one")]
    public void User(string pod, string container, string expected) =>
        Assert.AreEqual(expected, Read(pod, container).Privileges.User.Value.Text);

    [TestMethod]
    [DataRow("", "", "", "(unset)")]
    [DataRow("appArmorProfile: {type: RuntimeDefault}", "", "", "RuntimeDefault")]
    [DataRow("appArmorProfile: {type: RuntimeDefault}", "", "unconfined", "unconfined", DisplayName = "the annotation of the container before the field of the pod")]
    [DataRow("appArmorProfile: {type: RuntimeDefault}", "appArmorProfile: {type: Unconfined}", "localhost/a", "Unconfined", DisplayName = "the field of the container before its annotation")]
    [DataRow("appArmorProfile: {type: RuntimeDefault}", "", "\"\"", "RuntimeDefault", DisplayName = "an annotation without value says nothing")]
    [DataRow("", "appArmorProfile: {type: Localhost, localhostProfile: web}", "", "web")]
    [DataRow("", "appArmorProfile: {}", "", "", DisplayName = "a profile without type is none that the API knows")]
    public void AppArmor(string pod, string container, string annotation, string expected)
    {
        var annotations = annotation.Length == 0 ? "{}" : $"{{container.apparmor.security.beta.kubernetes.io/app: {annotation}}}";

        Assert.AreEqual(expected, Read(pod, container, annotations).Confinement.AppArmor.ToString());
    }

    [TestMethod]
    [DataRow("seLinuxOptions: {type: a, user: u}", "", "a u (unset)")]
    [DataRow("seLinuxOptions: {type: a, user: u}", "seLinuxOptions: {role: r}", "(unset) (unset) r", DisplayName = "as a whole")]
    [DataRow("seLinuxOptions: {type: a}", "seLinuxOptions: {level: s0}", "(unset) (unset) (unset)", DisplayName = "a level alone replaces the type")]
    [DataRow("seLinuxOptions: {type: a}", "seLinuxOptions: null", "a (unset) (unset)")]
    [DataRow("seLinuxOptions: {type: \"\"}", "", "(unset) (unset) (unset)")]
    public void SeLinux(string pod, string container, string expected)
    {
        var confinement = Read(pod, container).Confinement;

        Assert.AreEqual(expected, $"{confinement.SeLinuxType} {confinement.SeLinuxUser} {confinement.SeLinuxRole}");
    }

    [TestMethod]
    public void OwnWords_AreKeptApartFromThePod()
    {
        var workload = Read("runAsNonRoot: true, seccompProfile: {type: Unconfined}", "seccompProfile: {type: RuntimeDefault}");

        Assert.IsTrue(workload.OwnPrivileges.RunAsNonRoot.IsUnset && workload.Privileges.RunAsNonRoot.Is(true));
        Assert.AreEqual(SecurityProfileKind.RuntimeDefault, workload.Confinement.Seccomp.Value.Kind);
        Assert.AreEqual(SecurityProfileKind.Unconfined, workload.Pod!.Confinement.Seccomp.Value.Kind);
    }

    [TestMethod]
    [DataRow("runtime/default", SecurityProfileKind.RuntimeDefault)]
    [DataRow("docker/default", SecurityProfileKind.RuntimeDefault)]
    [DataRow("localhost/a.json", SecurityProfileKind.Localhost)]
    [DataRow("unconfined", SecurityProfileKind.Unconfined)]
    [DataRow("else", SecurityProfileKind.Other)]
    public void SeccompAnnotation_IsNoField(string value, SecurityProfileKind expected)
    {
        var workload = Read("", "", $"{{container.seccomp.security.alpha.kubernetes.io/app: {value}}}");

        Assert.AreEqual(expected, workload.Confinement.SeccompAnnotation.Value.Kind);
        Assert.IsTrue(workload.Confinement.Seccomp.IsUnset);
    }
}
