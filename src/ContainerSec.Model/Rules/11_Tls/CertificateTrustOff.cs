namespace ContainerSec.Rules;

/// <summary>CSEC1106: a container of an app host is left without the certificates that the others have.</summary>
/// <remarks>This switches no verification off: the container trusts what its image trusts.</remarks>
internal sealed class CertificateTrustOff : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1106", "Certificates taken away from a container", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Without the authorities of the application model its calls over https fail, and without a certificate it serves http: the usual ways out are clear text and switched-off verification.",
        Fix = "Remove WithCertificateTrustScope(CertificateTrustScope.None) or WithoutHttpsCertificate(); choose Append where the image brings authorities of its own.",
        References = ["aspire.dev: Certificate configuration"],
        Examples =
        [
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithCertificateTrustScope(CertificateTrustScope.None);"""),
            Example.Good(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithCertificateTrustScope(CertificateTrustScope.Append);"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        context.Judge(subject.Network.CertificateTrust, static scope => scope == "none", "is given none of the certificate authorities that the application model trusts");
        context.Judge(subject.Network.HttpsCertificate, static has => !has, "is given no certificate to serve https with");
    }
}
