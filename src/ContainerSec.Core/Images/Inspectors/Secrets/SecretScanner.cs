using System.Buffers;
using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Searches one file for secrets, piece by piece.</summary>
/// <remarks>
/// Pieces are put together in a buffer. A place is looked at when enough of what follows it is there, and what may belong to it before is kept,
/// so a secret is found whole wherever the pieces end.
/// </remarks>
internal sealed class SecretScanner : ContentScanner
{
    private const int BufferSize = 128 << 10;

    // The longest secret, and what stands before its word.
    private const int Behind = 8 << 10;
    private const int Before = 2 << 10;
    private const int HeadSize = 8 << 10;
    private const int MostHits = 100;
    private static readonly SearchValues<byte> Newlines = SearchValues.Create("\n"u8);

    private readonly LayerEntry _entry;
    private readonly LayerSink _sink;
    private readonly FileSearch _search;
    private readonly List<SecretHit> _hits = [];
    private readonly byte[] _buffer;
    private SecretIndex? _index;
    private int _length;
    private int _looked;
    private int _lines = 1;
    private int _found;
    private bool _isBinary;
    private bool _isDone;
    private bool _isWide;

    // Whether the buffer still has the whole file.
    private bool _kept = true;

    public SecretScanner(LayerEntry entry, LayerSink sink, FileSearch search)
    {
        (_entry, _sink, _search) = (entry, sink, search);
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(entry.Size, 256, BufferSize));
    }

    public override void Read(ReadOnlySpan<byte> bytes)
    {
        // UTF-16 with its mark: the zeros between ASCII characters are left out.
        _isWide |= _length == 0 && (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]);
        while (!bytes.IsEmpty && !_isDone)
        {
            var taken = bytes[..Math.Min(bytes.Length, _buffer.Length - _length)];
            _length += _isWide ? CopyNarrow(taken, _buffer.AsSpan(_length)) : Copy(taken, _buffer.AsSpan(_length));
            bytes = bytes[taken.Length..];
            if (_length == _buffer.Length)
                Advance();
        }
    }

    public override void Complete()
    {
        if (!_isDone)
            Look(_length);
        if (_kept && !_isDone && !_isBinary && _search == FileSearch.Everything)
            LookAtNames();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return bytes.Length;
    }

    private static int CopyNarrow(ReadOnlySpan<byte> bytes, Span<byte> room)
    {
        var length = 0;
        foreach (var b in bytes)
        {
            if (b != 0)
                room[length++] = b;
        }

        return length;
    }

    // Looks at what can be looked at and makes room.
    private void Advance()
    {
        var limit = _length - Behind;
        if (limit <= _looked)
            return;
        Look(limit);
        _kept = false;
        var kept = Math.Max(0, limit - Before);
        _lines += _buffer.AsSpan(0, kept).Count((byte)'\n');
        _buffer.AsSpan(kept, _length - kept).CopyTo(_buffer);
        (_length, _looked) = (_length - kept, _looked - kept);
    }

    private void Look(int limit)
    {
        if (_index is null && !Begin())
            return;
        _hits.Clear();
        SecretSearch.Find(_index!, _buffer, _length, _looked, limit, _hits);
        foreach (var hit in _hits)
            Report(hit);
        _looked = limit;
    }

    // Of files of credentials, which are small, the names tell more than the form of the values.
    private void LookAtNames()
    {
        if (CredentialFiles.Kind(_entry.Path) is null)
            return;
        foreach (var hit in CredentialFiles.Find(_entry.Path, Encoding.Latin1.GetString(_buffer, 0, _length)))
        {
            if (!_hits.Exists(h => h.Start < hit.End && hit.Start < h.End))
                Report(hit);
        }
    }

    // The first bytes tell what the file is.
    private bool Begin()
    {
        var head = _buffer.AsSpan(0, Math.Min(_length, HeadSize));
        if (SearchedFiles.IsCompressed(head))
        {
            _isDone = true;
            return false;
        }

        _isBinary = head.Contains((byte)0);
        _index = _isBinary || _search == FileSearch.Distinctive ? SecretIndex.Distinctive : _search == FileSearch.Tokens ? SecretIndex.Tokens : SecretIndex.All;
        return true;
    }

    private void Report(SecretHit hit)
    {
        if (_isDone || IsAllowed(hit))
            return;
        if (++_found > MostHits)
        {
            _isDone = true;
            _sink.Gap(GapCodes.SecretSearch, _entry.Path, $"The file has more than {MostHits} secrets; the rest is not reported.");
            return;
        }

        _sink.Add(new SecretFact
        {
            Path = _entry.Path,
            RuleId = hit.Format.Id,
            Line = _isBinary ? 0 : _lines + _buffer.AsSpan(0, hit.Start).Count((byte)'\n'),
            Redacted = Redaction.Of(hit.Format, _buffer.AsSpan(hit.Start, hit.End - hit.Start)),
        });
    }

    private bool IsAllowed(SecretHit hit)
    {
        if (_isBinary)
            return false;
        var start = _buffer.AsSpan(0, hit.Start).LastIndexOfAny(Newlines) + 1;
        var end = _buffer.AsSpan(hit.End, _length - hit.End).IndexOfAny(Newlines) is var newline and >= 0 ? hit.End + newline : _length;
        return AllowRemark.IsIn(_buffer.AsSpan(start, end - start));
    }
}
