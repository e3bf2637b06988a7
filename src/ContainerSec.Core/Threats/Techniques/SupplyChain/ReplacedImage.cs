namespace ContainerSec.Threats;

/// <summary>CSE033: what a tag names today is not what it named when it was looked at.</summary>
internal sealed class ReplacedImage : Technique
{
    public override TechniqueInfo Info { get; } = new("CSE033", "Malicious or replaced image")
    {
        From = PrivilegeKind.SupplyChain,
        To = PrivilegeKind.Code,
        Stride = Stride.Tampering | Stride.Spoofing,
        Chapters = [6],
        What = "A tag is moved to another image, in the registry or on the way; the next pull runs it.",
        Conditions = ["the image is named by a tag", "nobody verifies its signature"],
        Blockers = ["a digest", "verified signatures and provenance", "registries on an allow list"],
        Assumes = "somebody puts a malicious image in the place of the one that is meant",
        Strength = 60,
        Crosses = ["image-trust"],
        Attack = ["T1204.003", "T1525", "T1195.002"],
        KubernetesMatrix = ["MS-TA9002"],
        Owasp = ["A03:2025", "A08:2025", "D08", "K02:2022"],
        References = ["OCI distribution-spec", "SLSA 1.0, Threats"],
    };

    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
        {
            steps.Add(this, Privilege.SupplyChain, at.Code, ByTag(at) && scene.SignaturesNotVerified);
            if (scene.ReadsRegistryCredentials)
                steps.Add(this, new Privilege(PrivilegeKind.Registry), at.Code, ByTag(at) && scene.SignaturesNotVerified, 5);
        }
    }

    private static Condition ByTag(Foothold at)
    {
        var image = at.Workload.Image.Pulled;
        if (image.IsUnset)
            return Condition.No(new Evidence("pulls no image by its name", at.Workload.Origin));
        if (image.IsUnknown)
            return Condition.Maybe(new Evidence("which image it runs", image.Origin), at.PinImage);
        return image.Value!.Digest is not null
            ? Condition.No(new Evidence($"names '{image.Value}' by its digest", image.Origin))
            : Condition.Yes(new Evidence($"names '{image.Value}' by {(image.Value.IsFloating ? "a tag that moves" : "a tag, which can be moved")}", image.Origin), at.PinImage);
    }
}
