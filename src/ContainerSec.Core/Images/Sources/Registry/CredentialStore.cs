using System.Text;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>Finds the credentials of a host where docker and podman keep them.</summary>
/// <remarks>docker-login(1) and containers-auth.json(5): the files, the order, and keys that name a part of a registry (<c>quay.io/team/shop</c>).</remarks>
internal sealed class CredentialStore(Func<string, string?> environment, string home)
{
    private const int MaxFileSize = 4 << 20;
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private static readonly string[] DockerHubNames = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>The credentials that this user has.</summary>
    public static CredentialStore OfUser() => new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Finds credentials; null when there are none.</summary>
    /// <param name="host">The registry: <c>docker.io</c>, <c>registry.example:5000</c>.</param>
    /// <param name="repository">The path in it: <c>team/shop</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RegistryCredentials?> FindAsync(string host, string repository, CancellationToken cancellationToken)
    {
        foreach (var path in Files())
        {
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } file
                && await FindAsync(file, host, repository, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private IEnumerable<string> Files()
    {
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } chosen)
            yield return chosen;
        yield return Path.Combine(environment("DOCKER_CONFIG") is { Length: > 0 } docker ? docker : Path.Combine(home, ".docker"), "config.json");
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
            yield return Path.Combine(runtime, "containers", "auth.json");
        yield return Path.Combine(environment("XDG_CONFIG_HOME") is { Length: > 0 } config ? config : Path.Combine(home, ".config"), "containers", "auth.json");
    }

    private static async Task<CredentialFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > MaxFileSize)
                return null;
            return RegistryJson.Read(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), RegistryJson.Default.CredentialFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<RegistryCredentials?> FindAsync(CredentialFile file, string host, string repository, CancellationToken cancellationToken)
    {
        var server = host == "docker.io" ? DockerHubKey : host;
        foreach (var (key, name) in file.CredHelpers ?? [])
        {
            if (HostOf(key) is { } known && IsSame(known, host))
                return await CredentialHelper.AskAsync(name, server, cancellationToken).ConfigureAwait(false);
        }

        // The longest key that fits is the closest.
        for (var name = $"{host}/{repository}"; name.Length > 0; name = name.Contains('/', StringComparison.Ordinal) ? name[..name.LastIndexOf('/')] : "")
        {
            foreach (var (key, entry) in file.Auths ?? [])
            {
                if (HostOf(key) is { } known && IsSame(known, name) && Parse(entry) is { } found)
                    return found;
            }
        }

        return file.CredsStore is { Length: > 0 } store ? await CredentialHelper.AskAsync(store, server, cancellationToken).ConfigureAwait(false) : null;
    }

    private static bool IsSame(string key, string host) =>
        key.Equals(host, StringComparison.OrdinalIgnoreCase) || (DockerHubNames.Contains(key, StringComparer.OrdinalIgnoreCase) && host == "docker.io");

    // "https://index.docker.io/v1/" is an address of old, of which the host counts; "quay.io/team" is a host with a path.
    private static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return key.TrimEnd('/') is var name && name.StartsWith("index.docker.io/", StringComparison.OrdinalIgnoreCase) ? "index.docker.io" : name;
        var rest = key[(scheme + 3)..];
        return rest.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? rest[..slash] : rest;
    }

    private static RegistryCredentials? Parse(CredentialEntry? entry)
    {
        if (entry?.IdentityToken is { Length: > 0 } token)
            return new RegistryCredentials { IdentityToken = token };
        if (entry is { Username: { Length: > 0 } user, Password: { } password })
            return new RegistryCredentials { UserName = user, Password = password };
        if (entry?.Auth is not { Length: > 0 } auth)
            return null;
        var bytes = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new RegistryCredentials { UserName = pair[..colon], Password = pair[(colon + 1)..] };
    }
}
