using System.Net;
using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>A blob that is read while it is loaded. When the connection is lost, it is asked for from where it was.</summary>
/// <remarks>OCI distribution-spec 1.1, "Pulling blobs": ranges are optional for a registry, so its answer is looked at.</remarks>
internal sealed class BlobStream : ReadOnlyStream
{
    // So many bytes between two failures make a connection worth another full number of tries.
    private const long Progress = 1 << 20;

    private readonly RegistryClient _client;
    private readonly RegistryEndpoint _endpoint;
    private readonly string _path;
    private readonly long _maxSize;
    private HttpResponseMessage? _response;
    private Stream? _stream;
    private long _size;
    private long _offset;
    private long _lastFailure;
    private int _failures;

    private BlobStream(RegistryClient client, RegistryEndpoint endpoint, string path, long size, long maxSize) =>
        (_client, _endpoint, _path, _size, _maxSize) = (client, endpoint, path, size, maxSize);

    /// <summary>Begins to load a blob; null when the registry has none.</summary>
    public static async Task<Stream?> OpenAsync(RegistryClient client, RegistryEndpoint endpoint, string path, long size, long maxSize, CancellationToken cancellationToken)
    {
        var blob = new BlobStream(client, endpoint, path, size, maxSize);
        var isThere = await client.Retry.RunAsync(() => blob.ConnectAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return isThere ? blob : null;
    }

    public override int Read(Span<byte> buffer)
    {
        var bytes = new byte[buffer.Length];
        var read = ReadAsync(bytes).AsTask().GetAwaiter().GetResult();
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // No more than was announced: what follows would belong to no digest.
        var wanted = _size < 0 ? buffer.Length : (int)Math.Min(buffer.Length, _size - _offset);
        if (wanted == 0)
            return 0;
        while (true)
        {
            try
            {
                if (_stream is null && !await ConnectAsync(cancellationToken).ConfigureAwait(false))
                    throw new IOException("The blob has gone while it was read.");
                var read = await ReadOnceAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
                _offset += read;
                return _offset <= _maxSize ? read : throw new BudgetException($"The blob is larger than {_maxSize:N0} bytes.");
            }
            catch (TransientException exception)
            {
                Disconnect();
                _failures = _offset - _lastFailure >= Progress ? 1 : _failures + 1;
                _lastFailure = _offset;
                await _client.Retry.WaitAsync(_failures, exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Disconnect();
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_client.Timeout);
        try
        {
            var read = await _stream!.ReadAsync(buffer, timeout.Token).ConfigureAwait(false);
            return read > 0 || _size < 0 ? read : throw new TransientException("The connection ended before the blob.");
        }
        catch (Exception exception) when (exception is (IOException and not TransientException) or HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TransientException($"The connection to {_endpoint.Host} was lost while a blob was read: {exception.Message}", inner: exception);
        }
    }

    private async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        var response = await _client.SendAsync(_endpoint, HttpMethod.Get, _path, accept: null, _offset, cancellationToken).ConfigureAwait(false);
        if (response is null)
            return false;
        _response = response;
        if (_size < 0 && response.StatusCode == HttpStatusCode.OK)
            _size = response.Content.Headers.ContentLength ?? -1;
        _stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (_offset == 0)
            return true;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            // A part from elsewhere would only be found by the digest, when all is read.
            if (response.Content.Headers.ContentRange is { From: { } from } range && from == _offset && (range.Length is null || _size < 0 || range.Length == _size))
                return true;
            Disconnect();
            throw new TransientException("The registry sends another part of the blob than it was asked for.");
        }

        await SkipAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    // The registry does not know ranges and begins anew.
    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        for (var left = _offset; left > 0;)
        {
            var read = await ReadOnceAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new TransientException("The connection ended before the blob.");
            left -= read;
        }
    }

    private void Disconnect()
    {
        _stream?.Dispose();
        _response?.Dispose();
        (_stream, _response) = (null, null);
    }
}
