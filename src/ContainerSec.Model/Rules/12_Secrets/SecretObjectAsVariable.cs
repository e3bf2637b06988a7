namespace ContainerSec.Rules;

/// <summary>CSEC1216: a Kubernetes Secret is handed over in the environment.</summary>
internal sealed class SecretObjectAsVariable : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1216", "Kubernetes Secret passed as environment variable", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Every child process inherits the variable, and crash reports and debug pages show it; it does not change when the Secret does.",
        Fix = "Mount the Secret as a volume and read the file.",
        Mappings =
        [
            Mapping.CisKubernetes("5.4.1"), Mapping.Nist("4.1.4"), Mapping.OwaspKubernetes("K08"), Mapping.Attack("T1552.007"), Mapping.Cwe(526),
        ],
        References = ["kubernetes.io: Good practices for Kubernetes Secrets"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      env:\n        - name: DB_PASSWORD\n          valueFrom:\n            secretKeyRef:\n              name: shop\n              key: password\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      env:\n        - name: DB_PASSWORD_FILE\n          value: /run/secrets/db/password\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not null)
            context.JudgeEach(subject.Configuration.Environment, static variable => variable.Source == ValueSource.Secret, Message);
    }

    private static string Message(EnvironmentVariable variable) =>
        variable.Name.Length == 0 ? "takes every entry of a Secret into its environment" : $"takes '{variable.Name}' from a Secret into its environment";
}
