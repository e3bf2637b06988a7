namespace ContainerSec.Images.Sources;

/// <summary>A layer that a source opens.</summary>
internal sealed class BlobLayer(Func<CancellationToken, Task<Stream>> open) : SourceLayer
{
    public override Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => open(cancellationToken);
}
