using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContainerSec.Testing.Images;

/// <summary>A web server of a test, on loopback or on a socket, that answers as it is told, also wrongly.</summary>
public sealed class FakeHttp : IDisposable
{
    private readonly Socket _socket;
    private readonly Func<FakeRequest, FakeResponse> _answer;

    /// <summary>Starts it on loopback.</summary>
    public FakeHttp(Func<FakeRequest, FakeResponse> answer)
        : this(answer, new IPEndPoint(IPAddress.Loopback, 0))
    {
    }

    /// <summary>Starts it somewhere.</summary>
    public FakeHttp(Func<FakeRequest, FakeResponse> answer, EndPoint place)
    {
        _answer = answer;
        _socket = new Socket(place.AddressFamily, SocketType.Stream, place is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        _socket.Bind(place);
        _socket.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Host and port: <c>127.0.0.1:40123</c>.</summary>
    public string Host => $"127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}";

    /// <summary>All requests so far.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _socket.AcceptAsync().ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            using (client)
            {
                var stream = new NetworkStream(client);
                await using var _ = stream.ConfigureAwait(false);
                if (await ReadAsync(stream).ConfigureAwait(false) is not { } request)
                    return;
                Requests.Enqueue(request);
                await WriteAsync(stream, request, _answer(request)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private static async Task<FakeRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            // Whoever begins with TLS hears nothing.
            if (await stream.ReadAsync(one).ConfigureAwait(false) == 0 || one[0] > 0x7E || (head.Length == 0 && !char.IsAsciiLetter((char)one[0])))
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(static l => l.Split(':', 2)).ToLookup(static l => l[0].Trim(), static l => l[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body).ConfigureAwait(false);
        var first = lines[0].Split(' ');
        return new FakeRequest(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }

    private static async Task WriteAsync(NetworkStream stream, FakeRequest request, FakeResponse response)
    {
        if (response.Status == 0)
            return;
        var head = new StringBuilder($"HTTP/1.1 {response.Status} Status\r\nConnection: close\r\n");
        foreach (var (name, value) in response.Headers)
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!response.IsChunked)
            head.Append(System.Globalization.CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        else
            head.Append("Transfer-Encoding: chunked\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString())).ConfigureAwait(false);
        if (request.Method == "HEAD")
            return;
        var count = Math.Min(response.CutAfter ?? int.MaxValue, response.Body.Length);
        if (!response.IsChunked)
        {
            await stream.WriteAsync(response.Body.AsMemory(0, count)).ConfigureAwait(false);
            return;
        }

        for (var i = 0; i < count; i += 8192)
        {
            var size = Math.Min(8192, count - i);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{size:x}\r\n")).ConfigureAwait(false);
            await stream.WriteAsync(response.Body.AsMemory(i, size)).ConfigureAwait(false);
            await stream.WriteAsync("\r\n"u8.ToArray()).ConfigureAwait(false);
        }

        if (response.CutAfter is null)
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
    }
}

/// <summary>A request that came.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
public sealed record FakeRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The header <c>Authorization</c>; null when there is none.</summary>
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>Where the range that is asked for begins; 0 when none is.</summary>
    public int From => Headers.TryGetValue("Range", out var range) ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
}

/// <summary>An answer.</summary>
public sealed record FakeResponse
{
    /// <summary>The status; 0 closes the connection without an answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Its headers, without the length.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Its body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>After how many bytes of the body the connection is lost; null for a whole answer.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Whether the length is not told beforehand.</summary>
    public bool IsChunked { get; init; }

    /// <summary>An answer of a status with one header.</summary>
    public static FakeResponse Of(int status, string? header = null, string? value = null) =>
        new() { Status = status, Headers = header is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [header] = value! } };
}
