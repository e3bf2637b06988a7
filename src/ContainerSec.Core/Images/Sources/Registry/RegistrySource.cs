using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>An image in a registry.</summary>
/// <remarks>OCI distribution-spec 1.1.</remarks>
internal sealed class RegistrySource : ImageSource
{
    private const string Manifests = MediaTypes.OciIndex + ", " + MediaTypes.OciManifest + ", " + MediaTypes.DockerManifestList + ", " + MediaTypes.DockerManifest;

    private readonly ImageReference _reference;
    private readonly RegistryOptions _options;
    private readonly IReadOnlyList<RegistryEndpoint> _endpoints;
    private readonly CredentialStore? _credentials;

    public RegistrySource(string reference, RegistryOptions options, CredentialStore? credentials)
    {
        _reference = ImageReference.Parse(reference);
        if (!_reference.IsValid || _reference.Repository.Length == 0)
            throw new ArgumentException($"'{reference}' is no image of a registry: {_reference.Error ?? "it names no repository"}.", nameof(reference));
        _options = options;
        _credentials = credentials;
        _endpoints = [.. options.Mirrors.Select(m => RegistryEndpoint.Of(m, isMirror: true, options)), RegistryEndpoint.Of(_reference.Registry, isMirror: false, options)];
    }

    public override string Name => $"registry:{_reference.Text}";

    private string Repository => _reference.FullName[(_reference.FullName.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private string Wanted => _reference.Digest ?? _reference.Tag ?? "latest";

    public override async Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        if (_reference.Digest is { } digest && !Digests.IsValid(digest))
            throw new ContainerSecException($"{Name}: error CSEC0001: the digest is none that can be checked (sha256 or sha512 with its hexadecimal digits).");
        var client = new RegistryClient(Name, Repository, _options, _credentials);
        try
        {
            var (root, first) = await FindAsync(client, options, cancellationToken).ConfigureAwait(false);
            var blobs = new RegistryBlobs(client, Name, Repository, [.. _endpoints.Skip(first)], options.Budgets, root);
            return await new ManifestChooser(blobs, options).OpenAsync(root.Descriptor, [_reference.Text], [], client, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // The first host that has it; what a mirror does not have or does not give, the registry is asked for.
    private async Task<(Root Root, int Endpoint)> FindAsync(RegistryClient client, InspectionOptions options, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                if (await client.GetAsync(_endpoints[i], $"/v2/{Repository}/manifests/{Wanted}", Manifests, options.Budgets.MaxManifestSize, cancellationToken).ConfigureAwait(false) is { } document)
                    return (RootOf(document), i);
                if (!_endpoints[i].IsMirror)
                    throw new ContainerSecException($"{Name}: error CSEC0001: {_endpoints[i].Host} has no image '{_reference.Text}'.");
            }
            catch (Exception exception) when (_endpoints[i].IsMirror && exception is ContainerSecException or IOException)
            {
                // The next one may have it.
            }
        }
    }

    private Root RootOf(RegistryDocument document) => new(
        new OciDescriptor { MediaType = document.MediaType, Digest = _reference.Digest ?? (Digests.IsValid(document.Digest) ? document.Digest : Digests.Sha256(document.Bytes)), Size = document.Bytes.Length },
        document.Bytes);

    private sealed record Root(OciDescriptor Descriptor, byte[] Bytes);

    private sealed class RegistryBlobs(RegistryClient client, string name, string repository, IReadOnlyList<RegistryEndpoint> endpoints, InspectionBudgets budgets, Root root) : IBlobStore
    {
        private const int MaxPages = 10;

        public string Name => name;

        public async Task<byte[]?> ReadAsync(OciDescriptor descriptor, bool isManifest, CancellationToken cancellationToken)
        {
            if (descriptor.Digest == root.Descriptor.Digest)
                return root.Bytes;
            var path = isManifest ? $"/v2/{repository}/manifests/{descriptor.Digest}" : BlobPath(descriptor);
            var document = await FirstAsync(endpoint => client.GetAsync(endpoint, path, isManifest ? Manifests : null, budgets.MaxManifestSize, cancellationToken)).ConfigureAwait(false);
            return document?.Bytes;
        }

        public async Task<SourceLayer> FindLayerAsync(OciDescriptor descriptor, CancellationToken cancellationToken)
        {
            // Addresses that the image names elsewhere are not asked: they lead anywhere.
            var isMissing = MediaTypes.IsForeign(descriptor.MediaType ?? "")
                && await FirstAsync(async endpoint => await client.ExistsAsync(endpoint, BlobPath(descriptor), cancellationToken).ConfigureAwait(false) ? "yes" : null).ConfigureAwait(false) is null;
            return new BlobLayer(token => OpenAsync(descriptor, token))
            {
                MediaType = descriptor.MediaType ?? "",
                Digest = descriptor.Digest,
                Size = descriptor.Size,
                IsMissing = isMissing,
            };
        }

        /// <summary>What refers to the image: by the API, or by the tag that stands for it where a registry has no such API.</summary>
        public async Task<IReadOnlyList<ImageReferrer>> FindReferrersAsync(string digest, List<Gap> gaps, CancellationToken cancellationToken)
        {
            var found = new List<ImageReferrer>();
            try
            {
                await AddReferrersAsync(digest, found, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or ContainerSecException)
            {
                gaps.Add(new Gap { Code = GapCodes.Missing, Message = $"What refers to the image (signatures, attestations) could not be asked for: {exception.Message}" });
            }

            return found;
        }

        private async Task AddReferrersAsync(string digest, List<ImageReferrer> found, CancellationToken cancellationToken)
        {
            var endpoint = endpoints[^1];
            string? path = $"/v2/{repository}/referrers/{digest}";
            for (var page = 0; path is not null && page < MaxPages; page++)
            {
                var document = await TryAsync(endpoint, path, cancellationToken).ConfigureAwait(false);
                if (document is null && page == 0)
                    document = await TryAsync(endpoint, $"/v2/{repository}/manifests/{digest.Replace(':', '-')}", cancellationToken).ConfigureAwait(false);
                if (document is null)
                    return;
                var index = OciJson.ReadManifest(document.Bytes, name);
                found.AddRange((index.Manifests ?? []).Where(static m => Digests.IsValid(m?.Digest))
                    .Select(static m => new ImageReferrer { Type = Shown.Text(m.ArtifactType is { Length: > 0 } type ? type : m.MediaType), Digest = m.Digest! }));
                path = document.Next is { } next && Uri.TryCreate(new Uri(endpoint.Address, path), next, out var address) && address.Authority == endpoint.Address.Authority ? address.PathAndQuery : null;
            }
        }

        private async Task<Stream> OpenAsync(OciDescriptor descriptor, CancellationToken cancellationToken) =>
            await FirstAsync(endpoint => BlobStream.OpenAsync(client, endpoint, BlobPath(descriptor), descriptor.Size, budgets.MaxLayerSize, cancellationToken)).ConfigureAwait(false)
                ?? throw new FileNotFoundException($"{name} has no blob {descriptor.Digest}.");

        private async Task<T?> FirstAsync<T>(Func<RegistryEndpoint, Task<T?>> ask)
            where T : class
        {
            foreach (var endpoint in endpoints)
            {
                try
                {
                    if (await ask(endpoint).ConfigureAwait(false) is { } answer)
                        return answer;
                }
                catch (Exception exception) when (endpoint.IsMirror && exception is ContainerSecException or IOException)
                {
                    // The next one may have it.
                }
            }

            return null;
        }

        // A registry that knows no referrers says so in many ways.
        private async Task<RegistryDocument?> TryAsync(RegistryEndpoint endpoint, string path, CancellationToken cancellationToken)
        {
            try
            {
                return await client.GetAsync(endpoint, path, MediaTypes.OciIndex, budgets.MaxManifestSize, cancellationToken).ConfigureAwait(false) is { } document
                    && document.Bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? document : null;
            }
            catch (ContainerSecException)
            {
                return null;
            }
        }

        private string BlobPath(OciDescriptor descriptor) => $"/v2/{repository}/blobs/{descriptor.Digest}";
    }
}
