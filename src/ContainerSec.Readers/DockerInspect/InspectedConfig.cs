using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerInspect;

/// <summary>The section <c>Config</c>, which containers and images have alike.</summary>
internal static class InspectedConfig
{
    /// <summary>The user. The engine has filled in the image's own: an empty one is root, but not in a Windows container.</summary>
    public static (Fact<Principal> User, Fact<Principal> Group) User(YamlMapping config, string? operatingSystem)
    {
        if (config["User"] is not YamlScalar { IsNull: false } user)
            return default;
        if (user.Value.Length > 0)
            return UserSyntax.Parse(user.Value, user.Origin);
        return string.Equals(operatingSystem, "windows", StringComparison.OrdinalIgnoreCase) ? default : (Fact.Known(new Principal(0), user.Origin), default);
    }

    /// <summary>The user that a client asks for: an empty one is the image's.</summary>
    public static (Fact<Principal> User, Fact<Principal> Group) RequestedUser(YamlMapping request) => request["User"] switch
    {
        YamlScalar { IsUnknown: true } user => (Fact.Unknown<Principal>(user.Origin), Fact.Unknown<Principal>(user.Origin)),
        YamlScalar { Value.Length: > 0 } user => UserSyntax.Parse(user.Value, user.Origin),
        _ => default,
    };

    public static FactList<EnvironmentVariable> Environment(YamlMapping config) =>
        config["Env"].List(static text => text, VariableSyntax.Environment);

    // "8080/tcp": {}
    public static FactList<ExposedPort> ExposedPorts(YamlMapping config) => config["ExposedPorts"] is YamlMapping ports
        ? new FactList<ExposedPort>([.. ports.Entries.Select(static e => PortSyntax.ParseExposed(e.Key.Value, e.Key.Origin, out _))], ports.Origin)
        : FactList<ExposedPort>.Unset;

    // "Test": ["NONE"], ["CMD", …], ["CMD-SHELL", "…"]; an empty one is the image's.
    public static Fact<HealthCheck> HealthCheck(YamlMapping config)
    {
        var test = ((config["Healthcheck"] as YamlMapping)?["Test"]).TextList();
        if (test.Count == 0 || test.HasUnknown)
            return default;
        return test[0].Is("NONE")
            ? Fact.Known(new HealthCheck(Disabled: true), test.Origin)
            : Fact.Known(new HealthCheck(Disabled: false, string.Join(" ", test.Skip(1).Select(static t => t.Value))), test.Origin);
    }
}
