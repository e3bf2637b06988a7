namespace ContainerSec.Images;

/// <summary>What lets in by SSH.</summary>
/// <remarks>sshd_config(5): of a setting the first statement counts; those inside of Match blocks, which hold for some connections only, are left out.</remarks>
public sealed record SshDaemon
{
    /// <summary>The daemon's file: <c>usr/sbin/sshd</c>; null when there are only keys that it would let in.</summary>
    public string? Path { get; init; }

    /// <summary>Whether root may log in, as sshd_config spells it: <c>yes</c>, <c>no</c>, <c>prohibit-password</c>, <c>forced-commands-only</c>. The default is <c>prohibit-password</c>.</summary>
    public string PermitRootLogin { get; init; } = "prohibit-password";

    /// <summary>Whether passwords are accepted; the default is true.</summary>
    public bool PasswordAuthentication { get; init; } = true;

    /// <summary>Whether accounts with an empty password are let in; the default is false.</summary>
    public bool PermitEmptyPasswords { get; init; }

    /// <summary>Files with keys that are let in, in ascending order: <c>root/.ssh/authorized_keys</c>.</summary>
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];
}
