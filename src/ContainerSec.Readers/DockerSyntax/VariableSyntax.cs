namespace ContainerSec.Readers.DockerSyntax;

/// <summary>Values of the form <c>NAME=VALUE</c>: environment variables, labels, kernel parameters.</summary>
internal static class VariableSyntax
{
    /// <summary><c>NAME=VALUE</c>, or <c>NAME</c> alone for the value that the variable has where the container is started.</summary>
    public static Fact<EnvironmentVariable> Environment(string text, Provenance? origin)
    {
        var equals = text.IndexOf('=');
        var name = equals < 0 ? text : text.Substring(0, equals);
        if (name.HasHole())
            return Fact.Unknown<EnvironmentVariable>(origin);
        var value = equals < 0 ? null : text.Substring(equals + 1);
        return Fact.Known(
            new EnvironmentVariable
            {
                Name = name,
                Value = value?.ToFact(origin) ?? Fact.Unknown<string>(origin),
                Source = value is null ? ValueSource.HostEnvironment : value.HasHole() ? ValueSource.Interpolated : ValueSource.Literal,
            },
            origin);
    }

    /// <summary>A label; without <c>=</c> its value is empty.</summary>
    public static Fact<Label> Label(string text, Provenance? origin)
    {
        if (text.HasHole())
            return Fact.Unknown<Label>(origin);
        var equals = text.IndexOf('=');
        return Fact.Known(equals < 0 ? new Label(text, "") : new Label(text.Substring(0, equals), text.Substring(equals + 1)), origin);
    }

    /// <summary>A kernel parameter; <c>net/ipv4/ip_forward</c> is the other spelling of <c>net.ipv4.ip_forward</c>.</summary>
    public static Fact<Sysctl> Sysctl(string text, Provenance? origin)
    {
        if (text.HasHole())
            return Fact.Unknown<Sysctl>(origin);
        var equals = text.IndexOf('=');
        var name = equals < 0 ? text : text.Substring(0, equals);
        return Fact.Known(new Sysctl(SysctlName(name), equals < 0 ? "" : text.Substring(equals + 1)), origin);
    }

    public static string SysctlName(string name) => name.IndexOf('.') < 0 ? name.Replace('/', '.') : name;

    /// <summary>A line of /etc/hosts, <c>NAME:ADDRESS</c>; the client takes <c>NAME=ADDRESS</c> too.</summary>
    public static Fact<string> ExtraHost(string text, Provenance? origin)
    {
        var separator = text.IndexOfAny(['=', ':']);
        return (separator < 0 ? text : text.Substring(0, separator) + ":" + text.Substring(separator + 1)).ToFact(origin);
    }
}
