namespace ContainerSec.Tests.Policies;

[TestClass]
public class PodSecurityStandardTests
{
    [TestMethod]
    [DataRow("baseline@1.34", PodSecurityLevel.Baseline, 34)]
    [DataRow("restricted@v1.25", PodSecurityLevel.Restricted, 25)]
    [DataRow("restricted", PodSecurityLevel.Restricted, PodSecurityStandard.NewestMinor)]
    [DataRow("Restricted@Latest", PodSecurityLevel.Restricted, PodSecurityStandard.NewestMinor)]
    [DataRow("baseline@1.99", PodSecurityLevel.Baseline, PodSecurityStandard.NewestMinor)]
    [DataRow("privileged@1.0", PodSecurityLevel.Privileged, 0)]
    public void TryParse_Standard(string text, PodSecurityLevel level, int minor)
    {
        Assert.IsTrue(PodSecurityStandard.TryParse(text, out var standard));
        Assert.AreEqual(new PodSecurityStandard(level, minor), standard);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(null)]
    [DataRow("strict@1.34")]
    [DataRow("baseline@")]
    [DataRow("baseline@34")]
    [DataRow("baseline@2.1")]
    [DataRow("baseline@1.-1")]
    [DataRow("baseline@1.34@1.35")]
    public void TryParse_OtherText_Fails(string? text) => Assert.IsFalse(PodSecurityStandard.TryParse(text, out _));

    [TestMethod]
    [DataRow("baseline@1.0", "appArmorProfile capabilities_baseline hostNamespaces hostPathVolumes hostPorts privileged procMount seLinuxOptions seccompProfile_baseline sysctls windowsHostProcess")]
    [DataRow("baseline@1.34", "appArmorProfile capabilities_baseline hostNamespaces hostPathVolumes hostPorts hostProbesAndHostLifecycle privileged procMount seLinuxOptions seccompProfile_baseline sysctls windowsHostProcess")]
    [DataRow("restricted@1.0", "appArmorProfile capabilities_baseline hostNamespaces hostPorts privileged procMount restrictedVolumes runAsNonRoot seLinuxOptions seccompProfile_baseline sysctls windowsHostProcess")]
    [DataRow("restricted@1.22", "allowPrivilegeEscalation appArmorProfile capabilities_restricted hostNamespaces hostPorts privileged procMount restrictedVolumes runAsNonRoot seLinuxOptions seccompProfile_restricted sysctls windowsHostProcess")]
    [DataRow("restricted@1.35", "allowPrivilegeEscalation appArmorProfile capabilities_restricted hostNamespaces hostPorts hostProbesAndHostLifecycle privileged procMount_restricted restrictedVolumes runAsNonRoot runAsUser seLinuxOptions seccompProfile_restricted sysctls windowsHostProcess")]
    [DataRow("privileged@1.34", "")]
    public void Checks_AreThoseOfLevelAndVersion(string text, string checks)
    {
        Assert.IsTrue(PodSecurityStandard.TryParse(text, out var standard));
        Assert.AreEqual(checks, string.Join(' ', standard!.Checks));
    }

    [TestMethod]
    [DataRow(26, 5)]
    [DataRow(27, 6)]
    [DataRow(28, 6)]
    [DataRow(29, 10)]
    [DataRow(32, 12)]
    [DataRow(36, 12)]
    [DataRow(37, 14)]
    public void AllowedSysctls_GrowWithTheVersion(int minor, int count) =>
        Assert.HasCount(count, new PodSecurityStandard(PodSecurityLevel.Baseline, minor).AllowedSysctls);
}
