using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;
using ContainerSec.Images.Sources.Folders;

namespace ContainerSec.Images.Sources;

/// <summary>A folder with <c>oci-layout</c>, <c>index.json</c> and <c>blobs</c>.</summary>
/// <remarks>OCI image-spec 1.1, "Image Layout".</remarks>
internal sealed class OciLayoutSource(string path, string? selection) : ImageSource
{
    public override string Name => selection is null ? $"oci:{path}" : $"oci:{path}{(Digests.IsValid(selection) ? '@' : ':')}{selection}";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(path))
            throw new ContainerSecException($"{path}: error CSEC0001: there is no such folder.");
        var store = new FolderBlobs(path, options.Budgets);
        var index = await store.ReadFileAsync(Path.Combine(path, "index.json"), cancellationToken).ConfigureAwait(false)
            ?? throw new ContainerSecException($"{path}: error CSEC0001: the folder has no index.json; it is no OCI layout.");
        return await new LayoutIndex(store, OciJson.ReadManifest(index, Path.Combine(path, "index.json")), options).OpenAsync(selection, owner: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The blobs of a layout. Only a digest in its valid form becomes a path, and no link is followed.</summary>
    private sealed class FolderBlobs(string path, InspectionBudgets budgets) : IBlobStore
    {
        public string Name => path;

        public Task<byte[]?> ReadAsync(OciDescriptor descriptor, bool isManifest, CancellationToken cancellationToken) => ReadFileAsync(PathOf(descriptor.Digest!), cancellationToken);

        public Task<SourceLayer> FindLayerAsync(OciDescriptor descriptor, CancellationToken cancellationToken)
        {
            var file = new FileInfo(PathOf(descriptor.Digest!));
            var isThere = IsPlainFile(file);
            return Task.FromResult<SourceLayer>(new BlobLayer(_ => Task.FromResult<Stream>(Open(file.FullName)))
            {
                MediaType = descriptor.MediaType ?? "",
                Digest = descriptor.Digest,
                Size = isThere ? file.Length : descriptor.Size,
                IsMissing = !isThere,
            });
        }

        public async Task<byte[]?> ReadFileAsync(string file, CancellationToken cancellationToken)
        {
            var info = new FileInfo(file);
            if (!IsPlainFile(info))
                return null;
            if (info.Length > budgets.MaxManifestSize)
                throw new ContainerSecException($"{file}: error CSEC0001: the file has {info.Length:N0} bytes, more than the {budgets.MaxManifestSize:N0} that a manifest or configuration may have.");
            var stream = Open(file);
            await using var _ = stream.ConfigureAwait(false);
            var bytes = new byte[info.Length];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return bytes[..length];
        }

        private string PathOf(string digest)
        {
            var colon = digest.IndexOf(':', StringComparison.Ordinal);
            return Path.Combine(path, "blobs", digest[..colon], digest[(colon + 1)..]);
        }

        // A link could lead to any file of this machine, and the folder of all blobs could be one.
        private bool IsPlainFile(FileInfo file)
        {
            for (FileSystemInfo? part = file; part is not null && part.FullName.Length > Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)).Length; part = (part as FileInfo)?.Directory ?? (part as DirectoryInfo)?.Parent)
            {
                if (part.LinkTarget is not null)
                    throw new ContainerSecException($"{part.FullName}: error CSEC0001: a part of the layout is a link, which is not followed; copy the layout with its files.");
            }

            // Who opens a pipe waits for a writer that never comes.
            return file.Exists && NativeFile.IsRegular(file.FullName);
        }

        private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
    }
}
