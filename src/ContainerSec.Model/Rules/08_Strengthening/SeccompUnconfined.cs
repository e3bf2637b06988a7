namespace ContainerSec.Rules;

/// <summary>CSEC0801: no system-call filter holds the container back.</summary>
internal sealed class SeccompUnconfined : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0801", "seccomp unconfined", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The default filter refuses some 70 system calls that containers do not need; kernel exploits begin with them.",
        Fix = "Remove it; the engine's profile is then used, and in Kubernetes set type: RuntimeDefault. Allow what is missing in a profile of your own.",
        Mappings =
        [
            Mapping.CisDocker("5.22"), Mapping.Baseline("seccompProfile_baseline"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
        ],
        References = ["seccomp(2)", "Docker documentation, \"Seccomp security profiles\"", "Pod Security Standards, baseline, Seccomp"],
        Precedes = ["CSEC0807"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - seccomp:unconfined\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        seccompProfile:\n          type: Unconfined\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt seccomp=unconfined contoso/web:1.4\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithContainerRuntimeArgs("--security-opt", "seccomp=unconfined");"""),
        ],
    };

    private const string PodAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
    private const string ContainerAnnotation = "container.seccomp.security.alpha.kubernetes.io/";

    public void Check(Workload subject, RuleContext context)
    {
        if (context.PodSecurity?.ReadsSeccompAnnotations is not true)
            Judge(subject.Confinement.Seccomp, context);
    }

    // A profile of the pod that every container replaces does no harm, but the standard refuses it.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is not { } standard)
            return;
        if (standard.ReadsSeccompAnnotations)
            JudgeAnnotations(subject, context);
        else
            Judge(subject.Confinement.Seccomp, context);
    }

    private static void Judge(Fact<SecurityProfile> profile, RuleContext context) => context.Judge(
        profile,
        profile => context.PodSecurity is null ? profile.Kind == SecurityProfileKind.Unconfined : !profile.IsConfining,
        static profile => $"runs without a seccomp profile ('{profile}')");

    // Before 1.19 the profile was an annotation of the pod, or one for each container.
    private static void JudgeAnnotations(Pod pod, RuleContext context) => context.JudgeEach(
        pod.Annotations,
        annotation => IsAbout(annotation.Name, pod)
            && annotation.Value is not ("runtime/default" or "docker/default")
            && !annotation.Value.StartsWith("localhost/", StringComparison.Ordinal),
        static annotation => $"runs without a seccomp profile ('{annotation.Value}')");

    private static bool IsAbout(string annotation, Pod pod) =>
        annotation == PodAnnotation
        || (annotation.StartsWith(ContainerAnnotation, StringComparison.Ordinal) && pod.Containers.Contains(annotation.Substring(ContainerAnnotation.Length)));
}
