using System.Text.Json;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads JSON as the .NET host reads it: comments are allowed, and of members with one name the first counts.</summary>
/// <remarks>dotnet/runtime, docs/design/features/host-components.md and src/native/corehost/json_parser.cpp: RapidJSON with comments; its FindMember takes the first.</remarks>
internal static class HostJson
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="JsonException">The bytes are no JSON, or nest too deep.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> bytes) =>
        JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, Options);

    /// <summary>A member of an object; of kind Undefined when there is none or the element is no object.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.NameEquals(name))
                    return member.Value;
            }
        }

        return default;
    }

    /// <summary>The members of an object; none of anything else.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    /// <summary>The items of an array; none of anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>A text; null when it is none or not even valid UTF-16.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as \uD800.
            return null;
        }
    }
}
