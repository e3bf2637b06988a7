namespace ContainerSec.Images;

/// <summary>What a registry is shown: a name and a password, or an identity token. Its text tells neither.</summary>
public sealed class RegistryCredentials
{
    /// <summary>The user's name; empty with an identity token.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The password or access token.</summary>
    public string Password { get; init; } = "";

    /// <summary>A refresh token for the registry's token server; null when there is a password.</summary>
    public string? IdentityToken { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IdentityToken is null ? "user name and password" : "identity token";
}
