using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Sources;

/// <summary>Selects an image in the <c>index.json</c> of a layout.</summary>
/// <remarks>OCI image-spec 1.1, "Image Layout", section "index.json file": the tag is the annotation <c>org.opencontainers.image.ref.name</c>. containerd adds the whole name.</remarks>
internal sealed class LayoutIndex(IBlobStore store, OciManifest index, InspectionOptions options)
{
    private const string RefName = "org.opencontainers.image.ref.name";
    private const string ContainerdName = "io.containerd.image.name";

    private readonly List<OciDescriptor> _manifests = [.. (index.Manifests ?? []).Where(static m => m is not null)];

    public async Task<FoundImage> OpenAsync(string? selection, IAsyncDisposable? owner, CancellationToken cancellationToken)
    {
        var chosen = selection switch
        {
            null => Only(),
            _ when selection.Contains(':', StringComparison.Ordinal) && Layers.Digests.IsValid(selection) => _manifests.Find(m => m.Digest == selection) ?? new OciDescriptor { Digest = selection },
            _ => Named(selection),
        };
        return await new ManifestChooser(store, options).OpenAsync(chosen, [.. NamesOf(chosen)], _manifests, owner, cancellationToken).ConfigureAwait(false);
    }

    private OciDescriptor Named(string name)
    {
        var named = _manifests.FindAll(m => NamesOf(m).Any(n => n == name || n.EndsWith(":" + name, StringComparison.Ordinal)));
        if (named.Count == 0)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the layout has no image '{Shown.Text(name)}'; it has {Known()}.");
        return named.Count == 1 ? named[0] : new ManifestChooser(store, options).Choose(named);
    }

    // Without a name there has to be one image only, perhaps for several platforms.
    private OciDescriptor Only()
    {
        var images = _manifests.FindAll(ManifestChooser.IsPerhapsImage);
        if (images.Count == 0)
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the layout names no image.");
        if (images.Count == 1)
            return images[0];
        // Referrers of an image stand in the index under the digest of what they refer to.
        var names = images.SelectMany(NamesOf).Distinct(StringComparer.Ordinal).ToList();
        var fitting = images.FindAll(m => m.Platform?.ToPlatform() is { } platform && options.Platform.Accepts(platform));
        if (names.Count > 1 || fitting.Count > 1 || (fitting.Count == 0 && images.TrueForAll(static m => m.Platform is null)))
            throw new ContainerSecException($"{store.Name}: error CSEC0001: the layout has several images; name one of them: {Known()}.");
        return new ManifestChooser(store, options).Choose(images);
    }

    private string Known() => Shown.List(_manifests.Where(ManifestChooser.IsPerhapsImage).Select(static m => NamesOf(m).FirstOrDefault() ?? m.Digest ?? ""));

    private static IEnumerable<string> NamesOf(OciDescriptor descriptor) =>
        new[] { descriptor.Annotations?.GetValueOrDefault(ContainerdName), descriptor.Annotations?.GetValueOrDefault(RefName) }.OfType<string>();
}
