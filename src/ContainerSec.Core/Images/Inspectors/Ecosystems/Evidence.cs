using System.Text.Json;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Takes names and lists from what packages say of themselves, as long as they can be such.</summary>
internal static class Evidence
{
    private const int MaxNameLength = 512;
    private const int MaxNames = 2000;

    /// <summary>A name or version without blanks around it; null when it is empty, too long or has characters that no name has.</summary>
    public static string? NameOf(string? text)
    {
        text = text?.Trim();
        return text is { Length: > 0 and <= MaxNameLength } && !text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? text : null;
    }

    /// <summary>A document; bytes before it that mark UTF-8 are skipped.</summary>
    /// <exception cref="JsonException">The bytes are no JSON, or nest deeper than 64.</exception>
    public static JsonDocument ParseJson(ReadOnlyMemory<byte> bytes) => JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);

    /// <summary>The text of a member; null when it is missing or no text.</summary>
    public static string? Text(this JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The texts of a list; empty when it is missing or none.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string member)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        return list.EnumerateArray().Where(static e => e.ValueKind == JsonValueKind.String).Select(static e => e.GetString()!).Take(MaxNames);
    }

    /// <summary>The names of the members of a member; empty when it is missing or no object.</summary>
    public static IEnumerable<string> Keys(this JsonElement element, string member)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out var inner) || inner.ValueKind != JsonValueKind.Object)
            return [];
        return inner.EnumerateObject().Select(static p => p.Name).Where(static n => NameOf(n) == n).Take(MaxNames);
    }
}
