namespace ContainerSec.Rules;

/// <summary>CSEC1217: a file of the image holds a secret.</summary>
internal sealed class CredentialInLayer : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC1217", "Credential in an image layer", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "Whoever can pull the image has the secret, on every machine and in every registry; removing the file in a later layer hides it from the container only.",
        Fix = "Change the secret now. Then give it to the build with RUN --mount=type=secret, and to the container when it starts.",
        Mappings = [Mapping.CisDocker("4.10"), Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["OCI image-spec, Image Layer Filesystem Changeset"],
    };

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.Secrets, static _ => true, static what => $"holds {what}");
}
