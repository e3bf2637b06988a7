using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Ecosystems;

/// <summary>A report's packages and gaps as lines, so that a test states the whole of them.</summary>
internal static class InventoryText
{
    /// <summary><c>purl | licences | what it needs | evidence</c>.</summary>
    public static string Of(ImageReport report) => string.Join('\n', report.Packages
        .Select(static p => $"{p.Purl} | {string.Join(", ", p.Licenses)} | {string.Join(", ", p.DependsOn)} | {p.Location}")
        .Concat(report.Gaps.Select(static g => $"{g.Code} {g.Path}")));

    /// <summary>Inspects an image of these files, once as it is and once from the cache; both must tell the same.</summary>
    public static async Task<string> OfFilesAsync(params (string Path, string Content)[] files) =>
        await OfLayersAsync(t => files.Aggregate(t, static (tar, file) => tar.File(file.Path, file.Content)));

    /// <inheritdoc cref="OfFilesAsync"/>
    public static async Task<string> OfLayersAsync(params Action<TarForge>[] layers)
    {
        var image = layers.Aggregate(new ImageForge(), static (forge, layer) => forge.Layer(layer));
        var options = new InspectionOptions { Cache = new MemoryCache() };
        var first = Of(await image.InspectAsync(options));
        Assert.AreEqual(first, Of(await image.InspectAsync(options)), "What comes from the cache differs.");
        return first;
    }

    private sealed class MemoryCache : LayerCache
    {
        private readonly Dictionary<string, byte[]> _kept = [];

        public override ValueTask<byte[]?> FindAsync(string key, CancellationToken cancellationToken = default) => new(_kept.GetValueOrDefault(key));

        public override ValueTask KeepAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
        {
            lock (_kept)
                _kept[key] = value.ToArray();
            return default;
        }
    }
}
