namespace ContainerSec.Images.Sources;

/// <summary>An image together with what it is read from.</summary>
internal sealed class FoundImage(IAsyncDisposable? owner) : SourceImage
{
    public override async ValueTask DisposeAsync()
    {
        if (owner is not null)
            await owner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
