namespace ContainerSec.Rules;

/// <summary>CSEC0625: the registry gets no new images.</summary>
internal sealed class RetiredRegistry : Rule, IJudge<Workload>, IJudge<PulledImage>
{
    // k8s.gcr.io was frozen on 2023-04-03; gcr.io/google-containers (also with underscore) is what stood behind it.
    private static readonly string[] Frozen = ["k8s.gcr.io/", "gcr.io/google-containers/", "gcr.io/google_containers/"];

    public override RuleInfo Info { get; } = new("CSEC0625", "Image from a retired registry", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The registry has been frozen since April 2023: fixed versions never arrive there, and one day the name stops to answer.",
        Fix = "Take the image from registry.k8s.io.",
        Mappings = [Mapping.Nist("4.2.2"), Mapping.OwaspKubernetes("K02"), Mapping.Cwe(1104)],
        References = ["Kubernetes blog, 2023-02-06: k8s.gcr.io image registry will be frozen"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: k8s.gcr.io/pause:3.5\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: registry.k8s.io/pause:3.10\n"),
            Example.Bad(Surface.Dockerfile, "FROM k8s.gcr.io/debian-base:v1.0.0\n"),
            Example.Good(Surface.Dockerfile, "FROM registry.k8s.io/build-image/debian-base:bookworm-v1.0.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Pulled, context);

    public void Check(PulledImage subject, RuleContext context) => Judge(subject.Reference, context);

    private static void Judge(Fact<ImageReference> image, RuleContext context) =>
        context.Judge(image, static i => i.Registry is "k8s.gcr.io" or "gcr.io" && Array.Exists(Frozen, frozen => i.FullName.StartsWith(frozen, StringComparison.Ordinal)),
            static i => $"uses image '{i}' from a registry that is retired");
}
