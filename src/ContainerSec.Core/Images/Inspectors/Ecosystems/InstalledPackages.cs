namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Finds the package that a name means: one of the same folder, else the only one of the image.</summary>
internal sealed class InstalledPackages
{
    private readonly Dictionary<(string Scope, string Name), string?> _ofScope = [];
    private readonly Dictionary<string, string?> _ofImage = new(StringComparer.Ordinal);

    /// <param name="scope">The folder that packages look in first.</param>
    /// <param name="name">In the form in which the ecosystem compares names.</param>
    /// <param name="purl">The package.</param>
    public void Add(string scope, string name, PackageUrl purl)
    {
        var text = purl.ToString();
        _ofScope[(scope, name)] = _ofScope.TryGetValue((scope, name), out var other) && other != text ? null : text;
        _ofImage[name] = _ofImage.TryGetValue(name, out other) && other != text ? null : text;
    }

    /// <summary>The purls that names mean; a name that several versions have means none that can be told.</summary>
    public IEnumerable<string> Find(string scope, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if ((_ofScope.TryGetValue((scope, name), out var purl) || _ofImage.TryGetValue(name, out purl)) && purl is not null)
                yield return purl;
        }
    }
}
