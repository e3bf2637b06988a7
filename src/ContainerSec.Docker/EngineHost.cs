using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.X509;
using Microsoft.Extensions.Logging.Abstractions;
using HttpTransport = Docker.DotNet.LegacyHttp.DockerHandlerFactory;
using PipeTransport = Docker.DotNet.NPipe.DockerHandlerFactory;
using UnixTransport = Docker.DotNet.Unix.DockerHandlerFactory;

namespace ContainerSec.Docker;

/// <summary>Finds an engine as its own command line does.</summary>
/// <remarks>docker(1), "Environment variables"; podman-system-service(1) and podman-system-connection(1) for Podman's sockets.</remarks>
internal sealed class EngineHost
{
    private readonly EngineOptions _options;
    private readonly Func<Uri> _find;

    private EngineHost(EngineOptions options, Func<Uri> find) => (_options, _find) = (options, find);

    public static EngineHost Docker(EngineOptions options) => new(options, static () => new DockerContext(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Find());

    public static EngineHost Podman(EngineOptions options) => new(options, static () => FindPodman(Environment.GetEnvironmentVariable, File.Exists));

    /// <summary>A client for it.</summary>
    /// <exception cref="ContainerSecException">There is no such engine, or its certificates cannot be read.</exception>
    public EngineClient Connect()
    {
        try
        {
            var options = new ResolvedClientOptions
            {
                Endpoint = _options.Host ?? _find(),
                AuthProvider = CertificatePath() is { } certificates ? CredentialsOf(certificates) : NoopAuthProvider.Instance,
                Headers = new Dictionary<string, string>(),
                Timeout = _options.Timeout,
            };
            IDockerHandlerFactory transports = options.Endpoint.Scheme switch
            {
                "unix" => UnixTransport.Instance,
                "npipe" => PipeTransport.Instance,
                "tcp" or "http" or "https" => HttpTransport.Instance,
                var scheme => throw new NotSupportedException($"an engine is reached by unix, npipe, tcp, http or https, not by '{scheme}'."),
            };
            var transport = transports.CreateHandler(options, NullLogger.Instance);
            return new EngineClient(options.AuthProvider.ConfigureHandler(transport.Handler), transport.EffectiveEndpoint, options.Timeout);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ContainerSecException($"error CSEC0001: the engine cannot be reached: {exception.Message}", exception);
        }
    }

    /// <summary>Podman's socket: that of the user before that of the system.</summary>
    internal static Uri FindPodman(Func<string, string?> environment, Func<string, bool> exists)
    {
        if (environment("CONTAINER_HOST") is { Length: > 0 } named && Uri.TryCreate(named, UriKind.Absolute, out var host))
            return host;
        if (OperatingSystem.IsWindows())
            return new Uri("npipe://./pipe/podman-machine-default");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string?[] sockets =
        [
            environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? Path.Combine(runtime, "podman", "podman.sock") : null,
            "/run/podman/podman.sock",
            Path.Combine(home, ".local/share/containers/podman/machine/podman.sock"),
        ];
        return Array.Find(sockets, s => s is not null && exists(s)) is { } socket
            ? new Uri("unix://" + socket)
            : throw new ContainerSecException("error CSEC0001: Podman's socket is not there; start it with 'podman system service' or 'systemctl start podman.socket', or name it in CONTAINER_HOST.");
    }

    private string? CertificatePath()
    {
        if (_options.CertificatePath is { } given)
            return given;
        if (Environment.GetEnvironmentVariable("DOCKER_CERT_PATH") is { Length: > 0 } path)
            return path;
        return string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DOCKER_TLS_VERIFY")) ? null
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");
    }

    private static CertificateCredentials CredentialsOf(string folder)
    {
        var certificate = DockerTlsCertificates.LoadCertificateFromPemFiles(Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        var credentials = new CertificateCredentials(certificate);
        var authority = Path.Combine(folder, "ca.pem");
        if (File.Exists(authority))
        {
            var root = X509CertificateLoader.LoadCertificateFromFile(authority);
            credentials.ServerCertificateValidationCallback = (_, server, _, errors) => IsTrusted(root, server, errors);
        }

        return credentials;
    }

    // Issued by the engine's own authority, and for this host: another machine of the same authority is not the engine.
    private static bool IsTrusted(X509Certificate2 root, X509Certificate? server, SslPolicyErrors errors)
    {
        if (server is not X509Certificate2 certificate || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        return chain.Build(certificate);
    }
}
