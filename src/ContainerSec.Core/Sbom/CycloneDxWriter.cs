using System.Globalization;
using System.Text.Json;

namespace ContainerSec.Images.Sbom;

/// <summary>CycloneDX as JSON.</summary>
/// <remarks>ECMA-424 (1.6) and its successor 1.7; what is written is the same in both.</remarks>
internal sealed class CycloneDxWriter(Inventory inventory, Utf8JsonWriter json, string version)
{
    private const string ImageReference = "image";
    private const string SystemReference = "os";

    private readonly ImageReport _report = inventory.Report;

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{version}.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", version);
        json.WriteString("serialNumber", $"urn:uuid:{Inventory.IdOf("CycloneDX " + inventory.Version)}");
        json.WriteNumber("version", 1);
        WriteMetadata();
        json.WriteStartArray("components");
        WriteSystem();
        foreach (var item in inventory.Items)
            WriteItem(item);
        json.WriteEndArray();
        WriteDependencies();
        WriteCompositions();
        json.WriteEndObject();
    }

    private void WriteMetadata()
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", inventory.Created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray("lifecycles");
        json.WriteStartObject();
        json.WriteString("phase", "post-build");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", "containersec");
        json.WriteString("version", Inventory.ToolVersion);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        WriteImage();
        json.WriteEndObject();
    }

    private void WriteImage()
    {
        json.WriteStartObject("component");
        json.WriteString("type", "container");
        json.WriteString("bom-ref", ImageReference);
        json.WriteString("name", inventory.Name);
        json.WriteString("version", inventory.Version);
        json.WriteStartArray("properties");
        Property("containersec:image:source", _report.Source);
        Property("containersec:image:configDigest", _report.ConfigDigest);
        Property("containersec:image:indexDigest", _report.IndexDigest);
        Property("containersec:image:platform", _report.Platform?.ToString());
        foreach (var name in _report.Names)
            Property("containersec:image:name", name);
        foreach (var layer in _report.Layers)
            Property("containersec:image:layer", layer.DiffId);
        // What could not be seen may hold more: a reader must be able to tell.
        foreach (var gap in _report.Gaps)
            Property($"containersec:gap:{gap.Code}", $"{gap.Path ?? gap.Layer ?? "image"}: {gap.Message}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteSystem()
    {
        if (_report.OperatingSystem is not { } system)
            return;
        json.WriteStartObject();
        json.WriteString("type", "operating-system");
        json.WriteString("bom-ref", SystemReference);
        json.WriteString("name", system.Id);
        if (system.VersionId is { } number)
            json.WriteString("version", number);
        if (system.PrettyName is { } name)
            json.WriteString("description", name);
        json.WriteEndObject();
    }

    private void WriteItem(Inventory.Item item)
    {
        var package = item.First;
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", item.Purl);
        if (package.Supplier is { Length: > 0 } supplier)
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", supplier);
            json.WriteEndObject();
        }

        if (package.Purl.Namespace is { } group && package.Type is not ("deb" or "rpm" or "apk"))
            json.WriteString("group", group);
        json.WriteString("name", package.Purl.Name);
        json.WriteString("version", package.Version);
        if (item.License is { } license)
        {
            json.WriteStartArray("licenses");
            json.WriteStartObject();
            json.WriteString("expression", license);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("purl", item.Purl);
        WriteEvidence(item);
        json.WriteStartArray("properties");
        foreach (var place in item.Packages)
            Property("containersec:layer:diffId", place.Layer);
        foreach (var place in item.Packages.Where(p => inventory.LayerIndex.ContainsKey(p.Layer)))
            Property("containersec:layer:index", inventory.LayerIndex[place.Layer].ToString(CultureInfo.InvariantCulture));
        if (package.SourcePackage is { } source)
        {
            Property("containersec:source:name", source.Name);
            Property("containersec:source:version", source.Version);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteEvidence(Inventory.Item item)
    {
        json.WriteStartObject("evidence");
        json.WriteStartArray("occurrences");
        foreach (var location in item.Packages.SelectMany(static p => p.Files.Prepend(p.Location)).Distinct())
        {
            json.WriteStartObject();
            json.WriteString("location", location);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteDependencies()
    {
        json.WriteStartArray("dependencies");
        WriteDependency(ImageReference, _report.OperatingSystem is null ? inventory.TopLevel : [SystemReference, .. inventory.TopLevel]);
        foreach (var item in inventory.Items.Where(static i => i.DependsOn.Count > 0))
            WriteDependency(item.Purl, item.DependsOn);
        json.WriteEndArray();
    }

    private void WriteDependency(string reference, IEnumerable<string> dependsOn)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var other in dependsOn)
            json.WriteStringValue(other);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Whether the list of packages is all there is.
    private void WriteCompositions()
    {
        json.WriteStartArray("compositions");
        json.WriteStartObject();
        json.WriteString("aggregate", _report.Gaps.Count > 0 ? "incomplete" : "unknown");
        json.WriteStartArray("assemblies");
        json.WriteStringValue(ImageReference);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void Property(string name, string? value)
    {
        if (value is null)
            return;
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}
