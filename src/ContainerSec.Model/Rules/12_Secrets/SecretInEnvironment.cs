using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1201: an environment variable holds a secret that stands in the text.</summary>
internal sealed class SecretInEnvironment : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<VariableInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC1201", "Secret literal in environment variable", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "Whoever can read the repository, the image or 'docker inspect' has the secret, and every child process, crash report and debug page inherits it.",
        Fix = "Take the value from outside: a Compose or Kubernetes secret mounted as a file, a secret parameter of the application host, or a variable that the shell supplies. Replace the secret that was written.",
        Mappings =
        [
            Mapping.CisDocker("4.10"), Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.OwaspKubernetes("K08"),
            Mapping.Attack("T1552.001"), Mapping.Cwe(526), Mapping.Cwe(798),
        ],
        References = ["docs.docker.com: Manage secrets securely in Docker Compose", "kubernetes.io: Good practices for Kubernetes Secrets"],
        Precedes = ["CSEC1206", "CSEC1209"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: Tr0ub4dor-and-3\n"),
            Example.Good(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n    secrets: [db]\nsecrets:\n  db:\n    file: ./db.txt\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      env:\n        - name: ConnectionStrings__Shop\n          value: Server=db;User Id=shop;Password=Tr0ub4dor-and-3\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      env:\n        - name: ConnectionStrings__Shop\n          valueFrom:\n            secretKeyRef:\n              name: shop\n              key: connection\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("web", "contoso/web", "1.4").WithEnvironment("DB_PASSWORD", "Tr0ub4dor-and-3");"""),
            Example.Good(Surface.AspireAppHost, """
                var password = builder.AddParameter("db-password", secret: true);
                builder.AddContainer("web", "contoso/web", "1.4").WithEnvironment("DB_PASSWORD", password);
                """),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Check(subject.Configuration.Environment, context);

    public void Check(ImageConfig subject, RuleContext context) => Check(subject.Environment, context);

    // The variables of every stage: those of earlier ones are in the build cache and may be in the image that another stage is built on.
    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "ENV")
            Check(subject.Variables, context);
    }

    private static void Check(FactList<EnvironmentVariable> variables, RuleContext context) =>
        context.JudgeSecrets(variables, static (name, secret) => $"sets '{name}' to {secret.What}");
}
