using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using ContainerSec.Images;

namespace ContainerSec.Benchmarks;

/// <summary>Inspecting an image of one layer: programs, libraries, texts and a package database, packed with gzip.</summary>
/// <remarks>The floor unpacks the layer and hashes both sides, which nobody who verifies an image can leave out.</remarks>
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private ImageInput _image = null!;
    private LayerCache _cache = null!;
    private string _folder = null!;

    /// <summary>Unpacked MiB of the layer.</summary>
    [Params(8, 200)]
    public int Size { get; set; }

    /// <summary>Makes the image, and keeps its result in a cache.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        _image = ImageInput.Create(Size << 20);
        _folder = Directory.CreateTempSubdirectory("containersec-benchmark-").FullName;
        _cache = LayerCache.InDirectory(_folder);
        await ImageInspector.InspectAsync(_image.Source, new InspectionOptions { Cache = _cache, FindSecrets = false }).ConfigureAwait(false);
    }

    /// <summary>Removes the cache.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Unpacks, and hashes both sides.</summary>
    [Benchmark(Baseline = true, Description = "floor: inflate and two SHA-256")]
    public int Floor()
    {
        using var packed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var unpacked = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        packed.AppendData(_image.Layer);
        using var gzip = new GZipStream(new MemoryStream(_image.Layer, writable: false), CompressionMode.Decompress);
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        for (int read; (read = gzip.Read(buffer)) > 0;)
            unpacked.AppendData(buffer.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(buffer);
        return packed.GetHashAndReset()[0] ^ unpacked.GetHashAndReset()[0];
    }

    /// <summary>All inspectors but the search for secrets.</summary>
    [Benchmark]
    public Task<ImageReport> Inventory() => ImageInspector.InspectAsync(_image.Source, new InspectionOptions { FindSecrets = false });

    /// <summary>All inspectors.</summary>
    [Benchmark]
    public Task<ImageReport> InventoryAndSecrets() => ImageInspector.InspectAsync(_image.Source, new InspectionOptions());

    /// <summary>The layer is in the cache.</summary>
    [Benchmark]
    public Task<ImageReport> Cached() => ImageInspector.InspectAsync(_image.Source, new InspectionOptions { Cache = _cache, FindSecrets = false });
}
