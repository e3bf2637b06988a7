using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1210: a program's password for an image registry stands in its code.</summary>
internal sealed class RegistryCredentialsInText : Rule, IJudge<RegistryLogin>
{
    public override RuleInfo Info { get; } = new("CSEC1210", "Registry credentials in plain text", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "Whoever reads the code or the assembly pulls the private images, and with rights to push puts an image of his own into every deployment.",
        Fix = "Read user and password from configuration or a secret store at run time; replace what was already shared.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(798)],
        References = ["Docker Engine API, Authentication"],
        Examples =
        [
            Example.Bad(Surface.DockerDotNet, """var login = new AuthConfig { ServerAddress = "registry.contoso.com", Username = "ci", Password = "Tr0ub4dor-and-3" };"""),
            Example.Good(Surface.DockerDotNet, """var login = new AuthConfig { ServerAddress = "registry.contoso.com", Username = "ci", Password = Environment.GetEnvironmentVariable("REGISTRY_PASSWORD") };"""),
        ],
    };

    public void Check(RegistryLogin subject, RuleContext context)
    {
        context.Judge(subject.Password, IsSecret, "has the password written into the code");
        context.Judge(subject.Token, IsSecret, "has the token written into the code");
    }

    private static bool IsSecret(string value) => SecretValue.Of(value).Kind is not (SecretKind.Harmless or SecretKind.Placeholder);
}
