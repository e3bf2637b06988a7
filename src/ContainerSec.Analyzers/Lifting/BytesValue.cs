namespace ContainerSec.Analyzers.Lifting;

/// <summary>Bytes that are known: a text that was encoded, a base64 text that was decoded.</summary>
internal sealed class BytesValue(byte[] bytes) : Value
{
    /// <summary>The bytes as JSON carries them.</summary>
    public string Base64 { get; } = Convert.ToBase64String(bytes);
}
