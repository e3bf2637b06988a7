namespace ContainerSec.Rules;

/// <summary>CSEC1304: what is published runs as on a developer's machine.</summary>
/// <remarks>Subjects for development are not judged: launch profiles, override files, development containers, build pipelines.</remarks>
internal sealed class DevelopmentMode : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    private static readonly string[] DevelopmentValues = ["dev", "develop", "development", "debug"];

    private static readonly string[] OnValues = ["1", "true", "yes", "on"];

    public override RuleInfo Info { get; } = new("CSEC1304", "Debug or development mode in a published container", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Development mode shows stack traces, configuration and developer pages to everybody, and loosens checks; a debugger runs code for whoever connects.",
        Fix = "Remove the variable, or set it to Production; set it to Development where developers start the container.",
        Mappings = [Mapping.Cwe(489)],
        References = ["ASP.NET Core documentation, Use multiple environments"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT=Development\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT=Production\n"),
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      env:\n        - name: ASPNETCORE_ENVIRONMENT\n          value: Development\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: contoso/shop:1.2\n      env:\n        - name: ASPNETCORE_ENVIRONMENT\n          value: Production\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Context == RunContext.Production && subject.Surface is not (Surface.LaunchSettings or Surface.DevContainer or Surface.GitHubWorkflow))
            Judge(subject.Configuration.Environment, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Context == RunContext.Production && subject.Surface is not Surface.LaunchSettings)
            Judge(subject.Environment, context);
    }

    private static void Judge(FactList<EnvironmentVariable> variables, RuleContext context)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Value is { } variable && BadValues(variable.Name) is { } bad)
                Judge(variable, bad, context);
        }
    }

    private static void Judge(EnvironmentVariable variable, string[] bad, RuleContext context)
    {
        // An override file says it to developers, of a service that is another's.
        if (!IsForDevelopers(variable.Value.Origin))
        {
            context.Judge(variable.Value, value => bad.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase),
                value => $"runs in development or debug mode ({variable.Name}='{value}')");
        }
    }

    private static bool IsForDevelopers(Provenance? origin) => origin?.Text is { } text && text.Source.Context != RunContext.Production;

    // Values that mean development; null for a variable that says nothing about it.
    private static string[]? BadValues(string name)
    {
        if (name.EndsWith("ENV", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ENVIRONMENT", StringComparison.OrdinalIgnoreCase))
            return DevelopmentValues;
        if (Is(name, "DEBUG") || Is(name, "ASPNETCORE_DETAILEDERRORS") || name.EndsWith("_DEBUG", StringComparison.OrdinalIgnoreCase))
            return OnValues;
        return Is(name, "XDEBUG_MODE") ? ["debug", "develop", "develop,debug", "debug,develop"] : null;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
