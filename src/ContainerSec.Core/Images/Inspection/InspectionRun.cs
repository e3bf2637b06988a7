using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Inspection;

/// <summary>The inspection of one image: read the layers, put them together, let the inspectors conclude.</summary>
internal sealed class InspectionRun
{
    private readonly ImageSource _source;
    private readonly SourceImage _image;
    private readonly InspectionOptions _options;
    private readonly IReadOnlyList<Inspector> _inspectors;
    private readonly string _inspectorVersions;
    private readonly List<Gap> _gaps;

    public InspectionRun(ImageSource source, SourceImage image, InspectionOptions options)
    {
        (_source, _image, _options) = (source, image, options);
        _inspectors = InspectorList.Create(options);
        _inspectorVersions = string.Join(',', _inspectors.Select(static i => $"{i.Info.Name}:{i.Info.Version}"));
        _gaps = [.. image.Gaps];
    }

    public async Task<ImageReport> RunAsync(CancellationToken cancellationToken)
    {
        CheckDigest(_image.Digest, _image.Manifest, "manifest");
        CheckDigest(_image.ConfigDigest, _image.Config, "configuration");
        var configuration = _image.Config.IsEmpty ? new OciImageConfiguration() : OciJson.ReadConfiguration(_image.Config.Span, _source.Name);
        var diffIds = DiffIdsOf(configuration);
        if (_image.Layers.Count > _options.Budgets.MaxLayers)
            throw new ContainerSecException($"{_source.Name}: error CSEC0001: the image has {_image.Layers.Count:N0} layers, more than the {_options.Budgets.MaxLayers:N0} of the budget.");
        var layers = await ReadLayersAsync(diffIds, cancellationToken).ConfigureAwait(false);
        CheckLayers(layers, diffIds);
        return new ImageAssembly(_source, _image, configuration, layers, _options, _inspectors, _gaps).Assemble();
    }

    private string?[] DiffIdsOf(OciImageConfiguration configuration)
    {
        var stated = configuration.Rootfs?.DiffIds ?? [];
        if (_image.Config.IsEmpty)
            return new string?[_image.Layers.Count];
        // Fewer or more diff ids than layers: nobody can say which belongs to which.
        if (stated.Count != _image.Layers.Count)
            throw new ContainerSecException($"{_source.Name}: error CSEC0001: the manifest names {_image.Layers.Count} layers and the configuration {stated.Count} diff ids; the image is malformed.");
        foreach (var diffId in stated)
        {
            if (!Digests.IsValid(diffId))
                throw new ContainerSecException($"{_source.Name}: error CSEC0001: the configuration names a diff id that is none (sha256 or sha512 with its hexadecimal digits); the image is malformed.");
        }

        return [.. stated];
    }

    private async Task<ReadLayer[]> ReadLayersAsync(string?[] diffIds, CancellationToken cancellationToken)
    {
        using var buffers = new BufferBudget(_options.Budgets.MaxBufferedSize);
        var reader = new LayerReader(_inspectors, buffers, _options);
        var layers = new ReadLayer[diffIds.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _image.IsSequential ? 1 : _options.MaxParallelism, CancellationToken = cancellationToken };
        var order = Enumerable.Range(0, layers.Length).OrderBy(i => _image.Layers[i].Order).ToArray();
        await Parallel.ForEachAsync(order, parallel, async (i, token) => layers[i] = await ReadLayerAsync(reader, _image.Layers[i], diffIds[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        for (var i = 0; i < layers.Length; i++)
            _gaps.AddRange(_image.Layers[i].Gaps.Select(g => g with { Layer = layers[i].Result.DiffId }));
        return layers;
    }

    private async Task<ReadLayer> ReadLayerAsync(LayerReader reader, SourceLayer layer, string? diffId, CancellationToken cancellationToken)
    {
        var key = _options.Cache is null || diffId is null || layer.IsMissing ? null : $"containersec/{diffId}/{_inspectorVersions}";
        if (key is not null && await _options.Cache!.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } kept && LayerResultFormat.Read(kept, diffId!) is { } result && KnownDigest(layer, diffId!, result) is { } digest)
        {
            return new ReadLayer
            {
                Digest = digest,
                ActualDiffId = diffId,
                Size = layer.Size,
                MediaType = layer.MediaType.Length > 0 ? layer.MediaType : LayerCompression.MediaTypeOf(Packing.None),
                IsUsable = true,
                IsWhole = true,
                Result = result,
            };
        }

        var read = await reader.ReadAsync(layer, diffId, cancellationToken).ConfigureAwait(false);
        // Only what belongs to the diff id without doubt is kept under it.
        if (key is not null && read.IsWhole && read.ActualDiffId == diffId)
            await _options.Cache!.KeepAsync(key, LayerResultFormat.Write(read.Result), cancellationToken).ConfigureAwait(false);
        return read;
    }

    // The digest of the stored bytes without reading them: the source states it, or they are the unpacked ones.
    private static string? KnownDigest(SourceLayer layer, string diffId, LayerResult result) =>
        layer.Digest ?? (layer.Size == result.UnpackedSize ? diffId : null);

    private void CheckLayers(ReadLayer[] layers, string?[] diffIds)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = layers[i];
            if (!layer.IsUsable)
                continue;
            if (_image.Layers[i].Digest is { } stated && stated != layer.Digest)
                Mismatch($"digest of layer {i}", stated, layer.Digest, layer.Result.DiffId);
            if (diffIds[i] is { } diffId && layer.ActualDiffId is { } actual && actual != diffId)
                Mismatch($"diff id of layer {i}", diffId, actual, diffId);
        }

        if (layers.Length > 0 && layers.All(static l => !l.IsUsable))
            throw new ContainerSecException($"{_source.Name}: error CSEC0001: no layer of the image can be read: {layers[0].Result.Gaps.FirstOrDefault()?.Message}");
    }

    private void CheckDigest(string? stated, ReadOnlyMemory<byte> bytes, string what)
    {
        if (stated is null || bytes.IsEmpty)
            return;
        if (!Digests.IsValid(stated))
            throw new ContainerSecException($"{_source.Name}: error CSEC0001: the digest of the {what} is none that can be checked (sha256 or sha512 with its hexadecimal digits).");
        var actual = Digests.Like(stated, bytes.Span);
        if (actual != stated)
            Mismatch($"digest of the {what}", stated, actual, null);
    }

    private void Mismatch(string what, string stated, string actual, string? layer)
    {
        var message = $"The {what} does not match its bytes: stated {stated}, found {actual}.";
        if (!_options.AllowDigestMismatch)
            throw new ContainerSecException($"{_source.Name}: error CSEC0001: {message} Somebody or something changed the bytes; fetch the image again, or allow the mismatch to look into it.");
        _gaps.Add(new Gap { Code = GapCodes.Integrity, Layer = layer, Message = message });
    }
}
