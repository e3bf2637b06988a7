using System.Net;
using System.Text.Json;

namespace ContainerSec.Docker;

/// <summary>The two questions that an engine is asked, over the transport of Docker.DotNet.</summary>
/// <remarks>
/// Docker Engine API, <c>GET /images/{name}/json</c> and <c>GET /images/get</c>. Docker.DotNet speaks its sockets, pipes and TLS.
/// Its typed requests would bring the JSON of all 280 types of the API into a native program, a third of what it sets up at every start.
/// </remarks>
internal sealed class EngineClient : IDisposable
{
    /// <summary>A description of an image has some ten kilobytes; more than this is none.</summary>
    private const int MaxDescription = 16 << 20;

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;

    public EngineClient(HttpMessageHandler transport, Uri endpoint, TimeSpan timeout)
    {
        _client = new HttpClient(transport) { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxDescription };
        _client.DefaultRequestHeaders.Add("User-Agent", "containersec");
        _timeout = timeout;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The image of a name or an id.</summary>
    public async Task<EngineImage> InspectAsync(string reference, CancellationToken cancellationToken)
    {
        var path = string.Join('/', reference.Split('/').Select(Uri.EscapeDataString)).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);
        using var response = await SendAsync($"images/{path}/json", HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        using var description = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        if (description.RootElement is not { ValueKind: JsonValueKind.Object } image || !image.TryGetProperty("Id", out var id) || id.ValueKind != JsonValueKind.String)
            throw new JsonException("The description of the image has no id.");
        var names = image.TryGetProperty("RepoTags", out var tags) && tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String) : [];
        return new EngineImage(id.GetString()!, [.. names.Select(static t => t.GetString()!)]);
    }

    /// <summary>The archive of an image, as the engine packs it.</summary>
    public async Task<Stream> SaveAsync(string id, CancellationToken cancellationToken)
    {
        var response = await SendAsync($"images/get?names={Uri.EscapeDataString(id)}", HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    // The time is for the beginning of the answer: an archive may take as long as it takes.
    private async Task<HttpResponseMessage> SendAsync(string path, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        var response = await _client.GetAsync(new Uri(path, UriKind.Relative), completion, limit.Token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new EngineRefusalException(response.StatusCode);
    }
}

/// <summary>What an engine says of an image.</summary>
internal sealed record EngineImage(string Id, IReadOnlyList<string> Names);

/// <summary>The engine answered, but not with what it was asked for.</summary>
#pragma warning disable CA1032, CA1064 // Never leaves this assembly.
internal sealed class EngineRefusalException(HttpStatusCode status) : Exception($"The engine answers {(int)status}.")
{
    public HttpStatusCode Status => status;
}
