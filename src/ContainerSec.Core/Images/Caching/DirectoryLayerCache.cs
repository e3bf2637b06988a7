using System.Security.Cryptography;
using System.Text;

namespace ContainerSec.Images;

/// <summary>Results of layers as files of one folder.</summary>
internal sealed class DirectoryLayerCache(string path) : LayerCache
{
    public override async ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        try
        {
            return await File.ReadAllBytesAsync(FileOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override async ValueTask KeepAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        try
        {
            Directory.CreateDirectory(path);
            // Written under another name first: another process never reads half of it.
            var temporary = Path.Combine(path, Guid.NewGuid().ToString("N") + ".tmp");
            await File.WriteAllBytesAsync(temporary, value, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, FileOf(key), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk makes the next call slower, nothing else.
        }
    }

    // A key holds a digest that an image states: it becomes a file name only as a hash.
    private string FileOf(string key) => Path.Combine(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".layer");
}
