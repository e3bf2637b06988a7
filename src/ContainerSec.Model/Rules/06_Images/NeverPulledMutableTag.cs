namespace ContainerSec.Rules;

/// <summary>CSEC0608: whatever image of that name lies on the machine is run.</summary>
internal sealed class NeverPulledMutableTag : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0608", "Pull policy Never with a mutable tag", Severity.Hidden, Severity.Hidden)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Nobody knows which image the tag names on a machine: whoever could once load an image there decides what runs.",
        Fix = "Name the image by digest, or let it be pulled.",
        Precedes = ["CSEC0612"],
        Mappings = [Mapping.Nist("4.2.2")],
        References = ["Kubernetes documentation, Images: image pull policy"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      imagePullPolicy: Never\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      imagePullPolicy: Always\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var image = subject.Image;
        if (image.Build is not null || !image.Reference.Is(static i => i.IsValid))
            return;
        context.Judge(image.PullPolicy, policy => policy == "never" && image.Reference.Value!.Digest is null,
            $"runs image '{image.Reference.Value}' without ever pulling it");
    }
}
