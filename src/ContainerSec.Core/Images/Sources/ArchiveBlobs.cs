using ContainerSec.Images.Oci;
using ContainerSec.Images.Sources.Archives;

namespace ContainerSec.Images.Sources;

/// <summary>The blobs of a layout in an archive.</summary>
internal sealed class ArchiveBlobs(ImageArchive archive, InspectionBudgets budgets) : IBlobStore
{
    public string Name => archive.Name;

    public bool IsSequential => archive.IsSequential;

    public Task<byte[]?> ReadAsync(OciDescriptor descriptor, bool isManifest, CancellationToken cancellationToken) => archive.ReadAsync(NameOf(descriptor.Digest!), budgets, cancellationToken);

    public Task<SourceLayer> FindLayerAsync(OciDescriptor descriptor, CancellationToken cancellationToken)
    {
        var member = archive.Find(NameOf(descriptor.Digest!));
        return Task.FromResult<SourceLayer>(new BlobLayer(token => archive.OpenAsync(member!, token))
        {
            MediaType = descriptor.MediaType ?? "",
            Digest = descriptor.Digest,
            Size = member?.Size ?? descriptor.Size,
            Order = member?.Ordinal ?? 0,
            IsMissing = member is null,
        });
    }

    private static string NameOf(string digest) => "blobs/" + digest.Replace(':', '/');
}
