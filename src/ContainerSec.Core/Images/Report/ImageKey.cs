namespace ContainerSec.Images;

/// <summary>A private key or a certificate in an image.</summary>
public sealed record ImageKey
{
    /// <summary>What it is and what is wrong with it.</summary>
    public required ImageKeyKind Kind { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The diff id of the layer.</summary>
    public required string Layer { get; init; }

    /// <summary>Whether a later layer removed or replaced the file.</summary>
    public bool Deleted { get; init; }

    /// <summary>The algorithm and size: <c>RSA 2048</c>; null when it is not known.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Whether a private key needs a pass phrase.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether the whole world has it: the key of a package's tests or examples, unchanged.</summary>
    public bool IsPublicKnowledge { get; init; }

    /// <summary>The subject of a certificate.</summary>
    public string? Subject { get; init; }

    /// <summary>Until when a certificate is valid.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>What is wrong, one sentence each; empty for one that is only listed.</summary>
    public IReadOnlyList<string> Weaknesses { get; init; } = [];
}

/// <summary>What an <see cref="ImageKey"/> is.</summary>
public enum ImageKeyKind
{
    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>A certificate of the image itself.</summary>
    Certificate,

    /// <summary>A certificate authority that was added to those that the image trusts.</summary>
    TrustedAuthority,

    /// <summary>A host key of an SSH daemon.</summary>
    SshHostKey,
}
