using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;
using ContainerSec.Images.Sources.Archives;

namespace ContainerSec.Images.Sources;

/// <summary>What <c>docker save</c> writes, and podman, skopeo, kaniko and bazel after it.</summary>
/// <remarks>
/// Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format": <c>manifest.json</c> lists configuration, names and layers.
/// Since version 25 the configuration and the layers are blobs of an OCI layout in the same archive.
/// </remarks>
internal sealed class DockerArchiveSource(string path, string? image) : ImageSource
{
    public const string ManifestName = "manifest.json";

    public override string Name => image is null ? $"docker-archive:{path}" : $"docker-archive:{path}:{image}";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        var archive = await PathSource.OpenArchiveAsync(path, options, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(archive, image, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the image in an archive, that is closed with the image or when there is none.</summary>
    public static async Task<SourceImage> OpenAsync(ImageArchive archive, string? image, InspectionOptions options, CancellationToken cancellationToken, IReadOnlyList<string>? names = null)
    {
        try
        {
            var json = await archive.ReadAsync(ManifestName, options.Budgets, cancellationToken).ConfigureAwait(false)
                ?? throw new ContainerSecException($"{archive.Name}: error CSEC0001: the archive has no manifest.json; it is no docker archive.");
            var entries = OciJson.ReadArchiveManifest(json, $"{archive.Name}!manifest.json");
            return await new Session(archive, options).OpenAsync(entries, image, names, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await archive.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private sealed class Session(ImageArchive archive, InspectionOptions options)
    {
        public async Task<SourceImage> OpenAsync(List<DockerArchiveEntry> entries, string? image, IReadOnlyList<string>? names, CancellationToken cancellationToken)
        {
            var named = entries.FindAll(e => e is not null && (image is null || IsCalled(e, image)));
            if (named.Count == 0)
                throw new ContainerSecException($"{archive.Name}: error CSEC0001: the archive has no image{(image is null ? "" : $" '{Shown.Text(image)}'")}; it has {NamesOf(entries)}.");
            var entry = named.Count == 1 ? named[0] : await ChooseAsync(named, cancellationToken).ConfigureAwait(false);
            var config = await ReadConfigAsync(entry, cancellationToken).ConfigureAwait(false);
            return new FoundImage(archive)
            {
                ConfigDigest = DigestOf(entry.Config!),
                Config = config,
                Names = names ?? [.. (entry.RepoTags ?? []).OfType<string>()],
                Layers = [.. LayersOf(entry)],
                Referrers = await FindReferrersAsync(config, cancellationToken).ConfigureAwait(false),
                IsSequential = archive.IsSequential,
            };
        }

        // An engine that keeps images as registries do saves attestations too, in the layout beside.
        private async Task<IReadOnlyList<ImageReferrer>> FindReferrersAsync(byte[] config, CancellationToken cancellationToken)
        {
            if (archive.Find("index.json") is null)
                return [];
            try
            {
                var index = OciJson.ReadManifest(await archive.ReadAsync("index.json", options.Budgets, cancellationToken).ConfigureAwait(false), $"{archive.Name}!index.json");
                return await new ManifestChooser(new ArchiveBlobs(archive, options.Budgets), options).FindReferrersOfConfigAsync(Digests.Sha256(config), index, cancellationToken).ConfigureAwait(false);
            }
            catch (ContainerSecException)
            {
                // The image itself is described by manifest.json.
                return [];
            }
        }

        // The engine keeps an image for several platforms under one name; several images have several names.
        private async Task<DockerArchiveEntry> ChooseAsync(List<DockerArchiveEntry> entries, CancellationToken cancellationToken)
        {
            var names = entries.SelectMany(static e => e.RepoTags ?? []).Distinct(StringComparer.Ordinal).Count();
            if (names > 1 && entries.Select(static e => string.Join(' ', (e.RepoTags ?? []).Order(StringComparer.Ordinal))).Distinct(StringComparer.Ordinal).Count() > 1)
                throw Several(entries);
            var fitting = new List<DockerArchiveEntry>();
            var platforms = new List<string>();
            foreach (var entry in entries.Take(options.Budgets.MaxLayers))
            {
                var configuration = OciJson.ReadConfiguration(await ReadConfigAsync(entry, cancellationToken).ConfigureAwait(false), archive.Name);
                if (Inspection.ImageConfigurationReader.PlatformOf(configuration) is not { } platform)
                    continue;
                platforms.Add(platform.ToString());
                if (options.Platform.Accepts(platform))
                    fitting.Add(entry);
            }

            if (fitting.Count == 0)
                throw new ContainerSecException($"{archive.Name}: error CSEC0001: the archive has no image for {options.Platform}; it has {Shown.List(platforms)}.");
            return fitting.Count == 1 ? fitting[0] : throw Several(entries);
        }

        private ContainerSecException Several(List<DockerArchiveEntry> entries) =>
            new($"{archive.Name}: error CSEC0001: the archive has several images; name one of them: {NamesOf(entries)}.");

        // Without a name an image is called by its configuration.
        private static string NamesOf(List<DockerArchiveEntry> entries) => Shown.List(entries.SelectMany(static e => e?.RepoTags is { Count: > 0 } tags ? tags : [e?.Config ?? ""]));

        private static bool IsCalled(DockerArchiveEntry entry, string image) =>
            entry.Config == image || (entry.Config is not null && DigestOf(entry.Config) == image)
            || (entry.RepoTags ?? []).Exists(tag => tag is not null && (tag == image || Familiar(tag) == Familiar(image)));

        // docker.io/library/shop:1 and shop:1 are one name; without tag it means latest.
        private static string Familiar(string name) =>
            ImageReference.Parse(name) is { IsValid: true } reference ? $"{reference.FullName}:{reference.Tag ?? "latest"}" : name;

        private async Task<byte[]> ReadConfigAsync(DockerArchiveEntry entry, CancellationToken cancellationToken)
        {
            if (entry.Config is null || EntryName(entry.Config) is not { } name)
                throw new ContainerSecException($"{archive.Name}: error CSEC0001: manifest.json names no configuration.");
            return await archive.ReadAsync(name, options.Budgets, cancellationToken).ConfigureAwait(false)
                ?? throw new ContainerSecException($"{archive.Name}: error CSEC0001: the configuration '{Shown.Text(entry.Config)}' that manifest.json names is not in the archive.");
        }

        private IEnumerable<SourceLayer> LayersOf(DockerArchiveEntry entry)
        {
            foreach (var layer in entry.Layers ?? [])
            {
                var member = archive.Find(EntryName(layer));
                yield return new BlobLayer(token => archive.OpenAsync(member!, token))
                {
                    // Of other names nobody says what they are the digest of.
                    Digest = layer is not null && layer.StartsWith("blobs/", StringComparison.Ordinal) ? DigestOf(layer) : null,
                    Size = member?.Size ?? -1,
                    Order = member?.Ordinal ?? 0,
                    IsMissing = member is null,
                };
            }
        }

        private static string? EntryName(string? name) => name is null ? null : EntryPath.Normalise(System.Text.Encoding.UTF8.GetBytes(name)) is { Length: > 0 } normal ? normal : null;

        // "0123….json" (docker, skopeo), "blobs/sha256/0123…" (docker since 25), "sha256:0123…" (kaniko).
        private static string? DigestOf(string name)
        {
            var digest = name.EndsWith(".json", StringComparison.Ordinal) ? name[..^5] : name;
            if (digest.StartsWith("blobs/", StringComparison.Ordinal))
                digest = digest[6..].Replace('/', ':');
            if (!digest.Contains(':', StringComparison.Ordinal))
                digest = "sha256:" + digest;
            return Digests.IsValid(digest) ? digest : null;
        }
    }
}
