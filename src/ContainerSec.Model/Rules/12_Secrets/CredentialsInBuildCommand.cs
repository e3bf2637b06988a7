#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1218: a command of the build signs in, and leaves the credentials behind.</summary>
internal sealed class CredentialsInBuildCommand : Rule, IJudge<RunInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC1218", "Credentials set up on a build command line", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        JudgesHistory = true,
        PointsAtSecret = true,
        Why = "The command line is kept in the image's history, and what the tool stores lies in the layer, also when a later layer deletes it.",
        Fix = "Mount the credentials for this one step: RUN --mount=type=secret,id=…; let the tool read them from the file or from a variable (env=).",
        Mappings =
        [
            Mapping.CisDocker("4.10"), Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(214),
        ],
        References = ["docs.docker.com: Build secrets"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM node:22\nRUN npm config set //npm.contoso.com/:_authToken npm_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8\n"),
            Example.Good(Surface.Dockerfile, "FROM node:22\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n"),
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://pkgs.contoso.com/v3/index.json --username ci --password Tr0ub4dor-and-3 --store-password-in-clear-text\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config dotnet restore\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        var hasSecretMount = subject.Mounts.AnyKnown(static mount => mount.Type == "secret");
        foreach (var command in subject.Script.Commands)
            Check(command, hasSecretMount, context);
    }

    private static void Check(ShellCommand command, bool hasSecretMount, RuleContext context)
    {
        context.JudgeSecrets(command.Assignments, static (name, secret) => $"gives {secret.What} to a build command as '{name}'");
        if (Credentials(command) is { } credentials)
            Judge(credentials, command, hasSecretMount, context);
        else
            CheckArguments(command, context);
    }

    // In a step with a secret mount, what is not known comes from there: docker login -p $(cat /run/secrets/registry).
    private static void Judge(Fact<string> credentials, ShellCommand command, bool hasSecretMount, RuleContext context)
    {
        if (credentials.IsUnknown && !hasSecretMount)
            context.Unknown(credentials.Origin ?? command.Origin);
        else if (credentials.Is(static value => SecretValue.Of(value).Kind is not (SecretKind.Harmless or SecretKind.Placeholder)))
            context.Fail(credentials.Origin ?? command.Origin, $"gives credentials to '{command.Name.Value}' on a build command line");
        else
            context.Pass();
    }

    private static void CheckArguments(ShellCommand command, RuleContext context)
    {
        foreach (var argument in NamedArgument.Read(command.Arguments))
        {
            if (argument.Value.Value is { } value && SecretLiteral.Find(argument.Name, value, context.Policy.Options) is { } secret)
                context.Fail(argument.Value.Origin ?? command.Origin, $"has {secret.What} on a build command line");
            else if (argument.Value.IsKnown)
                context.Pass();
        }
    }

    // Options and places that only the tool itself explains.
    private static Fact<string>? Credentials(ShellCommand command)
    {
        var words = command.Arguments;
        return command.Name.Value switch
        {
            "docker" or "podman" or "helm" or "az" or "oras" or "skopeo" or "buildah" when Has(words, "login") => Option(words, "-p", "--password"),
            "curl" => UserPassword(Option(words, "-u", "--user")) ?? Header(words),
            "wget" => Option(words, "--password", "--http-password") ?? Header(words),
            "npm" or "pnpm" when Has(words, "config") && Has(words, "set") => Setting(words, static key => key.EndsWith("_authToken", StringComparison.Ordinal) || key.EndsWith("_auth", StringComparison.Ordinal) || key.EndsWith("_password", StringComparison.Ordinal)),
            "yarn" when Has(words, "config") && Has(words, "set") => Setting(words, static key => key.EndsWith("npmAuthToken", StringComparison.Ordinal)),
            "aws" when Has(words, "configure") && Has(words, "set") => Setting(words, static key => key.EndsWith("aws_secret_access_key", StringComparison.Ordinal) || key.EndsWith("aws_session_token", StringComparison.Ordinal)),
            "dotnet" or "nuget" when Has(words, "source") || Has(words, "sources") => Option(words, "-p", "--password", "-Password"),
            "dotnet" or "nuget" when Has(words, "push") => Option(words, "-k", "--api-key", "-ApiKey"),
            "doctl" when Has(words, "auth") => Option(words, "-t", "--access-token"),
            "sshpass" => Option(words, "-p"),
            "twine" => Option(words, "-p", "--password"),
            _ => null,
        };
    }

    // "user:password"
    private static Fact<string>? UserPassword(Fact<string>? user) =>
        user is { } both && both.Is(static text => text.Contains(':')) ? both.Select(static text => text.Substring(text.IndexOf(':') + 1)) : null;

    // "Authorization: Bearer token", "--header=PRIVATE-TOKEN: token"
    private static Fact<string>? Header(FactList<string> words)
    {
        foreach (var word in words)
        {
            if (word.Value is not { } text || text.IndexOf(':') is not (> 0 and var colon))
                continue;
            var start = text.StartsWith("--header=", StringComparison.Ordinal) ? "--header=".Length : 0;
            var name = text.Substring(start, Math.Max(colon - start, 0)).ToLowerInvariant();
            if (name is "authorization" or "private-token" or "job-token" or "x-api-key" or "x-jfrog-art-api")
                return word.With(text.Substring(Math.Max(colon, text.LastIndexOf(' ')) + 1));
        }

        return null;
    }

    private static bool Has(FactList<string> words, string word)
    {
        foreach (var known in words)
        {
            if (known.Value == word)
                return true;
        }

        return false;
    }

    // "-p value", "-pvalue", "--password value", "--password=value"
    private static Fact<string>? Option(FactList<string> words, params IReadOnlyList<string> names)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Value is not { } word)
                continue;
            foreach (var name in names)
            {
                if (word == name)
                    return i + 1 < words.Count ? words[i + 1] : null;
                if (word.StartsWith(name + "=", StringComparison.Ordinal))
                    return words[i].With(word.Substring(name.Length + 1));
                if (name.Length == 2 && word.Length > 2 && word.StartsWith(name, StringComparison.Ordinal))
                    return words[i].With(word.Substring(2));
            }
        }

        return null;
    }

    // "set KEY VALUE" and "set KEY=VALUE"
    private static Fact<string>? Setting(FactList<string> words, Func<string, bool> isSecret)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Value is not { } word)
                continue;
            var equals = word.IndexOf('=');
            if (equals > 0 && isSecret(word.Substring(0, equals)))
                return words[i].With(word.Substring(equals + 1));
            if (isSecret(word) && i + 1 < words.Count)
                return words[i + 1];
        }

        return null;
    }
}
