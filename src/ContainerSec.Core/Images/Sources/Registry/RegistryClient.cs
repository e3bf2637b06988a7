using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>Sends requests for one repository: with credentials where they belong, following redirects, trying again what may pass.</summary>
/// <remarks>OCI distribution-spec 1.1; distribution's "Token Authentication" and "OAuth2 Token Authentication".</remarks>
internal sealed class RegistryClient : IAsyncDisposable
{
    private const int MaxRedirects = 5;
    private const int MaxSmallAnswer = 1 << 20;

    private readonly string _name;
    private readonly string _repository;
    private readonly RegistryOptions _options;
    private readonly CredentialStore? _credentials;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _authentication = new(1, 1);
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _shown = new(StringComparer.Ordinal);

    public RegistryClient(string name, string repository, RegistryOptions options, CredentialStore? credentials)
    {
        (_name, _repository, _options, _credentials) = (name, repository, options, credentials);
        Retry = new Retry(options);
        _http = options.Handler is { } handler ? new HttpMessageInvoker(handler, disposeHandler: false) : new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            Proxy = new LoopbackIsDirect(HttpClient.DefaultProxy),
        });
    }

    public Retry Retry { get; }

    public TimeSpan Timeout => _options.Timeout;

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _authentication.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads a document; null when the registry has none.</summary>
    public Task<RegistryDocument?> GetAsync(RegistryEndpoint endpoint, string path, string? accept, int maxSize, CancellationToken cancellationToken) => Retry.RunAsync(async () =>
    {
        using var response = await SendAsync(endpoint, HttpMethod.Get, path, accept, from: 0, cancellationToken).ConfigureAwait(false);
        if (response is null)
            return null;
        var digest = response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.FirstOrDefault() : null;
        return new RegistryDocument(await ReadAsync(response, maxSize, path, cancellationToken).ConfigureAwait(false), digest, response.Content.Headers.ContentType?.MediaType, NextPage(response));
    }, cancellationToken);

    /// <summary>Whether there is such a blob.</summary>
    public Task<bool> ExistsAsync(RegistryEndpoint endpoint, string path, CancellationToken cancellationToken) => Retry.RunAsync(async () =>
    {
        using var response = await SendAsync(endpoint, HttpMethod.Head, path, accept: null, from: 0, cancellationToken).ConfigureAwait(false);
        return response is not null;
    }, cancellationToken);

    /// <summary>Sends one request and gives the answer if it is a good one; null for "not found".</summary>
    /// <exception cref="TransientException">It failed for a reason that may pass.</exception>
    /// <exception cref="ContainerSecException">It was refused.</exception>
    public async Task<HttpResponseMessage?> SendAsync(RegistryEndpoint endpoint, HttpMethod method, string path, string? accept, long from, CancellationToken cancellationToken)
    {
        if (endpoint.MayBePlain)
            await SettleAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var address = new Uri(endpoint.Address, path);
        var shown = _shown.GetValueOrDefault(endpoint.Host);
        var response = await SendAsync(method, address, accept, from, shown, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            var challenge = Challenge.Of(response.Headers.WwwAuthenticate);
            response.Dispose();
            shown = await AuthenticateAsync(endpoint, challenge, shown, cancellationToken).ConfigureAwait(false);
            response = await SendAsync(method, address, accept, from, shown, cancellationToken).ConfigureAwait(false);
        }

        for (var redirects = 0; IsRedirect(response.StatusCode); redirects++)
        {
            var target = response.Headers.Location is { } location ? new Uri(address, location) : null;
            response.Dispose();
            if (target is null || redirects == MaxRedirects)
                throw Refused($"{address.Host} sends on too often, or nowhere");
            CheckTarget(address, target);
            // What was shown to the registry is not for the store behind it.
            shown = IsSameOrigin(address, target) ? shown : null;
            address = target;
            response = await SendAsync(method, address, accept, from, shown, cancellationToken).ConfigureAwait(false);
        }

        return await CheckAsync(response, address, cancellationToken).ConfigureAwait(false);
    }

    // Plain HTTP is spoken only where it may be and where nobody answers with TLS.
    private async Task SettleAsync(RegistryEndpoint endpoint, CancellationToken cancellationToken)
    {
        await _authentication.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!endpoint.MayBePlain)
                return;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint.Address, "/v2/"));
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(_options.Timeout);
            using var response = await _http.SendAsync(request, timeout.Token).ConfigureAwait(false);
            endpoint.Settle(isPlain: false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            endpoint.Settle(isPlain: true);
        }
        finally
        {
            _authentication.Release();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, string? accept, long from, AuthenticationHeaderValue? shown, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = shown } };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", "containersec");
        var host = request.RequestUri!.Authority;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            return await _http.SendAsync(request, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientException($"{_name}: {host} does not answer within {_options.Timeout.TotalSeconds:N0} seconds.", inner: exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new ContainerSecException($"{_name}: error CSEC0001: no secure connection to {host}: its certificate is not trusted, or it does not speak TLS (plain HTTP has to be allowed).", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new TransientException($"{_name}: {host} cannot be reached: {exception.Message}", inner: exception);
        }
    }

    private async Task<HttpResponseMessage?> CheckAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return response;
        using var _ = response;
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.NotFound:
                return null;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw Refused($"{address.Host} denies access ({status}{await CodeOfAsync(response, cancellationToken).ConfigureAwait(false)}); log in with an account that may pull, or correct the name");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new TransientException($"{_name}: {address.Host} answers {status}.", WaitOf(response));
            default:
                throw Refused($"{address.Host} answers {status}{await CodeOfAsync(response, cancellationToken).ConfigureAwait(false)}");
        }
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _options.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    // The code is a word of the specification; the message beside it could repeat what was sent.
    private async Task<string> CodeOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var errors = RegistryJson.Read(await ReadAsync(response, MaxSmallAnswer, "error", cancellationToken).ConfigureAwait(false), RegistryJson.Default.ErrorResponse);
            return errors?.Errors?.FirstOrDefault()?.Code is { Length: > 0 and < 40 } code && code.All(static c => char.IsAsciiLetterUpper(c) || c == '_') ? " " + code : "";
        }
        catch (Exception exception) when (exception is IOException or ContainerSecException)
        {
            return "";
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxSize, string what, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > maxSize)
            throw Refused($"'{what}' has {response.Content.Headers.ContentLength:N0} bytes, more than the {maxSize:N0} that are read of it");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            using var bytes = new MemoryStream();
            var buffer = new byte[32 << 10];
            while (await stream.ReadAsync(buffer, timeout.Token).ConfigureAwait(false) is var read and > 0)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > maxSize)
                    throw Refused($"'{what}' has more than the {maxSize:N0} bytes that are read of it");
            }

            return bytes.ToArray();
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TransientException($"{_name}: the answer breaks off: {exception.Message}", inner: exception);
        }
    }

    private async Task<AuthenticationHeaderValue> AuthenticateAsync(RegistryEndpoint endpoint, Challenge? challenge, AuthenticationHeaderValue? shown, CancellationToken cancellationToken)
    {
        if (challenge is null)
            throw Refused($"{endpoint.Host} denies access and does not say how to log in");
        await _authentication.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another layer's request may have done it meanwhile.
            if (_shown.GetValueOrDefault(endpoint.Host) is { } known && known != shown)
                return known;
            var credentials = await CredentialsOfAsync(endpoint, cancellationToken).ConfigureAwait(false);
            // Shown a second time it would be refused a second time; a token may only have grown old.
            if (!challenge.IsBearer && (credentials is null or { IdentityToken: not null } || shown is not null))
                throw Refused(credentials is null ? $"{endpoint.Host} wants a name and a password, and none are known for it; log in first" : $"{endpoint.Host} refuses the stored credentials");
            var header = challenge.IsBearer
                ? new AuthenticationHeaderValue("Bearer", await TokenAsync(endpoint, challenge, credentials, cancellationToken).ConfigureAwait(false))
                : BasicOf(credentials!);
            _shown[endpoint.Host] = header;
            return header;
        }
        finally
        {
            _authentication.Release();
        }
    }

    private async Task<RegistryCredentials?> CredentialsOfAsync(RegistryEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!endpoint.IsMirror && _options.Credentials is { } given)
            return given;
        return _credentials is null ? null : await _credentials.FindAsync(endpoint.Host, _repository, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> TokenAsync(RegistryEndpoint endpoint, Challenge challenge, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || !IsAllowed(realm) || (RegistryEndpoint.IsLoopback(realm) && !RegistryEndpoint.IsLoopback(endpoint.Address)))
            throw Refused($"{endpoint.Host} names a token server that is not asked: it has to have an https address");
        // Reading is asked for and no more, whatever the registry would have.
        var scope = $"repository:{_repository}:pull";
        using var request = credentials?.IdentityToken is { } identity ? RefreshRequest(realm, challenge, scope, identity) : PlainRequest(realm, challenge, scope, credentials);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status is 408 or 429 or >= 500)
            throw new TransientException($"{_name}: the token server {realm.Host} answers {status}.", WaitOf(response));
        if (!response.IsSuccessStatusCode)
            throw Refused($"the token server {realm.Host} answers {status}; {(credentials is null ? "log in, or correct the name" : "the stored credentials are refused")}");
        var answer = RegistryJson.Read(await ReadAsync(response, MaxSmallAnswer, "token", cancellationToken).ConfigureAwait(false), RegistryJson.Default.TokenResponse);
        var token = answer?.Token is { Length: > 0 } plain ? plain : answer?.AccessToken;
        return token is { Length: > 0 } && token.All(static c => c is > ' ' and < '\x7F') ? token : throw Refused($"the token server {realm.Host} gives no token");
    }

    private static HttpRequestMessage PlainRequest(Uri realm, Challenge challenge, string scope, RegistryCredentials? credentials)
    {
        var query = $"scope={Uri.EscapeDataString(scope)}" + (challenge.Service is { } service ? $"&service={Uri.EscapeDataString(service)}" : "")
            + (credentials is null ? "" : $"&account={Uri.EscapeDataString(credentials.UserName)}");
        var address = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? realm.Query[1..] + "&" + query : query };
        return new HttpRequestMessage(HttpMethod.Get, address.Uri) { Headers = { Authorization = credentials is null ? null : BasicOf(credentials) } };
    }

    private static HttpRequestMessage RefreshRequest(Uri realm, Challenge challenge, string scope, string identity) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent([
            new("grant_type", "refresh_token"), new("service", challenge.Service ?? ""), new("client_id", "containersec"), new("scope", scope), new("refresh_token", identity)]),
    };

    private static AuthenticationHeaderValue BasicOf(RegistryCredentials credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}")));

    private bool IsAllowed(Uri address) =>
        address.UserInfo.Length == 0 && (address.Scheme == "https" || (address.Scheme == "http" && (_options.AllowInsecure || RegistryEndpoint.IsLoopback(address))));

    // From https to http is a way down, and from elsewhere to this machine a way in.
    private void CheckTarget(Uri from, Uri target)
    {
        if (!IsAllowed(target) || (from.Scheme == "https" && target.Scheme == "http" && !_options.AllowInsecure) || (RegistryEndpoint.IsLoopback(target) && !RegistryEndpoint.IsLoopback(from)))
            throw Refused($"{from.Host} sends on to an address that is not asked (plain HTTP, or this machine itself)");
    }

    private static bool IsSameOrigin(Uri left, Uri right) => left.Scheme == right.Scheme && left.Host.Equals(right.Host, StringComparison.OrdinalIgnoreCase) && left.Port == right.Port;

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // Link: </v2/shop/referrers/sha256:0123…?n=100&next=…>; rel="next"
    private static string? NextPage(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links) || links.FirstOrDefault(static l => l.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) || l.Contains("rel=next", StringComparison.OrdinalIgnoreCase)) is not { } link)
            return null;
        var (start, end) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return start >= 0 && end > start + 1 ? link[(start + 1)..end] : null;
    }

    private ContainerSecException Refused(string what) => new($"{_name}: error CSEC0001: {what}.");

    /// <summary>The system's proxy, but not for this machine.</summary>
    private sealed class LoopbackIsDirect(IWebProxy proxy) : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => proxy.Credentials;
            set => proxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => RegistryEndpoint.IsLoopback(host) || proxy.IsBypassed(host);
    }
}

/// <summary>A document that a registry sent.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Digest">The digest that the registry states.</param>
/// <param name="MediaType">The media type that the registry states.</param>
/// <param name="Next">Where more of it is.</param>
internal sealed record RegistryDocument(byte[] Bytes, string? Digest, string? MediaType, string? Next);
