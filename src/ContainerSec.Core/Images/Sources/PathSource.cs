using ContainerSec.Images.Sources.Archives;
using ContainerSec.Images.Sources.Folders;

namespace ContainerSec.Images.Sources;

/// <summary>A path whose kind its content tells.</summary>
internal sealed class PathSource(string path, string? selection) : ImageSource
{
    public override string Name => selection is null ? path : $"{path}:{selection}";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(path))
        {
            // An unpacked root is said, not guessed: a wrong folder would be an image without findings.
            return File.Exists(Path.Combine(path, "oci-layout")) || File.Exists(Path.Combine(path, "index.json"))
                ? await new OciLayoutSource(path, selection).OpenAsync(options, cancellationToken).ConfigureAwait(false)
                : throw new ContainerSecException($"{path}: error CSEC0001: the folder is no OCI layout (it has no oci-layout and no index.json); for the unpacked root of an image write dir:{path}");
        }

        var archive = await OpenArchiveAsync(path, options, cancellationToken).ConfigureAwait(false);
        if (archive.Find(DockerArchiveSource.ManifestName) is not null)
            return await DockerArchiveSource.OpenAsync(archive, selection, options, cancellationToken).ConfigureAwait(false);
        if (archive.Find("index.json") is not null)
            return await OciArchiveSource.OpenAsync(archive, selection, options, cancellationToken).ConfigureAwait(false);
        await archive.DisposeAsync().ConfigureAwait(false);
        throw new ContainerSecException($"{path}: error CSEC0001: the file is no archive of an image: it has neither manifest.json nor index.json.");
    }

    /// <summary>Opens an archive, with an error that names the file when it cannot be opened.</summary>
    public static async Task<ImageArchive> OpenArchiveAsync(string path, InspectionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(path) && !NativeFile.IsRegular(path))
                throw new ContainerSecException($"{path}: error CSEC0001: this is a pipe or a device, which can be read once only; write the archive to a file first.");
            return File.Exists(path) ? await ImageArchive.OpenAsync(path, options, cancellationToken).ConfigureAwait(false)
                : throw new ContainerSecException($"{path}: error CSEC0001: there is no such file.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ContainerSecException($"{path}: error CSEC0001: the file cannot be read: {exception.Message}", exception);
        }
    }
}
