using ContainerSec.Images.Sources;
using ContainerSec.Images.Sources.Archives;
using ContainerSec.Images.Sources.Folders;
using ContainerSec.Images.Sources.Registry;

namespace ContainerSec.Images;

/// <summary>Where an image is: an archive, a layout, a folder, an engine, a registry.</summary>
/// <remarks>A source only fetches. Digests and diff ids are verified by who reads it, <see cref="ImageInspector"/>.</remarks>
public abstract class ImageSource
{
    /// <summary>As a user names it: <c>docker-archive:shop.tar</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Finds the image and reads its manifest and configuration, no layer.</summary>
    /// <param name="options">The platform that is taken of an index, and budgets.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ContainerSecException">There is no image, or its manifest or configuration is unusable.</exception>
    /// <exception cref="IOException">The source failed while it was read.</exception>
    public abstract Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default);

    /// <summary>An archive or an OCI layout, recognised by its content: what <c>docker save</c> and its like write, or an OCI archive, plain or packed with gzip or zstd; or the folder of an OCI layout.</summary>
    /// <param name="path">The file or folder. The unpacked root of an image is not guessed: see <see cref="FromDirectory"/>.</param>
    public static ImageSource FromPath(string path) => new PathSource(Given(path), selection: null);

    /// <summary>An archive as <c>docker save</c>, podman, skopeo and kaniko write it, plain or packed with gzip or zstd as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">Which image of it: a name (<c>shop:1.2</c>) or a digest of its configuration; null when there is one only.</param>
    /// <remarks>Layers of a plain archive are read in place and in parallel. A packed one is read twice: to find what there is, then layer by layer as it goes by; nothing is kept on disk.</remarks>
    public static ImageSource DockerArchive(string path, string? image = null) => new DockerArchiveSource(Given(path), image);

    /// <summary>An archive of either kind that is not a file: an object of a store, the export of an engine.</summary>
    /// <param name="name">As a user names it.</param>
    /// <param name="open">Opens it from its start; called once to find what there is, and once more for the layers, that are read in the order of the archive. A caller that opens layers in another order causes more calls. The bytes have to be the same each time.</param>
    /// <param name="image">Which image of it: a name or a digest of its configuration; null when there is one only.</param>
    /// <param name="names">The names of the image, where the archive has none; null for those of the archive.</param>
    public static ImageSource Archive(string name, Func<CancellationToken, Task<Stream>> open, string? image = null, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new StreamArchiveSource(Given(name), open, image, names);
    }

    /// <summary>The folder of an OCI layout: <c>oci-layout</c>, <c>index.json</c>, <c>blobs</c>. Links in it are not followed.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="tagOrDigest">Which image of it: a tag, a name or the digest of a manifest or index; null when there is one only.</param>
    public static ImageSource OciLayout(string path, string? tagOrDigest = null) => new OciLayoutSource(Given(path), tagOrDigest);

    /// <summary>An archive of an OCI layout, plain or packed with gzip or zstd as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tagOrDigest">Which image of it: a tag, a name or the digest of a manifest or index; null when there is one only.</param>
    /// <remarks>Costs are those of <see cref="DockerArchive"/>.</remarks>
    public static ImageSource OciArchive(string path, string? tagOrDigest = null) => new OciArchiveSource(Given(path), tagOrDigest);

    /// <summary>The unpacked root of an image or container, as one layer.</summary>
    /// <param name="path">The folder. What is mounted in it is not read, and no link is followed; it must not change meanwhile.</param>
    /// <remarks>Modes, owners, devices, hard links and file capabilities are those of the files, on Linux; elsewhere owners are 0. What cannot be read is a gap. The layer's digest is that of an archive made while reading, without times.</remarks>
    public static ImageSource FromDirectory(string path) => new DirectorySource(Given(path));

    /// <summary>An image in a registry, over the OCI distribution API.</summary>
    /// <param name="reference">As engines take it: <c>shop</c>, <c>registry.example:5000/team/shop:1.2</c>, <c>…@sha256:…</c>.</param>
    /// <param name="options">Credentials, mirrors, insecure hosts; null for the defaults.</param>
    /// <exception cref="ArgumentException">It is no reference.</exception>
    /// <remarks>Layers are loaded while they are read and kept nowhere; a lost connection is taken up where it broke off. Credentials are sent to the host they belong to, and to the token server that it names, and nowhere else.</remarks>
    public static ImageSource Registry(string reference, RegistryOptions? options = null)
    {
        options ??= RegistryOptions.Default;
        return new RegistrySource(Given(reference), options, options.UseStoredCredentials ? CredentialStore.OfUser() : null);
    }

    /// <summary>Reads how the command line names an image.</summary>
    /// <param name="text"><c>docker-archive:PATH[:NAME]</c>, <c>oci:PATH[@digest|:tag]</c>, <c>oci-archive:PATH[@digest|:tag]</c>, <c>registry:REFERENCE</c>, <c>dir:PATH</c>, or a <c>PATH</c> as of <see cref="FromPath"/>. A colon belongs to the path where such a file exists.</param>
    /// <param name="registry">How a registry is asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">It names no source; or it names an engine (<c>docker:</c>, <c>podman:</c>), which the package ContainerSec.Docker reads.</exception>
    public static ImageSource Parse(string text, RegistryOptions? registry = null) => SourceGrammar.Parse(text, registry);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Given(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path;
    }
}
