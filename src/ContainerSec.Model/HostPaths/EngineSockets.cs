namespace ContainerSec;

/// <summary>The table of sockets and named pipes over which container engines are commanded.</summary>
/// <remarks>
/// Who can connect can start a privileged container, so it is the same as root on the host; a read-only mount does not help, since connecting writes no file.
/// Sources: dockerd(8), option --host; containerd's config.toml, [grpc]; podman-system-service(1); crio.conf(5), [crio.api]; Kubernetes documentation, "Container Runtimes"; buildkitd.toml, [grpc].
/// </remarks>
internal static class EngineSockets
{
    /// <summary>The sockets.</summary>
    public static IReadOnlyList<EngineSocket> All { get; } =
    [
        new("Docker", "docker.sock", "/run/docker.sock"),
        new("Docker", "docker.sock", "/run/user/*/docker.sock"),
        new("Docker", "docker_engine", "//./pipe/docker_engine"),
        new("containerd", "containerd.sock", "/run/containerd/containerd.sock"),
        new("containerd", "containerd.sock", "/run/k3s/containerd/containerd.sock"),
        new("containerd", "containerd-containerd", "//./pipe/containerd-containerd"),
        new("Podman", "podman.sock", "/run/podman/podman.sock"),
        new("Podman", "podman.sock", "/run/user/*/podman/podman.sock"),
        new("CRI-O", "crio.sock", "/run/crio/crio.sock"),
        new("cri-dockerd", "cri-dockerd.sock", "/run/cri-dockerd.sock"),
        new("dockershim", "dockershim.sock", "/run/dockershim.sock"),
        new("BuildKit", "buildkitd.sock", "/run/buildkit/buildkitd.sock"),
    ];

    /// <summary>The socket that a path names, or that lies below it.</summary>
    /// <param name="path">As written. The root of a disk is left to <see cref="SensitiveHostPaths"/>: it holds worse.</param>
    /// <returns>The socket; null when there is none.</returns>
    public static EngineSocket? Find(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var location = HostPath.Parse(path);
        foreach (var socket in All)
        {
            if (string.Equals(name, socket.FileName, StringComparison.Ordinal) || location?.FileName == socket.FileName)
                return socket;
            if (location is { Segments.Count: > 0 } && location.IsAbove(socket.Location))
                return socket;
        }

        return null;
    }

    /// <summary>The socket that a text names as an address or as a path: <c>unix:///var/run/docker.sock</c>, <c>npipe:////./pipe/docker_engine</c>.</summary>
    /// <param name="text">A value of a variable, or an argument.</param>
    /// <returns>The socket; null when the text names none.</returns>
    public static EngineSocket? FindIn(string text)
    {
        // Most values name no path at all.
        if (text.IndexOf(".sock", StringComparison.OrdinalIgnoreCase) < 0 && text.IndexOf("pipe", StringComparison.OrdinalIgnoreCase) < 0)
            return null;
        foreach (var socket in All)
        {
            var at = text.IndexOf(socket.FileName, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && text[at - 1] is '/' or '\\' && EndsAt(text, at + socket.FileName.Length))
                return socket;
        }

        return null;
    }

    private static bool EndsAt(string text, int end) =>
        end == text.Length || text[end] is ' ' or ',' or ';' or ':' or '"' or '\'' or '/' or ')';
}
