namespace ContainerSec.Rules;

/// <summary>CSEC0621: nobody signed the image.</summary>
/// <remarks>Whether a signature is right is not verified here: an image that has one is not judged.</remarks>
internal sealed class UnsignedImage : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0621", "Image without a signature", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Without a signature whoever can write to the registry decides what runs, and nobody can tell the maker's image from another.",
        Fix = "Sign what is pushed (Sigstore's cosign, Notation), and let the cluster admit signed images only.",
        WhenOn = Severity.Info,
        Mappings = [Mapping.CisDocker("4.12"), Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.OwaspKubernetes("K02"), Mapping.Attack("T1204.003"), Mapping.Attack("T1525"), Mapping.Cwe(347)],
        References = ["OCI distribution-spec, Listing Referrers"],
    };

    public void Check(BuiltImage subject, RuleContext context)
    {
        if (subject.Signatures.IsUnset)
            return;
        if (subject.Signatures.MayHaveMore)
            context.Unknown(subject.Origin, "the registry does not tell what refers to it");
        else if (subject.Signatures.Count == 0)
            context.Fail(subject.Origin, "has no signature that its registry knows of");
    }
}
