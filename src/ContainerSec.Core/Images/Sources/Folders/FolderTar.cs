using ContainerSec.Images.Layers;
using Microsoft.Win32.SafeHandles;

namespace ContainerSec.Images.Sources.Folders;

/// <summary>A folder as an archive, made while it is read. Links are entries, never ways; what cannot be read is a gap.</summary>
internal sealed class FolderTar : ReadOnlyStream
{
    // A file with more holes than this is an entry without content.
    private const long MaxHoles = 64L << 20;

    private static readonly byte[] Zeros = new byte[16 << 10];

    private readonly string _root;
    private readonly int _maxEntries;
    private readonly List<Gap> _gaps;
    private readonly ulong? _device;
    private readonly Stack<(string Name, FileSystemInfo File)> _waiting = new();
    private readonly Dictionary<(ulong Device, ulong Inode), string> _linked = [];
    private ReadOnlyMemory<byte> _pending;
    private SafeFileHandle? _file;
    private string _name = "";
    private long _offset;
    private long _size;
    private long _zeros;
    private bool _isAtEnd;

    public FolderTar(string root, InspectionBudgets budgets, List<Gap> gaps)
    {
        (_root, _maxEntries, _gaps) = (root, budgets.MaxEntries, gaps);
        _device = NativeFile.Of(root + Path.DirectorySeparatorChar)?.Device;
        Enter("", new DirectoryInfo(root));
    }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && Advance())
        {
            if (!_pending.IsEmpty)
                return TakePending(buffer);
            var count = 0;
            try
            {
                count = RandomAccess.Read(_file!, buffer[..Wanted(buffer.Length)], _offset);
            }
            catch (IOException exception)
            {
                CutShort($"It cannot be read to its end: {Reason(exception)}");
            }

            if (Take(count))
                return count;
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && Advance())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_pending.IsEmpty)
                return TakePending(buffer.Span);
            var count = 0;
            try
            {
                count = await RandomAccess.ReadAsync(_file!, buffer[..Wanted(buffer.Length)], _offset, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                CutShort($"It cannot be read to its end: {Reason(exception)}");
            }

            if (Take(count))
                return count;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file?.Dispose();
        base.Dispose(disposing);
    }

    // Until there are bytes of a header or of a file; false at the end of the archive.
    private bool Advance()
    {
        while (_pending.IsEmpty && _file is null)
        {
            if (_zeros > 0)
                (_pending, _zeros) = (Zeros.AsMemory(0, (int)Math.Min(_zeros, Zeros.Length)), Math.Max(0, _zeros - Zeros.Length));
            else if (_waiting.TryPop(out var next))
                Begin(next.Name, next.File);
            else if (_isAtEnd)
                return false;
            else
                (_zeros, _isAtEnd) = (1024, true);
        }

        return true;
    }

    private void Begin(string name, FileSystemInfo file)
    {
        try
        {
            var status = NativeFile.Of(file.FullName) ?? FileStatus.Of(file);
            if (status.TarType is { } type)
                Begin(name, file, type, status);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Gap(name, $"It cannot be read: {Reason(exception)}");
        }
    }

    private void Begin(string name, FileSystemInfo file, char type, FileStatus status)
    {
        switch (type)
        {
            case '0' when status.Links > 1 && !_linked.TryAdd((status.Device, status.Inode), name):
                _pending = TarBlocks.Header(name, '1', status, 0, _linked[(status.Device, status.Inode)], []);
                break;
            case '0':
                BeginFile(name, file.FullName, status);
                break;
            case '2':
                _pending = TarBlocks.Header(name, type, status, 0, file.LinkTarget ?? "", []);
                break;
            case '5':
                _pending = TarBlocks.Header(name + "/", type, status, 0, "", []);
                // Another file system, as /proc is, is no part of an unpacked root.
                if (_device is { } device && status.Device != device)
                    Gap(name, "Another file system is mounted there; it is not read.");
                else
                    Enter(name + "/", new DirectoryInfo(file.FullName));
                break;
            default:
                _pending = TarBlocks.Header(name, type, status, 0, "", []);
                break;
        }
    }

    private void BeginFile(string name, string path, FileStatus status)
    {
        var capability = NativeFile.CapabilityOf(path);
        if (status.Size == 0 || status.Size - status.Stored > MaxHoles)
        {
            _pending = TarBlocks.Header(name, '0', status, 0, "", capability, status.Size == 0 ? null : status.Size);
            return;
        }

        // Opened before the header is written: a file that cannot be opened still has a mode and an owner.
        SafeFileHandle? opened = null;
        try
        {
            opened = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // The path could have become a link in between.
            if (NativeFile.Of(opened) is { } now && (now.Inode != status.Inode || now.Device != status.Device))
                throw new IOException("it was replaced while it was read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            opened?.Dispose();
            Gap(name, $"It cannot be read: {Reason(exception)}");
            _pending = TarBlocks.Header(name, '0', status, 0, "", capability);
            return;
        }

        _pending = TarBlocks.Header(name, '0', status, status.Size, "", capability);
        (_file, _name, _offset, _size) = (opened, name, 0, status.Size);
    }

    // In the order of names, so that the same folder gives the same archive.
    private void Enter(string prefix, DirectoryInfo folder)
    {
        try
        {
            var files = folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false })
                .Take(_maxEntries + 1).OrderByDescending(static f => f.Name, StringComparer.Ordinal);
            foreach (var file in files)
            {
                // The system's names are bytes; a name that is no text cannot be opened.
                if (file.Name.Contains('\uFFFD', StringComparison.Ordinal))
                    Gap(prefix + file.Name, "Its name is not valid UTF-8; it is not read.");
                else
                    _waiting.Push((prefix + file.Name, file));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Gap(prefix.TrimEnd('/'), $"The folder cannot be read: {Reason(exception)}");
        }
    }

    private int Wanted(int length) => (int)Math.Min(length, _size - _offset);

    private bool Take(int count)
    {
        if (_file is null)
            return false;
        if (count == 0)
        {
            CutShort("It became shorter while it was read; its end is zeros here.");
            return false;
        }

        _offset += count;
        if (_offset == _size)
            Close(zeros: 0);
        return true;
    }

    // The header has promised the size: what cannot be read is zeros.
    private void CutShort(string message)
    {
        Gap(_name, message);
        Close(zeros: _size - _offset);
    }

    private void Close(long zeros)
    {
        _file!.Dispose();
        _file = null;
        _zeros = zeros + TarBlocks.Padding(_size);
    }

    private int TakePending(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _pending.Length);
        _pending.Span[..count].CopyTo(buffer);
        _pending = _pending[count..];
        return count;
    }

    private void Gap(string name, string message)
    {
        if (!_gaps.Exists(g => g.Path == name))
            _gaps.Add(new Gap { Code = GapCodes.Unreadable, Path = name, Message = message });
    }

    // Without the path of this machine.
    private string Reason(Exception exception) => exception is UnauthorizedAccessException ? "access is denied." : Shown.Text(exception.Message.Replace(_root, "", StringComparison.Ordinal));
}
