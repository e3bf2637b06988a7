using System.Text.Json;

namespace ContainerSec.Reports;

/// <summary>The parts of SARIF 2.1.0 that every report writes alike: messages and places.</summary>
internal static class SarifJson
{
    public const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Writes an object with a text.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Writes an array of places; those that are null are left out.</summary>
    public static void WriteLocations(Utf8JsonWriter json, string name, IReadOnlyList<Provenance?> origins)
    {
        json.WriteStartArray(name);
        foreach (var origin in origins)
        {
            if (origin is null)
                continue;
            WriteLocation(json, origin);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a place: a region of a file, a file of an image, or a name for what is in neither.</summary>
    public static void WriteLocation(Utf8JsonWriter json, Provenance? origin, string? message = null)
    {
        json.WriteStartObject();
        if (origin?.Text is { } text)
            WritePhysicalLocation(json, text);
        else if (origin is ImageProvenance place)
            WriteImageLocation(json, place);
        else if (origin is not null)
            message = message is null ? origin.Description : $"{message} ({origin.Description})";
        if (message is not null)
            WriteText(json, "message", message);
        json.WriteEndObject();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter json, TextProvenance text)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(text.Source.Path));
        json.WriteEndObject();
        var (start, end) = (text.Start, text.End);
        json.WriteStartObject("region");
        json.WriteNumber("startLine", start.Line);
        json.WriteNumber("startColumn", start.Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A file in an image is found from the root of its file system; its layer is the logical place.
    private static void WriteImageLocation(Utf8JsonWriter json, ImageProvenance place)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(place.Path));
        json.WriteString("uriBaseId", "IMAGE");
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.Line ?? 1);
        json.WriteEndObject();
        json.WriteEndObject();
        if (place.Layer is null)
            return;
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", place.Layer);
        json.WriteString("kind", "layer");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Relative to the working directory; an absolute path is a file address.
    private static string UriOf(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
