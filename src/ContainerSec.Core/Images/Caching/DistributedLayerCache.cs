using Microsoft.Extensions.Caching.Distributed;

namespace ContainerSec.Images;

/// <summary>Results of layers in a cache that many workers share.</summary>
internal sealed class DistributedLayerCache(IDistributedCache cache, DistributedCacheEntryOptions options) : LayerCache
{
    public override async ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        await cache.GetAsync(key, cancellationToken).ConfigureAwait(false);

    public override async ValueTask KeepAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default) =>
        await cache.SetAsync(key, value.ToArray(), options, cancellationToken).ConfigureAwait(false);
}
