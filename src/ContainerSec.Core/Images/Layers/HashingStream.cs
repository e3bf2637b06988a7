using System.Security.Cryptography;

namespace ContainerSec.Images.Layers;

/// <summary>Hashes and counts what is read through it.</summary>
/// <param name="inner">What is read; it is closed with this stream.</param>
/// <param name="algorithm">SHA-256 or SHA-512.</param>
/// <param name="check">Told after each read how many bytes there were; throws when they are too many.</param>
internal sealed class HashingStream(Stream inner, HashAlgorithmName algorithm, Action<long>? check = null) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The digest of all that was read: <c>sha256:…</c>. The stream is finished by it.</summary>
    public string Digest() => Digests.Format(algorithm, _hash.GetHashAndReset());

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        return Take(buffer[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Take(buffer.Span[..read]);
    }

    private int Take(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Count += bytes.Length;
        check?.Invoke(Count);
        return bytes.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
