namespace ContainerSec.Rules;

/// <summary>CSEC0903: a path of the host is in the container that gives away the host or its users.</summary>
/// <remarks>A path counts when what the mount allows gives at least credentials or control of a service: <c>/sys</c> read-only is in every container anyway, writable it is not.</remarks>
internal sealed class SensitiveHostPathMounted : Rule, IJudge<Workload>, IJudge<VolumeDefinition>
{
    public override RuleInfo Info { get; } = new("CSEC0903", "Sensitive host path mounted", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Files of the host that hold credentials, code or kernel settings turn a break into the container into a break into the host or into other systems.",
        Fix = "Mount only the directory that the program needs, read-only where it only reads; give secrets as secrets, and keep data in a named volume.",
        Mappings =
        [
            Mapping.CisDocker("5.6"), Mapping.Nist("4.5.5"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1611"), Mapping.Attack("T1552.001"), Mapping.Cwe(668),
        ],
        References = ["file-hierarchy(7)", "proc(5)", "Kubernetes documentation, \"Volumes\", hostPath"],
        Precedes = ["CSEC0904", "CSEC0905", "CSEC0912"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    volumes:\n      - ~/.ssh:/home/app/.ssh:ro\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    volumes:\n      - ./content:/app/content:ro\n      - /etc/localtime:/etc/localtime:ro\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      volumeMounts:\n        - name: host\n          mountPath: /host\n  volumes:\n    - name: host\n      hostPath:\n        path: /\n"),
            Example.Bad(Surface.DockerRun, "docker run -v /etc:/host/etc:ro contoso/web:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run -v web-data:/data contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var mount in subject.Storage.HostMounts)
        {
            if (mount.IsKnown)
                Judge(mount.Value.Source, mount.Value.ReadOnly, context);
            else
                context.Unknown(mount.Origin);
        }

        if (subject.Storage.Mounts.MayHaveMore)
            context.Unknown(subject.Storage.Mounts.Origin);
        else if (!subject.Storage.Mounts.IsUnset)
            context.Pass();
    }

    public void Check(VolumeDefinition subject, RuleContext context)
    {
        if (subject.IsBind.Is(true))
            Judge(subject.Device, default, context);
    }

    private static void Judge(Fact<string> path, Fact<bool> readOnly, RuleContext context)
    {
        if (!path.IsKnown)
        {
            if (path.IsUnknown)
                context.Unknown(path.Origin);
            return;
        }

        var writable = Condemned(path.Value, readOnly: false);
        var found = readOnly.Is(true) || readOnly.IsUnknown ? Condemned(path.Value, readOnly: true) : writable;
        if (found is not null)
            context.Fail(path.Origin, Message(path.Value, found, readOnly.Is(true)), readOnly.Origin);
        else if (readOnly.IsUnknown && writable is not null)
            context.Unknown(readOnly.Origin);
        else
            context.Pass();
    }

    private static SensitiveHostPath? Condemned(string path, bool readOnly) =>
        SensitiveHostPaths.Find(path, readOnly) is { } entry && entry.Risk(readOnly) >= HostPathRisk.High ? entry : null;

    private static string Message(string path, SensitiveHostPath entry, bool readOnly)
    {
        var how = readOnly ? "" : " writable";
        var isListed = HostPath.Parse(path)!.Segments.Count >= entry.Location.Segments.Count;
        return isListed
            ? $"mounts the host path '{path}'{how}: {entry.Gain}"
            : $"mounts the host path '{path}'{how}, which holds '{entry.Path}': {entry.Gain}";
    }
}
