namespace ContainerSec.Rules;

/// <summary>CSEC1301: nothing asks the container whether it still works.</summary>
/// <remarks>
/// Containers that run to an end have no health. The image's own check is not known to a service or pod, and Kubernetes ignores it.
/// Images of .NET projects are not judged: the SDK cannot write a health check into an image.
/// </remarks>
internal sealed class HealthCheckMissing : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC1301", "No health check or probe", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A process that hangs, or that an attack keeps busy, goes on receiving traffic and is not replaced.",
        Fix = "Add HEALTHCHECK to the image, healthcheck to the service, or livenessProbe and readinessProbe to the container.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("4.6"), Mapping.CisDocker("5.27")],
        References = ["Dockerfile reference, HEALTHCHECK", "Kubernetes documentation, Liveness, Readiness, and Startup Probes"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM nginx:1.27.4\n"),
            Example.Good(Surface.Dockerfile, "FROM nginx:1.27.4\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    healthcheck:\n      disable: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    healthcheck:\n      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost/\"]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not null)
            CheckProbes(subject, context);
        // The others have no word for it, or one of their own: Aspire's probes, Testcontainers' wait strategies.
        else if (subject.Surface is not (Surface.RuntimeSpec or Surface.AspireManifest or Surface.AspireAppHost or Surface.Testcontainers or Surface.LaunchSettings or Surface.DevContainer))
            JudgeHealthCheck(subject.Lifecycle.HealthCheck, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface is Surface.Dockerfile or Surface.Image)
            JudgeHealthCheck(subject.HealthCheck, context);
    }

    private static void JudgeHealthCheck(Fact<HealthCheck> check, RuleContext context) =>
        context.Require(check, static c => !c.Disabled, check.IsUnset ? "has no health check" : "has its health check switched off");

    private static void CheckProbes(Workload subject, RuleContext context)
    {
        if (subject.Role is ContainerRole.Init or ContainerRole.Ephemeral || subject.Pod!.Kind is "Job" or "CronJob")
            return;
        var probes = subject.Lifecycle.Probes;
        var (live, ready) = (probes.AnyKnown(static p => p.Name == "livenessProbe"), probes.AnyKnown(static p => p.Name == "readinessProbe"));
        if (live && ready)
            context.Pass();
        else if (probes.HasUnknown)
            context.Unknown(probes.Origin);
        else
            context.FailForAbsence(live ? "has no readiness probe" : ready ? "has no liveness probe" : "has neither liveness nor readiness probe");
    }
}
