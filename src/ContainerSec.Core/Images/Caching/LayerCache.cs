using Microsoft.Extensions.Caching.Distributed;

namespace ContainerSec.Images;

/// <summary>Keeps what was found in a layer, so that a layer shared by images or seen before is not read again.</summary>
/// <remarks>A key is the layer's diff id with the versions of all inspectors; a value is checked when it is read, so a damaged one is as good as none. Safe to use from many threads.</remarks>
public abstract class LayerCache
{
    /// <summary>Keeps results as files of a folder, which is made when it is missing.</summary>
    /// <param name="path">The folder.</param>
    public static LayerCache InDirectory(string path) => new DirectoryLayerCache(path);

    /// <summary>Keeps results in a cache that many workers share: Redis, SQL Server, memory.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="options">How long a result is kept; null for as long as the cache keeps anything.</param>
    public static LayerCache In(IDistributedCache cache, DistributedCacheEntryOptions? options = null) => new DistributedLayerCache(cache, options ?? new DistributedCacheEntryOptions());

    /// <summary>Finds a result.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The bytes; null when there is none.</returns>
    public abstract ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Keeps a result. What cannot be kept is not: a cache never makes an inspection fail.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public abstract ValueTask KeepAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default);
}
