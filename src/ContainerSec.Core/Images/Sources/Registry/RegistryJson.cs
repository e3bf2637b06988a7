using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>The small documents around a registry: tokens, credentials of docker and podman, errors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 32)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(CredentialFile))]
[JsonSerializable(typeof(HelperResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class RegistryJson : JsonSerializerContext
{
    /// <summary>Reads a document; null when it is none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a token server answers.</summary>
/// <remarks>distribution's "Token Authentication Specification": <c>token</c>, or <c>access_token</c> as OAuth 2 has it.</remarks>
internal sealed record TokenResponse
{
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }
}

/// <summary><c>config.json</c> of docker, <c>auth.json</c> of podman.</summary>
/// <remarks>docker-login(1); containers-auth.json(5).</remarks>
internal sealed record CredentialFile
{
    public Dictionary<string, CredentialEntry>? Auths { get; init; }

    public Dictionary<string, string>? CredHelpers { get; init; }

    public string? CredsStore { get; init; }
}

/// <summary>One entry: <c>{"auth":"base64 of name:password"}</c>.</summary>
internal sealed record CredentialEntry
{
    public string? Auth { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }
}

/// <summary>What a credential helper answers.</summary>
/// <remarks>docker/docker-credential-helpers, "Development": the user name <c>&lt;token&gt;</c> says that the secret is an identity token.</remarks>
internal sealed record HelperResponse
{
    [JsonPropertyName("Username")]
    public string? Username { get; init; }

    [JsonPropertyName("Secret")]
    public string? Secret { get; init; }
}

/// <summary>What a registry answers when it refuses.</summary>
/// <remarks>OCI distribution-spec 1.1, "Error Codes".</remarks>
internal sealed record ErrorResponse
{
    public List<ErrorEntry>? Errors { get; init; }
}

/// <summary>One reason. Its message is not shown: it could repeat what it was sent.</summary>
internal sealed record ErrorEntry
{
    public string? Code { get; init; }
}
