using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Sources;

/// <summary>Goes from a manifest or an index to the one image that was asked for.</summary>
/// <remarks>OCI image-spec 1.1, "Image Index" and "Image Manifest"; Docker's manifest list and schema 2 have the same members.</remarks>
internal sealed class ManifestChooser(IBlobStore store, InspectionOptions options)
{
    // Indexes in indexes: one level is common, two are seen.
    private const int MaxDepth = 4;

    // Manifests of an index that are read to see what they refer to.
    private const int MaxReferrers = 64;

    private const string ReferenceType = "vnd.docker.reference.type";
    private const string ReferenceDigest = "vnd.docker.reference.digest";
    private const string PredicateType = "in-toto.io/predicate-type";
    private const string InTotoMediaType = "application/vnd.in-toto+json";

    private static readonly string[] ConfigTypes = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

    private readonly List<Gap> _gaps = [];
    private readonly HashSet<string> _indexes = new(StringComparer.Ordinal);

    /// <summary>Makes the image of a descriptor.</summary>
    /// <param name="root">A manifest, or an index that one is chosen from.</param>
    /// <param name="names">The names that the source gives the image.</param>
    /// <param name="beside">Manifests that stand beside it and may refer to it.</param>
    /// <param name="owner">Closed with the image.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FoundImage> OpenAsync(OciDescriptor root, IReadOnlyList<string> names, IReadOnlyList<OciDescriptor> beside, IAsyncDisposable? owner, CancellationToken cancellationToken)
    {
        var candidates = new List<OciDescriptor>(beside);
        string? indexDigest = null;
        var descriptor = root;
        while (true)
        {
            var bytes = await ReadAsync(descriptor, isManifest: true, cancellationToken).ConfigureAwait(false);
            var manifest = OciJson.ReadManifest(bytes, store.Name);
            if (!manifest.IsIndex)
                return await OpenManifestAsync(descriptor, bytes, manifest, indexDigest, names, candidates, owner, cancellationToken).ConfigureAwait(false);
            CheckIndex(descriptor.Digest!, bytes);
            indexDigest ??= descriptor.Digest;
            candidates.AddRange(manifest.Manifests!);
            descriptor = Choose(manifest.Manifests!);
        }
    }

    /// <summary>The first manifest of an index for the platform that was asked for.</summary>
    /// <exception cref="ContainerSecException">There is none.</exception>
    public OciDescriptor Choose(IReadOnlyList<OciDescriptor> manifests)
    {
        var images = manifests.Where(IsPerhapsImage).ToList();
        if (images.Find(m => m.Platform?.ToPlatform() is { } platform && options.Platform.Accepts(platform)) is { } exact)
            return exact;
        // An index of one image need not name its platform; an index in an index has none.
        var unnamed = images.FindAll(static m => m.Platform?.ToPlatform() is null);
        if (unnamed.Count == 1)
            return unnamed[0];
        var platforms = images.Select(static m => m.Platform?.ToPlatform()?.ToString()).OfType<string>().ToList();
        throw new ContainerSecException(platforms.Count == 0
            ? $"{store.Name}: error CSEC0001: the index names no image."
            : $"{store.Name}: error CSEC0001: the index has no image for {options.Platform}; it has {Shown.List(platforms)}.");
    }

    /// <summary>Whether a descriptor of an index may be an image: neither an attestation nor another artifact.</summary>
    public static bool IsPerhapsImage(OciDescriptor? descriptor) =>
        descriptor is { ArtifactType: null or "" } && descriptor.Annotations?.ContainsKey(ReferenceType) is not true
        && (descriptor.MediaType is null or "" or MediaTypes.OciIndex or MediaTypes.OciManifest or MediaTypes.DockerManifest or MediaTypes.DockerManifestList);

    /// <summary>What refers to the image of a configuration, where a layout stands beside a docker archive.</summary>
    public async Task<IReadOnlyList<ImageReferrer>> FindReferrersOfConfigAsync(string configDigest, OciManifest index, CancellationToken cancellationToken)
    {
        var known = new List<OciDescriptor>(index.Manifests ?? []);
        string? manifestDigest = null;
        for (var i = 0; i < known.Count && i < MaxReferrers; i++)
        {
            if (!IsPerhapsImage(known[i]) || !Digests.IsValid(known[i].Digest) || await TryReadAsync(known[i], cancellationToken).ConfigureAwait(false) is not { } manifest)
                continue;
            if (manifest.IsIndex)
                known.AddRange(manifest.Manifests!);
            else if (manifest.Config?.Digest == configDigest)
                manifestDigest = known[i].Digest;
        }

        return manifestDigest is null ? [] : await FindReferrersAsync(manifestDigest, known, cancellationToken).ConfigureAwait(false);
    }

    private async Task<FoundImage> OpenManifestAsync(
        OciDescriptor descriptor, byte[] bytes, OciManifest manifest, string? indexDigest, IReadOnlyList<string> names, List<OciDescriptor> candidates, IAsyncDisposable? owner, CancellationToken cancellationToken)
    {
        CheckManifest(manifest);
        var config = await ReadAsync(manifest.Config!, isManifest: false, cancellationToken).ConfigureAwait(false);
        if (manifest.Layers!.Count > options.Budgets.MaxLayers)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the image has {manifest.Layers.Count:N0} layers, more than the {options.Budgets.MaxLayers:N0} of the budget.");
        var layers = new List<SourceLayer>();
        foreach (var layer in manifest.Layers)
            layers.Add(await store.FindLayerAsync(Valid(layer, "layer"), cancellationToken).ConfigureAwait(false));
        return new FoundImage(owner)
        {
            Digest = descriptor.Digest,
            IndexDigest = indexDigest,
            Manifest = bytes,
            ConfigDigest = manifest.Config!.Digest,
            Config = config,
            Layers = layers,
            Names = names,
            Referrers = await FindReferrersAsync(descriptor.Digest!, candidates, cancellationToken).ConfigureAwait(false),
            Gaps = _gaps,
            IsSequential = store.IsSequential,
        };
    }

    private void CheckManifest(OciManifest manifest)
    {
        if (manifest.SchemaVersion == 1)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the manifest is of Docker's schema 1, which has no digests of layers as stored; push the image again with a newer engine.");
        if (manifest.Config is null || manifest.Layers is null)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the manifest names no configuration or no layers; it is no image.");
        if (manifest.Config.MediaType is { Length: > 0 } type && !ConfigTypes.Contains(type))
            throw new ContainerSecException($"{store.Name}: error CSEC0001: this is an artifact of the type '{Shown.Text(manifest.ArtifactType ?? type)}', no image.");
        if (manifest.Layers.Count > 0 && manifest.Layers.TrueForAll(static l => l?.MediaType == InTotoMediaType))
            throw new ContainerSecException($"{store.Name}: error CSEC0001: this is the attestation of an image, no image.");
    }

    private async Task<byte[]> ReadAsync(OciDescriptor descriptor, bool isManifest, CancellationToken cancellationToken) =>
        await store.ReadAsync(Valid(descriptor, isManifest ? "manifest" : "configuration"), isManifest, cancellationToken).ConfigureAwait(false)
            ?? throw new ContainerSecException($"{store.Name}: error CSEC0001: the blob {descriptor.Digest} that the image names is not there.");

    private OciDescriptor Valid(OciDescriptor? descriptor, string what) => Digests.IsValid(descriptor?.Digest) ? descriptor!
        : throw new ContainerSecException($"{store.Name}: error CSEC0001: the digest of a {what} is none that can be checked (sha256 or sha512 with its hexadecimal digits).");

    // Manifest and configuration are verified by who reads the image; of an index only the choice remains.
    private void CheckIndex(string digest, byte[] bytes)
    {
        if (!_indexes.Add(digest) || _indexes.Count > MaxDepth)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the index names itself, or indexes stand in one another more than {MaxDepth} deep.");
        var actual = Digests.Like(digest, bytes);
        if (actual == digest)
            return;
        var message = $"The digest of the index does not match its bytes: stated {digest}, found {actual}.";
        if (!options.AllowDigestMismatch)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: {message} Somebody or something changed the bytes; fetch the image again, or allow the mismatch to look into it.");
        _gaps.Add(new Gap { Code = GapCodes.Integrity, Message = message });
    }

    private async Task<List<ImageReferrer>> FindReferrersAsync(string digest, List<OciDescriptor> candidates, CancellationToken cancellationToken)
    {
        var found = new List<ImageReferrer>();
        var read = 0;
        foreach (var candidate in candidates.Where(c => Digests.IsValid(c?.Digest) && c!.Digest != digest).DistinctBy(static c => c.Digest, StringComparer.Ordinal))
        {
            // BuildKit says in the index what its attestation belongs to; others say it in their manifest.
            var isAttestation = candidate.Annotations?.GetValueOrDefault(ReferenceDigest) == digest;
            if (!isAttestation && IsPerhapsImage(candidate) && candidate.Platform is not null)
                continue;
            if (read++ >= MaxReferrers)
                break;
            var manifest = await TryReadAsync(candidate, cancellationToken).ConfigureAwait(false);
            if (isAttestation)
                found.AddRange(AttestationsOf(candidate, manifest));
            else if (manifest?.Subject?.Digest == digest)
                found.Add(new ImageReferrer { Type = TypeOf(manifest), Digest = candidate.Digest! });
        }

        found.AddRange(await store.FindReferrersAsync(digest, _gaps, cancellationToken).ConfigureAwait(false));
        return [.. found.Distinct()];
    }

    private static IEnumerable<ImageReferrer> AttestationsOf(OciDescriptor descriptor, OciManifest? manifest)
    {
        var types = (manifest?.Layers ?? []).Select(static l => l?.Annotations?.GetValueOrDefault(PredicateType)).OfType<string>().ToList();
        if (types.Count == 0)
            types.Add(descriptor.Annotations?.GetValueOrDefault(ReferenceType) ?? "");
        return types.Select(t => new ImageReferrer { Type = Shown.Text(t), Digest = descriptor.Digest! });
    }

    private static string TypeOf(OciManifest manifest) => Shown.Text(manifest.ArtifactType is { Length: > 0 } type ? type : manifest.Config?.MediaType);

    // What refers to the image is told where it can be; it is not needed to read the image.
    private async Task<OciManifest?> TryReadAsync(OciDescriptor descriptor, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(descriptor, isManifest: true, cancellationToken).ConfigureAwait(false) is { } bytes ? OciJson.ReadManifest(bytes, store.Name) : null;
        }
        catch (ContainerSecException)
        {
            return null;
        }
    }
}
