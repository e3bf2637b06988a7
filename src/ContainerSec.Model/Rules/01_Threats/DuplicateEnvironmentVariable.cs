namespace ContainerSec.Rules;

/// <summary>CSEC0107: one of two values is silently dropped.</summary>
/// <remarks>Only within one text: a file that overrides another one is how overriding works. Of a Dockerfile only within one ENV: a later one changes the value from there on.</remarks>
internal sealed class DuplicateEnvironmentVariable : Rule, IJudge<Workload>, IJudge<VariableInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC0107", "Environment variable defined twice", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The last value wins: the one that a reviewer saw first, perhaps the one that switches TLS or authentication on, is not the one that counts.",
        Fix = "Remove the definition that is not meant.",
        References = ["Kubernetes API, Container: env", "Compose specification, environment"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    environment:\n      - MODE=safe\n      - MODE=fast\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: nginx:1.27.4\n    environment:\n      - MODE=safe\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nENV MODE=safe MODE=fast\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nENV MODE=safe\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Configuration.Environment, context);

    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "ENV")
            Judge(subject.Variables, context);
    }

    private static void Judge(FactList<EnvironmentVariable> variables, RuleContext context)
    {
        if (variables.Count == 0)
            return;
        var places = new Dictionary<string, int>(variables.Count, StringComparer.Ordinal);
        var found = false;
        for (var i = 0; i < variables.Count; i++)
        {
            var variable = variables[i];
            if (!variable.IsKnown || variable.Value.Name.Length == 0)
                continue;
            if (!places.TryGetValue(variable.Value.Name, out var first))
            {
                places.Add(variable.Value.Name, i);
            }
            else if (variables[first].Origin is var earlier && ReferenceEquals(earlier?.Text?.Source, variable.Origin?.Text?.Source))
            {
                found = true;
                context.Fail(variable.Origin, $"defines variable '{variable.Value.Name}' a second time", earlier);
            }
        }

        if (!found)
            context.Pass();
    }
}
