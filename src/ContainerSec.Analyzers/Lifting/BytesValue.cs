using System.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Bytes that are known: a text that was encoded, a base64 text that was decoded.</summary>
internal sealed class BytesValue(byte[] bytes) : Value
{
    /// <summary>The bytes as JSON carries them.</summary>
    public string Base64 => Convert.ToBase64String(bytes);

    /// <summary>The bytes as UTF-8; null where they are no text.</summary>
    public string? Text => Encoding.UTF8.GetString(bytes) is var text && text.IndexOf('\uFFFD') < 0 ? text : null;

    /// <summary>The bytes of a base64 text; null where it is none.</summary>
    public static BytesValue? FromBase64(string text)
    {
        try
        {
            return new BytesValue(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
