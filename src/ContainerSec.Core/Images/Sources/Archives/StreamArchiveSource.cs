namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that somebody else opens: an engine, a store of objects.</summary>
internal sealed class StreamArchiveSource(string name, Func<CancellationToken, Task<Stream>> open, string? image, IReadOnlyList<string>? names) : ImageSource
{
    public override string Name => name;

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        var tape = new TapeArchive(name, PackedFile.Opener(open, options.Budgets));
        var archive = await tape.IndexedAsync(options.Budgets, cancellationToken).ConfigureAwait(false);
        return archive.Find(DockerArchiveSource.ManifestName) is null
            ? await OciArchiveSource.OpenAsync(archive, image, options, cancellationToken).ConfigureAwait(false)
            : await DockerArchiveSource.OpenAsync(archive, image, options, cancellationToken, names).ConfigureAwait(false);
    }
}
