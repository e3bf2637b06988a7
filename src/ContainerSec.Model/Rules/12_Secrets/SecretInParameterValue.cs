using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1202: a parameter of the application model is given a secret that stands in the text.</summary>
internal sealed class SecretInParameterValue : Rule, IJudge<Parameter>
{
    public override RuleInfo Info { get; } = new("CSEC1202", "Secret literal as parameter value", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "The secret lies in source control for ever, and everybody who runs the application host uses the same one.",
        Fix = "Declare the parameter as a secret without a value: it is then asked for, read from user secrets, or generated.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(798)],
        References = ["aspire.dev: External parameters"],
        Precedes = ["CSEC1203"],
        Examples =
        [
            Example.Bad(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "Tr0ub4dor-and-3" } } }"""),
            Example.Good(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } } } }"""),
            Example.Bad(Surface.AspireAppHost, """builder.AddParameter("db-password", "Tr0ub4dor-and-3", secret: true);"""),
            Example.Good(Surface.AspireAppHost, """builder.AddParameter("db-password", secret: true);"""),
        ],
    };

    public void Check(Parameter subject, RuleContext context)
    {
        if (subject.Value.IsUnset)
            context.Pass();
        else
            context.Judge(
                subject.Value,
                value => WhatIs(value, subject, context) is not null,
                value => $"has {WhatIs(value, subject, context)} as its value");
    }

    // Of a parameter that is marked as a secret, a value that looks random is one, whatever the parameter is called.
    private static string? WhatIs(string value, Parameter parameter, RuleContext context) =>
        SecretLiteral.Find(parameter.Name, value, context.Policy.Options)?.What
        ?? (parameter.IsSecret.Is(true) && SecretValue.Of(value).Kind == SecretKind.Random ? "a secret in plain text" : null);
}
