using System.Text.Json.Nodes;

namespace ContainerSec.Tests.Rules.PodSecurity;

/// <summary>The Pod Security Standards once more, as plainly as their checks are documented: a pod goes in as the API sees it, the names of the violated checks come out.</summary>
/// <remarks>It shares nothing with the product: neither reader nor model nor tables. Where the two disagree, one of them is wrong.</remarks>
internal static class PodSecurityOracle
{
    public static IReadOnlyList<string> Violations(JsonObject pod, bool restricted, int minor)
    {
        var view = new PodView(pod);
        var violations = new List<string>();
        void Check(string name, int since, bool isRestricted, bool violated)
        {
            if (minor >= since && (restricted || !isRestricted) && violated)
                violations.Add(name);
        }

        // What restricted checks in its own way is not checked in the weaker way of baseline: the result is the same.
        Check("hostNamespaces", 0, false, view.Spec.IsTrue("hostNetwork") || view.Spec.IsTrue("hostPID") || view.Spec.IsTrue("hostIPC"));
        Check("privileged", 0, false, view.Containers.Any(static c => c.Context.IsTrue("privileged")));
        Check("capabilities_baseline", 0, false, view.Containers.Any(static c => c.Added.Except(BaselineCapabilities).Any()));
        Check("hostPathVolumes", 0, false, view.Volumes.Any(static v => v.Contains("hostPath")));
        Check("hostPorts", 0, false, view.Containers.Any(static c => c.HostPorts.Any(static p => p != 0)));
        Check("appArmorProfile", 0, false, IsAppArmorViolated(view));
        Check("seLinuxOptions", 0, false, view.Contexts.Any(c => IsSeLinuxViolated(c, minor)));
        Check("procMount", 0, false, !IsRelaxed(view, minor) && HasProcMount(view));
        Check("sysctls", 0, false, view.Sysctls.Except(SafeSysctls(minor)).Any());
        Check("seccompProfile_baseline", 0, false, minor < 19 ? IsSeccompAnnotationViolated(view) : view.Contexts.Any(static c => IsBadProfile(c, "seccompProfile")));
        Check("windowsHostProcess", 0, false, view.Contexts.Any(static c => c.Child("windowsOptions").IsTrue("hostProcess")));
        Check("hostProbesAndHostLifecycle", 34, false, view.Containers.Any(static c => c.ProbeHosts.Any(static h => h.Length > 0)));

        var exempt = minor >= 25 && view.Spec.Child("os").Text("name") == "windows";
        Check("restrictedVolumes", 0, true, view.Volumes.Any(static v => v.Count > 0 && !v.Any(RestrictedVolumes.Contains)));
        Check("runAsNonRoot", 0, true, !IsRelaxed(view, minor) && !RunsAsNonRoot(view));
        Check("allowPrivilegeEscalation", 8, true, !exempt && view.Containers.Any(static c => !c.Context.IsFalse("allowPrivilegeEscalation")));
        Check("seccompProfile_restricted", 19, true, !exempt && !HasSeccompEverywhere(view));
        Check("capabilities_restricted", 22, true, !exempt && view.Containers.Any(static c => !c.Dropped.Contains("ALL") || c.Added.Any(static a => a != "NET_BIND_SERVICE")));
        Check("runAsUser", 23, true, !IsRelaxed(view, minor) && view.Contexts.Any(static c => c.Number("runAsUser") == 0));
        Check("procMount_restricted", 35, true, HasProcMount(view));
        // Restricted replaces two checks of baseline by its own, which let a Windows pod pass.
        if (restricted && exempt && minor >= 22)
            violations.Remove("capabilities_baseline");
        if (restricted && exempt && minor >= 19)
            violations.Remove("seccompProfile_baseline");
        return violations;
    }

    private static readonly string[] BaselineCapabilities =
        "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".Split(' ');

    private static readonly string[] RestrictedVolumes =
        "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".Split(' ');

    private static IEnumerable<string> SafeSysctls(int minor)
    {
        var names = "kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start";
        if (minor >= 27)
            names += " net.ipv4.ip_local_reserved_ports";
        if (minor >= 29)
            names += " net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes";
        if (minor >= 32)
            names += " net.ipv4.tcp_rmem net.ipv4.tcp_wmem";
        if (minor >= 37)
            names += " net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_notsent_lowat";
        return names.Split(' ');
    }

    private static bool IsRelaxed(PodView view, int minor) => minor >= 35 && view.Spec.IsFalse("hostUsers");

    private static bool HasProcMount(PodView view) => view.Containers.Any(static c => c.Context.Text("procMount") is not (null or "Default"));

    private static bool IsAppArmorViolated(PodView view) =>
        view.Annotations.Any(static a => a.Key.StartsWith("container.apparmor.security.beta.kubernetes.io/", StringComparison.Ordinal)
            && !(a.Value is "" or "runtime/default" || a.Value.StartsWith("localhost/", StringComparison.Ordinal)))
        || view.Contexts.Any(static c => IsBadProfile(c, "appArmorProfile"));

    private static bool IsSeccompAnnotationViolated(PodView view) =>
        view.Containers.Select(static c => "container.seccomp.security.alpha.kubernetes.io/" + c.Name)
            .Append("seccomp.security.alpha.kubernetes.io/pod")
            .Any(key => view.Annotations.TryGetValue(key, out var value)
                && !(value is "runtime/default" or "docker/default" || value.StartsWith("localhost/", StringComparison.Ordinal)));

    private static bool IsBadProfile(JsonObject context, string key) =>
        context[key] is JsonObject profile && profile.Text("type") is not ("RuntimeDefault" or "Localhost");

    private static bool IsSeLinuxViolated(JsonObject context, int minor)
    {
        var options = context.Child("seLinuxOptions");
        var types = new[] { "", "container_t", "container_init_t", "container_kvm_t", minor >= 31 ? "container_engine_t" : "" };
        return !types.Contains(options.Text("type") ?? "") || options.Text("user") is not (null or "") || options.Text("role") is not (null or "");
    }

    private static bool RunsAsNonRoot(PodView view) =>
        !view.Contexts.Any(static c => c.IsFalse("runAsNonRoot"))
        && view.Containers.All(c => c.Context.IsTrue("runAsNonRoot") || view.Context.IsTrue("runAsNonRoot"));

    private static bool HasSeccompEverywhere(PodView view) =>
        !view.Contexts.Any(static c => IsBadProfile(c, "seccompProfile"))
        && view.Containers.All(c => c.Context["seccompProfile"] is JsonObject || view.Context["seccompProfile"] is JsonObject);
}
