using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ContainerSec.Docker;

/// <summary>Finds the Docker engine as <c>docker</c> itself does: <c>DOCKER_HOST</c>, the context, the socket of the system.</summary>
/// <remarks>
/// docker(1), "Environment variables"; docker-context(1): the chosen context stands in <c>config.json</c>, its address in
/// <c>contexts/meta/{SHA-256 of its name}/meta.json</c>. Written here: Docker.DotNet reads these two files with the JSON of its whole API (see <see cref="EngineClient"/>).
/// </remarks>
internal sealed class DockerContext(Func<string, string?> environment, string home)
{
    private string ConfigFolder => environment("DOCKER_CONFIG") is { Length: > 0 } folder ? folder : Path.Combine(home, ".docker");

    /// <exception cref="ContainerSecException">What is named is no address, or the context cannot be read.</exception>
    public Uri Find()
    {
        if (environment("DOCKER_HOST") is { Length: > 0 } host)
            return AddressOf(host, "DOCKER_HOST");
        if (Chosen() is not ({ Length: > 0 } context and not "default"))
            return new Uri(OperatingSystem.IsWindows() ? "npipe://./pipe/docker_engine" : "unix:///var/run/docker.sock");
        var file = Path.Combine(ConfigFolder, "contexts", "meta", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context))), "meta.json");
        return Text(file, "Endpoints", "docker", "Host") is { Length: > 0 } address
            ? AddressOf(address, $"the context '{context}'")
            : throw new ContainerSecException($"error CSEC0001: the Docker context '{context}' names no engine ({file}).");
    }

    private string? Chosen() => environment("DOCKER_CONTEXT") is { Length: > 0 } named ? named : Text(Path.Combine(ConfigFolder, "config.json"), "currentContext");

    // Contexts of Windows are written with all slashes of a pipe's name.
    private static Uri AddressOf(string text, string where) =>
        Uri.TryCreate(text.Replace("npipe:////./", "npipe://./", StringComparison.Ordinal), UriKind.Absolute, out var address) ? address
            : throw new ContainerSecException($"error CSEC0001: {where} is no address of an engine: '{text}'.");

    private static string? Text(string file, params ReadOnlySpan<string> path)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var document = JsonDocument.Parse(stream);
            var found = document.RootElement;
            foreach (var name in path)
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                    return null;
            }

            return found.ValueKind == JsonValueKind.String ? found.GetString() : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ContainerSecException($"error CSEC0001: {file} cannot be read: {exception.Message}", exception);
        }
    }
}
