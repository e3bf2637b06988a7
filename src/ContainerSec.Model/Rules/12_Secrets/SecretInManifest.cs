using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1211: a Secret manifest carries its content, or a ConfigMap carries what belongs into a Secret.</summary>
internal sealed class SecretInManifest : Rule, IJudge<ConfigData>
{
    // Entries of a Secret that tell where and who, not what is secret.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "username", "login", "email", "host", "hostname", "server", "port", "url", "uri", "endpoint", "database", "dbname", "name", "namespace",
        "region", "type", "engine", "ca.crt", "tls.crt", "issuer", "audience", "tenant", "bucket",
    };

    public override RuleInfo Info { get; } = new("CSEC1211", "Secret content in a Kubernetes manifest", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "base64 is no encryption: whoever reads the repository has the secret. A ConfigMap is shown to everybody who may read the namespace's configuration.",
        Fix = "Keep the content out of the repository: let an external secret store, a sealed secret or the pipeline create the Secret.",
        Mappings =
        [
            Mapping.Nist("4.1.4"), Mapping.OwaspKubernetes("K08"), Mapping.Attack("T1552.001"), Mapping.Attack("T1552.007"), Mapping.Cwe(312), Mapping.Cwe(798),
        ],
        References = ["kubernetes.io: Good practices for Kubernetes Secrets"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  password: Tr0ub4dor-and-3\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\nstringData:\n  username: shop\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  ConnectionStrings__Shop: Server=db;Password=Tr0ub4dor-and-3\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  LogLevel: Warning\n"),
        ],
    };

    public void Check(ConfigData subject, RuleContext context)
    {
        for (var i = 0; i < subject.Entries.Count; i++)
        {
            var entry = subject.Entries[i];
            if (entry.Value is not { } data)
                context.Unknown(entry.Origin);
            else if (data.Value.IsUnknown && (subject.IsSecret || SecretName.SaysSecret(data.Name, context.Policy.Options.SecretWords)))
                context.Unknown(data.Value.Origin ?? entry.Origin);
            else if (Find(subject, data, context) is { } secret)
                context.Fail(data.Value.Origin ?? entry.Origin, $"carries {secret.What} in its entry '{data.Name}'");
            else if (data.Value.IsKnown)
                context.Pass();
        }

        if (subject.Entries.MayHaveMore)
            context.Unknown(subject.Entries.Origin);
    }

    private static SecretLiteral? Find(ConfigData subject, EnvironmentVariable data, RuleContext context)
    {
        var secret = SecretLiteral.Find(data, context.Policy.Options);
        if (secret is not null || !subject.IsSecret || !data.Value.IsKnown || Harmless.Contains(data.Name))
            return secret;
        // Whoever writes a Secret says that its content is secret.
        return SecretValue.Of(data.Value.Value).Kind is SecretKind.Text or SecretKind.Random or SecretKind.WellKnown
            ? new SecretLiteral("a secret in plain text", IsWellKnown: false)
            : null;
    }
}
