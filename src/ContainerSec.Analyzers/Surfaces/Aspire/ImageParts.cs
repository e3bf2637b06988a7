using ContainerSec.Readers.DockerSyntax;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>An image's name as several calls say it: the last word of each part counts.</summary>
/// <remarks>What nobody wrote is the integration's own, and nobody's mistake.</remarks>
internal sealed class ImageParts(ITypeSymbol? type)
{
    private const string Unwritten = "…";

    private Fact<string> _registry;
    private Fact<string> _repository;
    private Fact<string> _tag;
    private Fact<string> _digest;
    private bool _isNamed;
    private Provenance? _place;

    /// <summary>An image by name, with a tag or a digest in it or beside it. Without either the library takes <c>latest</c>.</summary>
    public void Set(Fact<string> image, Fact<string> tag)
    {
        var (name, place) = (image.Value ?? "", image.Origin);
        var slash = name.LastIndexOf('/');
        var at = name.IndexOf('@', slash + 1);
        var digest = at < 0 ? null : name.Substring(at + 1);
        if (at >= 0)
            name = name.Substring(0, at);
        var colon = name.IndexOf(':', slash + 1);
        var own = colon < 0 ? null : name.Substring(colon + 1);
        // Behind what is not known may stand a tag too.
        var mayHaveTag = own is null && name.IndexOf(Holes.Hole, slash + 1) >= 0;
        _registry = default;
        _repository = (colon < 0 ? name : name.Substring(0, colon)).ToFact(place);
        _digest = digest is null ? default : digest.ToFact(place);
        _tag = own is not null ? own.ToFact(place) : !tag.IsUnset ? tag : mayHaveTag ? Fact.Unknown<string>(place) : default;
        (_isNamed, _place) = (true, place);
    }

    public void SetTag(Fact<string> tag) => (_tag, _digest) = (tag, default);

    /// <summary>A digest without its algorithm.</summary>
    public void SetDigest(Fact<string> sha256) => (_digest, _tag) = (sha256.Select(static d => d.StartsWith("sha256:", StringComparison.Ordinal) ? d : "sha256:" + d), default);

    public void SetRegistry(Fact<string> registry) => _registry = registry;

    /// <summary>The name as far as code wrote it; unset when it wrote none of it.</summary>
    public Fact<ImageReference> ToReference()
    {
        if (!_isNamed && _tag.IsUnset && _digest.IsUnset && _registry.IsUnset)
            return default;
        var place = _registry.Is(static r => r.StartsWith("http", StringComparison.OrdinalIgnoreCase)) ? _registry.Origin : _digest.Or(_tag).Origin ?? _place ?? _registry.Origin;
        // Only the registry was written: the tag is the integration's own.
        if (!_isNamed && _tag.IsUnset && _digest.IsUnset)
            return _registry.IsKnown && _registry.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Fact.Known(Partial(_registry.Value + "/" + Name, "unwritten", null), place) : default;
        if (_digest.IsUnknown || (_digest.IsUnset && _tag.IsUnknown))
            return Fact.Unknown<ImageReference>(place);
        var tag = _tag.IsKnown ? _tag.Value : null;
        var digest = _digest.IsKnown ? _digest.Value : null;
        var text = (_registry.IsKnown && _registry.Value.Length > 0 ? _registry.Value + "/" : _registry.IsUnknown ? Unwritten + "/" : "") + Name
            + (tag is null ? "" : ":" + tag) + (digest is null ? "" : "@" + digest);
        return Fact.Known(text.IndexOf(Unwritten[0]) < 0 ? ImageReference.Parse(text) : Partial(text, tag, digest), place);
    }

    private string Name => _repository.IsKnown ? _repository.Value : !_isNamed && WellKnownImage.Of(type) is { } known ? known : Unwritten;

    private static ImageReference Partial(string text, string? tag, string? digest) => new() { Text = text, Repository = Unwritten, Tag = tag, Digest = digest };
}
