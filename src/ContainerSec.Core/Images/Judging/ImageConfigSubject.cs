using ContainerSec.Images.Oci;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;

namespace ContainerSec.Images.Judging;

/// <summary>Turns the configuration of an image as stored into what rules judge.</summary>
internal static class ImageConfigSubject
{
    private const string BaseName = "org.opencontainers.image.base.name";

    public static ImageConfig Of(OciImageConfiguration configuration, string name)
    {
        var run = configuration.Config ?? new OciRunConfiguration();
        var (user, group) = UserOf(run.User, configuration.Os);
        var (entrypoint, command) = (Texts("config:entrypoint", run.Entrypoint), Texts("config:cmd", run.Cmd));
        return new ImageConfig
        {
            Name = name,
            Kind = "image",
            Origin = new ImageProvenance("config:user"),
            Surface = Surface.Image,
            BaseImage = run.Labels?.GetValueOrDefault(BaseName) is { Length: > 0 } baseName ? Fact.Known(ImageReference.Parse(baseName), new ImageProvenance("config:label/" + BaseName)) : default,
            User = user,
            Group = group,
            Environment = new FactList<EnvironmentVariable>([.. (run.Env ?? []).Select(static e => VariableSyntax.Environment(e, new ImageProvenance("config:env/" + e.Split('=')[0])))], new ImageProvenance("config:env")),
            Entrypoint = entrypoint,
            Command = command,
            Script = ShellReader.ReadArguments(entrypoint.Concat(command)),
            ExposedPorts = new FactList<ExposedPort>([.. (run.ExposedPorts?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal).Select(static p => PortSyntax.ParseExposed(p, new ImageProvenance("config:exposedPorts"), out _))], new ImageProvenance("config:exposedPorts")),
            Volumes = Texts("config:volumes", run.Volumes?.Keys.Order(StringComparer.Ordinal)),
            Labels = new FactList<Label>([.. (run.Labels ?? []).OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => Fact.Known(new Label(l.Key, l.Value), new ImageProvenance("config:label/" + l.Key)))], new ImageProvenance("config:label")),
            HealthCheck = HealthCheckOf(run.Healthcheck?.Test),
            WorkingDirectory = run.WorkingDir is { Length: > 0 } folder ? Fact.Known(folder, new ImageProvenance("config:workingDir")) : default,
            OperatingSystem = configuration.Os is { Length: > 0 } system ? Fact.Known(system.ToLowerInvariant(), new ImageProvenance("config:os")) : default,
        };
    }

    // Nobody said a user: the engine takes root, but not in a Windows container.
    private static (Fact<Principal> User, Fact<Principal> Group) UserOf(string? user, string? system)
    {
        var place = new ImageProvenance("config:user");
        if (user is { Length: > 0 })
            return UserSyntax.Parse(user, place);
        return string.Equals(system, "windows", StringComparison.OrdinalIgnoreCase) ? default : (Fact.Known(new Principal(0), place), default);
    }

    // ["NONE"], ["CMD", …], ["CMD-SHELL", "…"].
    private static Fact<HealthCheck> HealthCheckOf(List<string>? test)
    {
        if (test is not { Count: > 0 })
            return default;
        var place = new ImageProvenance("config:healthcheck");
        return Fact.Known(new HealthCheck(Disabled: test[0] == "NONE", test[0] == "NONE" ? "" : string.Join(' ', test.Skip(1))), place);
    }

    private static FactList<string> Texts(string place, IEnumerable<string>? values) => values is null
        ? FactList<string>.Unset
        : new FactList<string>([.. values.Select(v => Fact.Known(v, new ImageProvenance(place)))], new ImageProvenance(place));
}
