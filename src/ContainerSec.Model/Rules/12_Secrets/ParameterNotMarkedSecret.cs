using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1203: a parameter whose name says that it is a secret is treated as ordinary text.</summary>
internal sealed class ParameterNotMarkedSecret : Rule, IJudge<Parameter>
{
    public override RuleInfo Info { get; } = new("CSEC1203", "Secret-looking parameter not marked secret", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A parameter that is not marked is shown in the dashboard and written into manifests and logs as plain text.",
        Fix = "Mark it as a secret: AddParameter(\"name\", secret: true), or \"secret\": true of its input in the manifest.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(312)],
        References = ["aspire.dev: External parameters"],
        Examples =
        [
            Example.Bad(Surface.AspireManifest, """{ "resources": { "api-key": { "type": "parameter.v0", "value": "{api-key.inputs.value}", "inputs": { "value": { "type": "string" } } } } }"""),
            Example.Good(Surface.AspireManifest, """{ "resources": { "api-key": { "type": "parameter.v0", "value": "{api-key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } } } }"""),
            Example.Bad(Surface.AspireAppHost, """builder.AddParameter("api-key");"""),
            Example.Good(Surface.AspireAppHost, """builder.AddParameter("api-key", secret: true);"""),
        ],
    };

    public void Check(Parameter subject, RuleContext context)
    {
        if (!SecretName.SaysSecret(subject.Name, context.Policy.Options.SecretWords))
            return;
        if (subject.IsSecret.IsUnknown)
            context.Unknown(subject.IsSecret.Origin);
        else if (subject.IsSecret.Is(true) || IsFlag(subject))
            context.Pass();
        else
            context.Fail(Place(subject, context), "is not marked as a secret, although its name says that it is one");
    }

    private static bool IsFlag(Parameter parameter) =>
        parameter.Value.Is(static value => value.Length > 0 && SecretValue.Of(value).Kind == SecretKind.Harmless);

    // Where the value itself is the worse mistake, another rule says so at that place.
    private static Provenance? Place(Parameter parameter, RuleContext context) =>
        parameter.Value.Is(value => SecretLiteral.Find(parameter.Name, value, context.Policy.Options) is not null)
            ? parameter.Value.Origin
            : parameter.IsSecret.Origin ?? parameter.Origin;
}
