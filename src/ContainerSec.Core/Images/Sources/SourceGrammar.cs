using ContainerSec.Images.Layers;

namespace ContainerSec.Images.Sources;

/// <summary>The grammar in which people name an image on the command line.</summary>
internal static class SourceGrammar
{
    public static ImageSource Parse(string text, RegistryOptions? registry)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        var scheme = colon < 0 ? "" : text[..colon];
        if (rest.Length == 0)
            throw new ArgumentException($"'{text}' names no image: after the colon stands what is to be read.", nameof(text));
        return scheme switch
        {
            "docker-archive" => Split(rest, File.Exists, static (path, image) => ImageSource.DockerArchive(path, image)),
            "oci" => Split(rest, Directory.Exists, ImageSource.OciLayout),
            "oci-archive" => Split(rest, File.Exists, ImageSource.OciArchive),
            "registry" => ImageSource.Registry(rest, registry),
            "dir" => ImageSource.FromDirectory(rest),
            "docker" or "podman" => throw new ArgumentException($"'{text}' names an image of an engine: use ContainerSec.Docker.", nameof(text)),
            _ => Split(text, System.IO.Path.Exists, static (path, selection) => new PathSource(path, selection)),
        };
    }

    // Names of files hold colons too (shop:1.2.tar, C:\shop.tar): what exists as it is written is a path.
    private static ImageSource Split(string text, Func<string, bool> exists, Func<string, string?, ImageSource> create)
    {
        if (exists(text))
            return create(text, null);
        for (var i = text.Length - 1; i > 0; i--)
        {
            if (text[i] is not (':' or '@') || i == text.Length - 1 || (text[i] == '@' && !Digests.IsValid(text[(i + 1)..])) || !exists(text[..i]))
                continue;
            return create(text[..i], text[(i + 1)..]);
        }

        return create(text, null);
    }
}
