namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads what the security contexts of pods and containers have in common, and merges the two as the kubelet does.</summary>
internal static class SecurityContextReader
{
    private static readonly string[] Common =
        ["seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot", "seccompProfile", "appArmorProfile"];

    private static readonly string[] OfPods =
        ["supplementalGroups", "supplementalGroupsPolicy", "fsGroup", "fsGroupChangePolicy", "sysctls", "seLinuxChangePolicy"];

    private static readonly string[] OfContainers =
        ["capabilities", "privileged", "readOnlyRootFilesystem", "allowPrivilegeEscalation", "procMount"];

    /// <summary>Reports fields that have no effect where they stand: the author believes in a protection that is not there.</summary>
    public static void ReportMisplaced(ApiFields context, bool isPod)
    {
        var (here, there) = isPod ? (OfPods, OfContainers) : (OfContainers, OfPods);
        foreach (var entry in context.Entries)
        {
            var name = entry.Key.Value;
            if (Array.IndexOf(Common, name) >= 0 || Array.IndexOf(here, name) >= 0)
                continue;
            var place = isPod ? "the security context of a pod" : "the security context of a container";
            if (Array.IndexOf(there, name) >= 0)
                context.Report(entry.Key, $"'{name}' has no effect in {place}; write it for {(isPod ? "each container" : "the pod")}.", ProblemSeverity.Warning);
            else if (Common.Concat(here).FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) is { } meant)
                context.Report(entry.Key, $"'{name}' has no effect; the field is spelled '{meant}'.", ProblemSeverity.Warning);
        }
    }

    public static Privileges Privileges(ApiFields context, bool isLinux) => new()
    {
        User = context.Integer("runAsUser", 0, int.MaxValue).Select(static id => new Principal(id)).Or(isLinux ? default : WindowsUser(context)),
        Group = context.Integer("runAsGroup", 0, int.MaxValue).Select(static id => new Principal(id)),
        RunAsNonRoot = context.Bool("runAsNonRoot"),
    };

    public static Confinement Confinement(ApiFields context)
    {
        var seLinux = context.Object("seLinuxOptions");
        return new Confinement
        {
            Seccomp = Profile(context, "seccompProfile"),
            AppArmor = Profile(context, "appArmorProfile"),
            SeLinuxUser = seLinux.Text("user"),
            SeLinuxRole = seLinux.Text("role"),
            SeLinuxType = seLinux.Text("type"),
        };
    }

    public static Fact<bool> HostProcess(ApiFields context) => context.Object("windowsOptions").Bool("hostProcess");

    /// <summary>The old way to name a profile: <c>runtime/default</c>, <c>docker/default</c>, <c>localhost/NAME</c>, <c>unconfined</c>.</summary>
    public static Fact<SecurityProfile> Annotation(FactList<Label> annotations, string key)
    {
        foreach (var annotation in annotations)
        {
            if (annotation.Is(a => a.Name == key))
                return annotation.Select(static a => new SecurityProfile(KindOf(a.Value), a.Value));
        }

        return default;
    }

    public static Privileges Merge(Privileges own, Privileges pod) => own with
    {
        User = own.User.Or(pod.User),
        Group = own.Group.Or(pod.Group),
        RunAsNonRoot = own.RunAsNonRoot.Or(pod.RunAsNonRoot),
        SupplementaryGroups = pod.SupplementaryGroups,
        FileSystemGroup = pod.FileSystemGroup,
    };

    public static Confinement Merge(Confinement own, Confinement pod, ApiFields context)
    {
        // The options of SELinux are taken over as a whole or not at all: a level alone replaces the pod's type too.
        var hasSeLinux = context.Has("seLinuxOptions");
        return own with
        {
            Seccomp = own.Seccomp.Or(pod.Seccomp),
            SeccompAnnotation = own.SeccompAnnotation.Or(pod.SeccompAnnotation),
            // The annotation of a container stands in its own confinement, and before the field of the pod.
            AppArmor = own.AppArmor.Or(pod.AppArmor),
            SeLinuxUser = hasSeLinux ? own.SeLinuxUser : pod.SeLinuxUser,
            SeLinuxRole = hasSeLinux ? own.SeLinuxRole : pod.SeLinuxRole,
            SeLinuxType = hasSeLinux ? own.SeLinuxType : pod.SeLinuxType,
            Sysctls = pod.Sysctls,
        };
    }

    private static Fact<Principal> WindowsUser(ApiFields context) =>
        context.Object("windowsOptions").Text("runAsUserName").Select(static name => new Principal(name));

    private static Fact<SecurityProfile> Profile(ApiFields context, string key)
    {
        var profile = context.Object(key);
        if (!profile.Exists)
            return context.Node(key) is { } placeholder ? Fact.Unknown<SecurityProfile>(placeholder.Origin) : default;
        var type = profile.Choice("type", "RuntimeDefault", "Localhost", "Unconfined");
        if (type.IsUnset)
            return Fact.Known(new SecurityProfile(SecurityProfileKind.Other, ""), profile.Origin);
        return type.Select(text => text switch
        {
            "RuntimeDefault" => new SecurityProfile(SecurityProfileKind.RuntimeDefault, text),
            "Localhost" => new SecurityProfile(SecurityProfileKind.Localhost, profile.Text("localhostProfile").Value ?? text),
            "Unconfined" => new SecurityProfile(SecurityProfileKind.Unconfined, text),
            _ => new SecurityProfile(SecurityProfileKind.Other, text),
        });
    }

    private static SecurityProfileKind KindOf(string annotation) => annotation switch
    {
        "runtime/default" or "docker/default" => SecurityProfileKind.RuntimeDefault,
        "unconfined" => SecurityProfileKind.Unconfined,
        _ => annotation.StartsWith("localhost/", StringComparison.Ordinal) ? SecurityProfileKind.Localhost : SecurityProfileKind.Other,
    };
}
