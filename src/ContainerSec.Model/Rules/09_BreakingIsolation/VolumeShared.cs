namespace ContainerSec.Rules;

/// <summary>CSEC0916: several containers mount the same volume.</summary>
/// <remarks>A volume is known by its name within the files of one directory: what lies elsewhere is another project.</remarks>
internal sealed class VolumeShared : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC0916", "Volume shared by several containers", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Who gets into one of the containers reads and changes the data of the others; programs and scripts on the volume are a way from one to the next.",
        Fix = "Give each container a volume of its own; where they must share, mount it read-only in all but the one that writes.",
        Mappings = [Mapping.Attack("T1080")],
        References = ["Docker documentation, \"Volumes\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    volumes:\n      - content:/content\n  editor:\n    image: contoso/editor:1.4\n    volumes:\n      - content:/content\nvolumes:\n  content: {}\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n    volumes:\n      - web:/content\n  editor:\n    image: contoso/editor:1.4\n    volumes:\n      - editor:/content\nvolumes:\n  web: {}\n  editor: {}\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var users = new Dictionary<(string Scope, string Volume), (Workload First, Fact<string> Place)>();
        foreach (var workload in subject.Workloads)
        {
            foreach (var mount in workload.Storage.Mounts)
            {
                if (!mount.Is(static m => m.Kind == MountKind.Volume && m.Source.IsKnown))
                    continue;
                var volume = mount.Value!.Source;
                var key = (Scope(workload), volume.Value!);
                if (!users.TryGetValue(key, out var other))
                    users.Add(key, (workload, volume));
                else if (!ReferenceEquals(other.First, workload))
                    context.Fail(volume.Origin, $"{workload.Description} mounts the volume '{volume.Value}', as {other.First.Description} does", other.Place.Origin);
            }
        }

        for (var i = users.Count; i > 0; i--)
            context.Pass();
    }

    private static string Scope(Workload workload)
    {
        var path = workload.Origin?.Text?.Source.Path ?? "";
        var folder = path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);
        return $"{workload.Surface} {folder} {workload.Pod?.Namespace.Value}";
    }
}
