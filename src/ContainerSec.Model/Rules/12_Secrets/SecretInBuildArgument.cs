using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1205: a secret reaches the build as a build argument.</summary>
/// <remarks>The argument is the mistake, not its value: it needs no default to end up in the history.</remarks>
internal sealed class SecretInBuildArgument : Rule, IJudge<VariableInstruction>, IJudge<ImageBuild>
{
    public override RuleInfo Info { get; } = new("CSEC1205", "Secret passed as build argument", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "Build arguments are recorded in the image's history and in its provenance: whoever can pull the image can read the secret.",
        Fix = "Mount it for the one step that needs it: RUN --mount=type=secret,id=token …, and pass it with --secret or the build section's secrets.",
        Mappings =
        [
            Mapping.CisDocker("4.10"), Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(522),
        ],
        References = ["docs.docker.com: Build secrets", "docs.docker.com: Build checks, SecretsUsedInArgOrEnv"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nARG NUGET_TOKEN\nRUN dotnet restore\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nARG VERSION=1.0\nRUN --mount=type=secret,id=nuget,env=NUGET_TOKEN dotnet restore\n"),
            Example.Bad(Surface.Compose, "services:\n  api:\n    build:\n      context: .\n      args:\n        NUGET_TOKEN: ${NUGET_TOKEN}\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    build:\n      context: .\n      args:\n        VERSION: \"1.0\"\n      secrets: [nuget]\nsecrets:\n  nuget:\n    environment: NUGET_TOKEN\n"),
            Example.Bad(Surface.AspireAppHost, """
                var token = builder.AddParameter("nuget-token", secret: true);
                builder.AddDockerfile("web", "../web").WithBuildArg("NUGET_TOKEN", token);
                """),
            Example.Good(Surface.AspireAppHost, """
                var token = builder.AddParameter("nuget-token", secret: true);
                builder.AddDockerfile("web", "../web").WithBuildSecret("NUGET_TOKEN", token);
                """),
        ],
    };

    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "ARG")
            Check(subject.Variables, "takes", context);
    }

    public void Check(ImageBuild subject, RuleContext context) => Check(subject.Arguments, "passes", context);

    private static void Check(FactList<EnvironmentVariable> arguments, string verb, RuleContext context)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var origin = arguments[i].Origin;
            if (arguments[i].Value is not { } argument)
                context.Unknown(origin);
            else if (IsSecret(argument, context.Policy.Options))
                context.Fail(argument.Value.Origin ?? origin, $"{verb} the secret '{argument.Name}' as a build argument");
            else
                context.Pass();
        }

        if (arguments.MayHaveMore)
            context.Unknown(arguments.Origin);
    }

    // A flag or a path is no secret, whatever its name: ARG USE_TOKEN=false.
    private static bool IsSecret(EnvironmentVariable argument, PolicyOptions options)
    {
        var value = argument.Value.IsKnown ? SecretValue.Of(argument.Value.Value) : default;
        // A secret of the application model is one, whatever the argument is called.
        if (value.Kind == SecretKind.Recognized || argument.Source == ValueSource.Secret)
            return true;
        var isHarmless = argument.Value.Is(static text => text.Length > 0) && value.Kind == SecretKind.Harmless;
        return !isHarmless && SecretName.SaysSecret(argument.Name, options.SecretWords);
    }
}
