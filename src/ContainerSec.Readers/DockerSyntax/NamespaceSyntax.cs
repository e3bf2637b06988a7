namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The values of <c>--network</c>, <c>--pid</c>, <c>--ipc</c>, <c>--uts</c>, <c>--userns</c>, <c>--cgroupns</c> and their keys in Compose.</summary>
internal static class NamespaceSyntax
{
    /// <summary>A network mode: a word of the engine, or the name of a network.</summary>
    public static Fact<NamespaceMode> Network(string text, Provenance? origin)
    {
        if (text.HasHole())
            return Unknown(text, origin);
        var mode = Common(text) ?? text switch
        {
            "none" => new NamespaceMode(NamespaceKind.None),
            // slirp4netns and pasta: networks of rootless Podman; nat, transparent …: those of Windows have names of their own.
            "bridge" or "nat" => NamespaceMode.Private,
            _ when IsPodmanMode(text, "slirp4netns") || IsPodmanMode(text, "pasta") || IsPodmanMode(text, "bridge") => NamespaceMode.Private,
            _ => new NamespaceMode(NamespaceKind.NamedNetwork, text),
        };
        return Fact.Known(mode, origin);
    }

    /// <summary>An IPC mode.</summary>
    public static Fact<NamespaceMode> Ipc(string text, Provenance? origin, out string? error)
    {
        NamespaceMode? mode = text switch
        {
            "none" => new NamespaceMode(NamespaceKind.None),
            "shareable" => new NamespaceMode(NamespaceKind.Shareable),
            _ => null,
        };
        return mode is { } known ? Known(known, origin, out error) : Other("--ipc", text, origin, out error);
    }

    /// <summary>A mode of the user namespace.</summary>
    /// <remarks>Podman's <c>keep-id</c>, <c>auto</c> and <c>nomap</c> make a namespace of its own.</remarks>
    public static Fact<NamespaceMode> User(string text, Provenance? origin, out string? error) =>
        text == "nomap" || IsPodmanMode(text, "keep-id") || IsPodmanMode(text, "auto")
            ? Known(NamespaceMode.Private, origin, out error)
            : Other("--userns", text, origin, out error);

    /// <summary>A mode of the namespaces that have no words of their own: pid, uts, cgroup.</summary>
    /// <param name="name">The namespace, for the message.</param>
    /// <param name="text">The mode.</param>
    /// <param name="origin">Where it was written.</param>
    /// <param name="error">What is wrong with it; null for nothing.</param>
    public static Fact<NamespaceMode> Other(string name, string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.HasHole())
            return Unknown(text, origin);
        if (Common(text) is { } mode)
            return Fact.Known(mode, origin);
        error = $"'{text}' is no mode of {name}; use host or private.";
        return Fact.Unknown<NamespaceMode>(origin);
    }

    private static NamespaceMode? Common(string text)
    {
        if (text is "" or "private" or "default")
            return NamespaceMode.Private;
        if (text == "host")
            return NamespaceMode.Host;
        var colon = text.IndexOf(':');
        if (colon < 0)
            return null;
        NamespaceKind? kind = text.Substring(0, colon) switch
        {
            "container" or "service" => NamespaceKind.Container,
            "ns" => NamespaceKind.Path,
            _ => null,
        };
        return kind is { } known ? new NamespaceMode(known, text.Substring(colon + 1)) : null;
    }

    // container:$ID is the namespace of another container, whichever it is.
    private static Fact<NamespaceMode> Unknown(string text, Provenance? origin) =>
        text.StartsWith("container:", StringComparison.Ordinal) || text.StartsWith("service:", StringComparison.Ordinal)
            ? Fact.Known(new NamespaceMode(NamespaceKind.Container), origin)
            : Fact.Unknown<NamespaceMode>(origin);

    private static Fact<NamespaceMode> Known(NamespaceMode mode, Provenance? origin, out string? error)
    {
        error = null;
        return Fact.Known(mode, origin);
    }

    private static bool IsPodmanMode(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || text[word.Length] == ':');
}
