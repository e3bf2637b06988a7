namespace ContainerSec;

/// <summary>The name of an image: <c>registry/repository:tag@digest</c>, as distribution/reference defines it.</summary>
public sealed record ImageReference
{
    /// <summary>As written.</summary>
    public string Text { get; init; } = "";

    /// <summary>The registry's host and port; empty when none is written (Docker Hub).</summary>
    public string Registry { get; init; } = "";

    /// <summary>The repository's path without registry: <c>library/nginx</c> is written <c>nginx</c>.</summary>
    public string Repository { get; init; } = "";

    /// <summary>The tag; null when none is written.</summary>
    public string? Tag { get; init; }

    /// <summary>The digest with its algorithm; null when none is written.</summary>
    public string? Digest { get; init; }

    /// <summary>Why the text is no image reference; null when it is one.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the text is an image reference.</summary>
    public bool IsValid => Error is null;

    /// <summary>Whether it names the empty image <c>scratch</c>.</summary>
    public bool IsScratch => Text == "scratch";

    /// <summary>Registry and repository as the engine completes them, without tag: <c>docker.io/library/nginx</c> for <c>nginx</c>.</summary>
    public string FullName => Registry switch
    {
        "" or "docker.io" or "index.docker.io" => "docker.io/" + (Repository.IndexOf('/') < 0 ? "library/" : "") + Repository,
        _ => Registry + "/" + Repository,
    };

    /// <summary>Whether another image stands behind it tomorrow without anybody deciding so: no digest, and no tag or <c>latest</c> or <c>…-latest</c>.</summary>
    public bool IsFloating => IsValid && Digest is null && (Tag is null or "latest" || Tag.EndsWith("-latest", StringComparison.Ordinal));

    /// <summary>The last part of the repository's path: <c>aspnet</c> of <c>mcr.microsoft.com/dotnet/aspnet</c>.</summary>
    public string ShortName => Repository.Substring(Repository.LastIndexOf('/') + 1);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Reads a reference. A text that is none has an <see cref="Error"/>.</summary>
    /// <param name="text">As written: <c>nginx</c>, <c>ghcr.io/contoso/shop:1.2@sha256:…</c>.</param>
    /// <remarks>Grammar: distribution/reference. A bare digest is the id of a local image. A first part is a registry if it has a dot or a colon, is <c>localhost</c>, or has upper-case letters.</remarks>
    public static ImageReference Parse(string text)
    {
        if (text is null)
            throw new ArgumentNullException(nameof(text));
        if (IsDigest(text))
            return new ImageReference { Text = text, Digest = text };
        var (name, tag, digest) = (text, (string?)null, (string?)null);
        var at = name.IndexOf('@');
        if (at >= 0)
            (name, digest) = (name.Substring(0, at), name.Substring(at + 1));
        var colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/'))
            (name, tag) = (name.Substring(0, colon), name.Substring(colon + 1));
        var slash = name.IndexOf('/');
        var first = slash > 0 ? name.Substring(0, slash) : "";
        var hasRegistry = first.Length > 0 && (first.IndexOfAny(['.', ':']) >= 0 || first == "localhost" || first.Any(char.IsUpper));
        var repository = hasRegistry ? name.Substring(slash + 1) : name;
        return new ImageReference
        {
            Text = text,
            Registry = hasRegistry ? first : "",
            Repository = repository,
            Tag = tag,
            Digest = digest,
            Error = ErrorIn(repository, tag, digest),
        };
    }

    private static string? ErrorIn(string repository, string? tag, string? digest)
    {
        if (repository.Length == 0)
            return "the repository is empty";
        if (repository.Length > 255)
            return "the repository is longer than 255 characters";
        if (repository.Any(char.IsUpper))
            return $"repository '{repository}' has upper-case letters";
        if (!repository.Split('/').All(IsPathComponent))
            return $"'{repository}' is not a repository name";
        if (tag is not null && !IsTag(tag))
            return tag.Length == 0 ? "the tag is empty" : $"'{tag}' is not a tag";
        return digest is not null && !IsDigest(digest) ? $"'{digest}' is not a digest" : null;
    }

    // [a-z0-9]+ joined by ".", "_", "__" or dashes
    private static bool IsPathComponent(string part)
    {
        if (part.Length == 0 || !IsAlphanumeric(part[0]) || !IsAlphanumeric(part[part.Length - 1]))
            return false;
        for (var i = 1; i < part.Length; i++)
        {
            if (IsAlphanumeric(part[i]) || part[i] == '-')
                continue;
            var doubled = part[i] == '_' && part[i - 1] == '_' && part[i - 2] != '_';
            if (part[i] is not ('.' or '_') || !(IsAlphanumeric(part[i - 1]) || doubled))
                return false;
        }

        return true;
    }

    private static bool IsAlphanumeric(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= 128 && tag[0] is not ('.' or '-')
        && tag.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '-');

    private static bool IsDigest(string digest)
    {
        var colon = digest.IndexOf(':');
        if (colon <= 0)
            return false;
        for (var i = colon + 1; i < digest.Length; i++)
        {
            if (digest[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')))
                return false;
        }

        var length = digest.Length - colon - 1;
        return digest.Substring(0, colon) switch { "sha256" => length == 64, "sha512" => length == 128, _ => length >= 32 };
    }
}
