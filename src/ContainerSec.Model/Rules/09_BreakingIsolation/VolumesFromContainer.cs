namespace ContainerSec.Rules;

/// <summary>CSEC0910: the container takes over every mount of another one.</summary>
internal sealed class VolumesFromContainer : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0910", "Volumes taken over from another container", Severity.Hidden, Severity.Hidden)
    {
        Principle = Principle.LeastPrivilege,
        Why = "All mounts of the other container come along, also those that are added to it later: host paths and secrets spread unseen.",
        Fix = "Name the volumes that are needed, and mount them read-only where they are only read.",
        References = ["docker-run(1), option --volumes-from"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27\n  backup:\n    image: contoso/backup:1.4\n    volumes_from:\n      - web\n"),
            Example.Good(Surface.Compose, "services:\n  backup:\n    image: contoso/backup:1.4\n    volumes:\n      - web-data:/data:ro\nvolumes:\n  web-data: {}\n"),
            Example.Bad(Surface.DockerRun, "docker run --volumes-from web contoso/backup:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        context.JudgeEach(subject.Storage.VolumesFrom, static _ => true, static name => $"takes over the mounts of '{name}'");
        if (subject.Storage.VolumesFrom.IsUnset && !subject.Storage.Mounts.IsUnset)
            context.Pass();
    }
}
