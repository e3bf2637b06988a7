namespace ContainerSec;

/// <summary>An image as it was built: what its files say, beside its configuration (<see cref="ImageConfig"/>).</summary>
/// <remarks>Lists may have more where a part of the image could not be inspected: then what is missing from them proves nothing.</remarks>
public sealed record BuiltImage : Subject
{
    /// <summary>When it was made, as it says itself.</summary>
    public Fact<DateTime> Created { get; init; }

    /// <summary>Regular files with setuid or setgid.</summary>
    public FactList<PrivilegedFile> SetuidFiles { get; init; } = FactList<PrivilegedFile>.Unset;

    /// <summary>Files with capabilities of their own.</summary>
    public FactList<PrivilegedFile> FileCapabilities { get; init; } = FactList<PrivilegedFile>.Unset;

    /// <summary>Accounts of its user database.</summary>
    public FactList<ImageLogin> Accounts { get; init; } = FactList<ImageLogin>.Unset;

    /// <summary>Programs that an attacker who got in would use, by name: <c>sudo</c>, <c>nmap</c>, <c>sshd</c>.</summary>
    public FactList<string> Tools { get; init; } = FactList<string>.Unset;

    /// <summary>Secrets and private keys in its files, also in those that a later layer removed: what each is, never its value.</summary>
    public FactList<string> Secrets { get; init; } = FactList<string>.Unset;

    /// <summary>What was left behind by whoever built it: folders of version control, of editors, of cloud tools.</summary>
    public FactList<string> BuildLeftovers { get; init; } = FactList<string>.Unset;

    /// <summary>Lists and caches of package managers, by folder.</summary>
    public FactList<string> PackageCaches { get; init; } = FactList<string>.Unset;

    /// <summary>Kinds of signature that refer to it; unset where the source cannot tell.</summary>
    public FactList<string> Signatures { get; init; } = FactList<string>.Unset;

    /// <summary>Versions of .NET SDKs in it.</summary>
    public FactList<string> DotNetSdks { get; init; } = FactList<string>.Unset;
}

/// <summary>A file that gives rights to whoever runs it.</summary>
/// <param name="Path">The path without leading slash.</param>
/// <param name="Rights">What it gives: <c>setuid root</c>, <c>NET_RAW</c>.</param>
public readonly record struct PrivilegedFile(string Path, string Rights);

/// <summary>An account of an image.</summary>
public sealed record ImageLogin
{
    /// <summary>The login name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The user id.</summary>
    public long UserId { get; init; }

    /// <summary>Whether no password is asked for.</summary>
    public Fact<bool> HasEmptyPassword { get; init; }
}
