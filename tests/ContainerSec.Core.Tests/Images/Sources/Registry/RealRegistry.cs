using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources.Registry;

/// <summary>A registry process on loopback: Debian's package docker-registry.</summary>
internal sealed class RealRegistry : IDisposable
{
    private static readonly string[] Programs = ["/usr/bin/docker-registry", "/usr/local/bin/docker-registry", "/usr/bin/registry"];

    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    private RealRegistry(string program, string auth)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Host = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        }

        var config = _folder.Write("config.yml", Encoding.UTF8.GetBytes($$"""
            version: 0.1
            log: { level: error }
            storage: { filesystem: { rootdirectory: {{_folder.At("data")}} } }
            http: { addr: "{{Host}}", secret: test }
            {{auth.Replace("$FOLDER", _folder.Path, StringComparison.Ordinal)}}
            """));
        _process = new Process { StartInfo = new ProcessStartInfo(program, ["serve", config]) { RedirectStandardError = true, RedirectStandardOutput = true } };
    }

    public string Host { get; }

    /// <summary>Sent with each request that fills the registry.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Starts one; the test is inconclusive where there is none.</summary>
    public static async Task<RealRegistry> StartAsync(string auth = "", AuthenticationHeaderValue? authorization = null, params (string Name, string Content)[] files)
    {
        if (Array.Find(Programs, File.Exists) is not { } program)
            throw new AssertInconclusiveException("Needs a registry: Debian's package docker-registry.");
        var registry = new RealRegistry(program, auth) { Authorization = authorization };
        foreach (var (name, content) in files)
            registry._folder.Write(name, Encoding.UTF8.GetBytes(content));
        registry._process.Start();
        registry._process.BeginErrorReadLine();
        registry._process.BeginOutputReadLine();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await registry._client.GetAsync(new Uri($"http://{registry.Host}/v2/"));
                return registry;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                Assert.IsFalse(registry._process.HasExited, "the registry has ended");
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Puts an image into the registry.</summary>
    public async Task PushAsync(ImageForge image, string repository, string tag)
    {
        foreach (var (digest, bytes) in image.Blobs().Where(b => b.Key != ImageForge.Digest(image.ManifestBytes())))
            await PushBlobAsync(repository, digest, bytes);
        await PushManifestAsync(repository, tag, "application/vnd.oci.image.manifest.v1+json", image.ManifestBytes());
    }

    public async Task PushManifestAsync(string repository, string tag, string type, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var answer = await SendAsync(HttpMethod.Put, $"/v2/{repository}/manifests/{tag}", content);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task PushBlobAsync(string repository, string digest, byte[] bytes)
    {
        using var begun = await SendAsync(HttpMethod.Post, $"/v2/{repository}/blobs/uploads/", null);
        var place = begun.Headers.Location!.ToString();
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var done = await SendAsync(HttpMethod.Put, $"{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(digest)}", content);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string place, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri($"http://{Host}/"), place)) { Content = content, Headers = { Authorization = Authorization } };
        var answer = await _client.SendAsync(request);
        Assert.IsTrue(answer.IsSuccessStatusCode, $"{method} {place}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }
}
