namespace ContainerSec.Rules;

/// <summary>CSEC1107: a variable, an argument or a connection string switches TLS or its verification off.</summary>
internal sealed class TlsVerificationOff : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<VariableInstruction>, IJudge<ConfigData>
{
    public override RuleInfo Info { get; } = new("CSEC1107", "TLS verification switched off", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The program talks to whoever answers: an attacker on the network reads and changes everything, passwords among it, and no error shows it.",
        Fix = "Trust the certificate's issuer instead: put it into the image's certificate store, or name it to the program.",
        Mappings = [Mapping.Attack("T1557"), Mapping.Cwe(295)],
        References = ["Node.js documentation, NODE_TLS_REJECT_UNAUTHORIZED", "libpq documentation, \"SSL Support\"", "Microsoft.Data.SqlClient documentation, TrustServerCertificate"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    environment:\n      NODE_TLS_REJECT_UNAUTHORIZED: \"0\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    environment:\n      NODE_EXTRA_CA_CERTS: /etc/ssl/contoso.pem\n      NODE_TLS_REJECT_UNAUTHORIZED: \"1\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      args: [--insecure-skip-tls-verify]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      args: [--insecure-skip-tls-verify=false]\n"),
            Example.Bad(Surface.Dockerfile, "FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Configuration.Environment, subject.Configuration.Arguments, context);

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Environment, subject.Entrypoint.Concat(subject.Command), context);

    // Stages that are not the last one build too, and ARG is a variable of the build.
    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword is "ENV" or "ARG")
            Judge(subject.Variables, FactList<string>.Unset, context);
    }

    public void Check(ConfigData subject, RuleContext context) => Judge(subject.Entries, FactList<string>.Unset, context);

    private static void Judge(FactList<EnvironmentVariable> environment, FactList<string> arguments, RuleContext context)
    {
        foreach (var fact in environment)
        {
            if (fact is not { IsKnown: true, Value: { } variable })
                continue;
            if (TlsVariable.Find(variable.Name) is { } known)
                context.Judge(variable.Value, known.IsOff, $"switches off TLS verification of {known.Program} ('{known.Name}')");
            else if (variable.Value.IsKnown && ConnectionStringTls.FindOff(variable.Value.Value) is { } setting)
                context.Fail(variable.Value.Origin, $"connects without verified TLS: '{setting}' in '{variable.Name}'");
            else if (variable.Value.IsKnown)
                context.Pass();
        }

        foreach (var argument in arguments)
        {
            if (argument.IsKnown)
                context.Judge(argument, static a => Off(a) is not null, static a => $"switches off TLS verification by the argument '{Off(a)}'");
        }
    }

    private static string? Off(string argument) => TlsArguments.FindIn(argument) ?? ConnectionStringTls.FindOff(argument);
}
