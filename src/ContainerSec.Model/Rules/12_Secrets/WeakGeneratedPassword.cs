namespace ContainerSec.Rules;

/// <summary>CSEC1212: a password is generated that can be guessed.</summary>
internal sealed class WeakGeneratedPassword : Rule, IJudge<Parameter>
{
    private const double LeastBits = 64;

    public override RuleInfo Info { get; } = new("CSEC1212", "Weak generated password policy", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A short password of few kinds of characters falls to guessing once its hash or its port is in reach.",
        Fix = "Ask for at least 16 characters of all kinds; the default of the application host is longer.",
        Mappings = [Mapping.Attack("T1110"), Mapping.Cwe(521)],
        References = ["NIST SP 800-63B, Memorized secrets"],
        Examples =
        [
            Example.Bad(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 6 } } } } } } }"""),
            Example.Good(Surface.AspireManifest, """{ "resources": { "db-password": { "type": "parameter.v0", "value": "{db-password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } } } }"""),
            Example.Bad(Surface.AspireAppHost, """builder.AddParameter("db-password", new GenerateParameterDefault { MinLength = 6 }, secret: true);"""),
            Example.Good(Surface.AspireAppHost, """builder.AddParameter("db-password", new GenerateParameterDefault { MinLength = 22 }, secret: true);"""),
        ],
    };

    public void Check(Parameter subject, RuleContext context)
    {
        if (subject.GeneratedCharacterClasses.IsUnknown)
            context.Unknown(subject.GeneratedCharacterClasses.Origin);
        else
            context.Judge(subject.GeneratedMinLength, length => Bits(length, subject) < LeastBits, length => $"generates a password of {length} characters, {(int)Bits(length, subject)} bits at most");
    }

    // Digits alone are 10 characters; letters of one case 26 more, of the other 26, special ones about 10. All kinds are used unless some are excluded.
    private static double Bits(int length, Parameter parameter)
    {
        var classes = parameter.GeneratedCharacterClasses.IsKnown ? parameter.GeneratedCharacterClasses.Value : 4;
        var characters = classes switch { <= 1 => 26, 2 => 52, 3 => 62, _ => 72 };
        return Math.Max(length, 0) * Math.Log(characters, 2);
    }
}
