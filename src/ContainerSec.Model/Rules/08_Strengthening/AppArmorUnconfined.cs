namespace ContainerSec.Rules;

/// <summary>CSEC0802: no AppArmor profile holds the container back.</summary>
internal sealed class AppArmorUnconfined : Rule, IJudge<Workload>, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0802", "AppArmor unconfined", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The default profile keeps processes from writing to /proc and /sys and from mounting, whatever capabilities they have.",
        Fix = "Remove it; the engine's profile is then used. Allow what is missing in a profile of your own.",
        Mappings =
        [
            Mapping.CisDocker("5.2"), Mapping.Baseline("appArmorProfile"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"),
            Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
        ],
        References = ["apparmor(7)", "Docker documentation, \"AppArmor security profiles\"", "Pod Security Standards, baseline, AppArmor"],
        Precedes = ["CSEC0807"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - apparmor:unconfined\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        appArmorProfile:\n          type: Unconfined\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        appArmorProfile:\n          type: RuntimeDefault\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt apparmor=unconfined contoso/web:1.4\n"),
        ],
    };

    private const string Annotation = "container.apparmor.security.beta.kubernetes.io/";

    public void Check(Workload subject, RuleContext context) => Judge(subject.Confinement.AppArmor, context);

    // What the pod says counts although every container replaces it, and an annotation although no container has its name.
    public void Check(Pod subject, RuleContext context)
    {
        if (context.PodSecurity is null)
            return;
        Judge(subject.Confinement.AppArmor, context);
        context.JudgeEach(
            subject.Annotations,
            static a => a.Name.StartsWith(Annotation, StringComparison.Ordinal)
                && a.Value is not ("" or "runtime/default") && !a.Value.StartsWith("localhost/", StringComparison.Ordinal),
            static a => $"runs without an AppArmor profile ('{a.Value}')");
    }

    private static void Judge(Fact<SecurityProfile> profile, RuleContext context) => context.Judge(
        profile,
        profile => context.PodSecurity is null ? profile.Kind == SecurityProfileKind.Unconfined : !profile.IsConfining,
        static profile => $"runs without an AppArmor profile ('{profile}')");
}
