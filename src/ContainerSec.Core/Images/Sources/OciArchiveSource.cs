using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;
using ContainerSec.Images.Sources.Archives;

namespace ContainerSec.Images.Sources;

/// <summary>An archive of an OCI layout.</summary>
internal sealed class OciArchiveSource(string path, string? selection) : ImageSource
{
    public override string Name => selection is null ? $"oci-archive:{path}" : $"oci-archive:{path}{(Digests.IsValid(selection) ? '@' : ':')}{selection}";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        var archive = await PathSource.OpenArchiveAsync(path, options, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(archive, selection, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the image in an archive, that is closed with the image or when there is none.</summary>
    public static async Task<SourceImage> OpenAsync(ImageArchive archive, string? selection, InspectionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var index = await archive.ReadAsync("index.json", options.Budgets, cancellationToken).ConfigureAwait(false)
                ?? throw new ContainerSecException($"{archive.Name}: error CSEC0001: the archive has no index.json; it is no OCI archive.");
            var manifest = OciJson.ReadManifest(index, $"{archive.Name}!index.json");
            return await new LayoutIndex(new ArchiveBlobs(archive, options.Budgets), manifest, options).OpenAsync(selection, archive, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await archive.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
