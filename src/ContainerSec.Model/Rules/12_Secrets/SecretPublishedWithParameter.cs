using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1204: the value of a secret parameter is written into what is published.</summary>
internal sealed class SecretPublishedWithParameter : Rule, IJudge<Parameter>
{
    public override RuleInfo Info { get; } = new("CSEC1204", "Secret published as default", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "The published manifest carries the secret to every place that deploys it, and whoever forgets to set another one runs with it.",
        Fix = "Publish the parameter without a default: whoever deploys is then asked for the value, or it is generated.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["aspire.dev: External parameters"],
        Precedes = ["CSEC1202", "CSEC1203", "CSEC1207"],
        Examples =
        [
            Example.Bad(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "value": "Tr0ub4dor-and-3" } } } } } }"""),
            Example.Good(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } } } }"""),
            Example.Bad(Surface.AspireAppHost, """builder.AddParameter("db-password", "Tr0ub4dor-and-3", publishValueAsDefault: true);"""),
        ],
    };

    public void Check(Parameter subject, RuleContext context)
    {
        if (!IsSecret(subject, context))
            return;
        if (subject.IsPublished.IsUnset || subject.IsPublished.Is(false))
            context.Pass();
        else if (subject.IsPublished.IsUnknown || subject.Value.IsUnknown)
            context.Unknown(subject.Value.Origin ?? subject.IsPublished.Origin);
        else if (subject.Value.Is(static value => SecretValue.Of(value).Kind is not (SecretKind.Harmless or SecretKind.Placeholder)))
            context.Fail(subject.Value.Origin, "is a secret, and its value is written into what is published");
        else
            context.Pass();
    }

    private static bool IsSecret(Parameter parameter, RuleContext context) =>
        parameter.IsSecret.Is(true)
        || SecretName.SaysSecret(parameter.Name, context.Policy.Options.SecretWords)
        || parameter.Value.Is(static value => SecretValue.Of(value).Kind == SecretKind.Recognized);
}
