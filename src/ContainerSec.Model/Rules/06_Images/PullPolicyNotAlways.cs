namespace ContainerSec.Rules;

/// <summary>CSEC0612: a node that has an image of that name keeps running it.</summary>
/// <remarks>Kubernetes fills in Always for 'latest' or no tag, IfNotPresent for any other: the filled-in value is judged. Other formats are judged only where they say it.</remarks>
internal sealed class PullPolicyNotAlways : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0612", "Pull policy not Always with a mutable tag", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A node runs the image that it pulled first: fixes behind the same tag never arrive, and pods on one node use private images that another pod had the right to pull.",
        Fix = "Set imagePullPolicy: Always, or name the image by digest.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("5.28"), Mapping.Nist("4.2.2")],
        References = ["Kubernetes documentation, Images: image pull policy"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      imagePullPolicy: IfNotPresent\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      imagePullPolicy: Always\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var image = subject.Image;
        if (image.Build is not null || image.Reference.IsUnset || image.Reference.Is(static i => !i.IsValid))
            return;
        if (image.PullPolicy.IsUnset && (subject.Pod is null || !subject.IsComplete))
            return;
        if (image.PullPolicy.Is("always") || image.Reference.Is(static i => i.Digest is not null))
            context.Pass();
        else if (image.PullPolicy.IsUnknown || image.Reference.IsUnknown)
            context.Unknown(image.PullPolicy.IsUnknown ? image.PullPolicy.Origin : image.Reference.Origin);
        else if (image.PullPolicy.IsUnset && image.Reference.Value!.Tag is null or "latest")
            context.Pass();
        else
            context.Fail(image.PullPolicy.Origin ?? image.Reference.Origin, $"does not always pull image '{image.Reference.Value}', whose tag can move");
    }
}
