namespace ContainerSec.Images;

/// <summary>An account of the image.</summary>
/// <remarks>passwd(5), shadow(5).</remarks>
public sealed record ImageAccount
{
    /// <summary>The login name.</summary>
    public required string Name { get; init; }

    /// <summary>The user id.</summary>
    public long UserId { get; init; }

    /// <summary>The primary group id.</summary>
    public long GroupId { get; init; }

    /// <summary>The shell; empty means <c>/bin/sh</c>.</summary>
    public string Shell { get; init; } = "";

    /// <summary>Whether a password is needed and whether there is one.</summary>
    public AccountPassword Password { get; init; }

    /// <summary>Whether it may become root by sudo without a password.</summary>
    public bool IsSudoer { get; init; }
}

/// <summary>How an account lets in.</summary>
public enum AccountPassword
{
    /// <summary>No password fits: <c>*</c>, <c>!</c>.</summary>
    Locked,

    /// <summary>No password is asked for.</summary>
    Empty,

    /// <summary>The hash of a password is in the image.</summary>
    Set,

    /// <summary>The file that would tell is missing or unreadable.</summary>
    Unknown,
}
