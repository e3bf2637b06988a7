using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ContainerSec.Images.Sbom;

/// <summary>SPDX 2.3 as JSON.</summary>
/// <remarks>The SPDX specification 2.3, with the JSON schema that is published with it.</remarks>
internal sealed class SpdxWriter(Inventory inventory, Utf8JsonWriter json)
{
    private const string None = "NOASSERTION";
    private const string DocumentId = "SPDXRef-DOCUMENT";
    private const string ImageId = "SPDXRef-Image";
    private const string SystemId = "SPDXRef-OperatingSystem";

    private readonly ImageReport _report = inventory.Report;

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("spdxVersion", "SPDX-2.3");
        json.WriteString("dataLicense", "CC0-1.0");
        json.WriteString("SPDXID", DocumentId);
        json.WriteString("name", inventory.Name);
        json.WriteString("documentNamespace", $"urn:uuid:{Inventory.IdOf("SPDX " + inventory.Version)}");
        WriteCreation();
        json.WriteStartArray("packages");
        WriteImage();
        WriteSystem();
        foreach (var item in inventory.Items)
            WriteItem(item);
        json.WriteEndArray();
        WriteRelationships();
        WriteOtherLicenses();
        json.WriteEndObject();
    }

    private string Created => inventory.Created.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void WriteCreation()
    {
        json.WriteStartObject("creationInfo");
        json.WriteString("created", Created);
        json.WriteStartArray("creators");
        json.WriteStringValue($"Tool: containersec-{Inventory.ToolVersion}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteImage()
    {
        json.WriteStartObject();
        json.WriteString("name", inventory.Name);
        json.WriteString("SPDXID", ImageId);
        json.WriteString("versionInfo", inventory.Version);
        json.WriteString("primaryPackagePurpose", "CONTAINER");
        WriteUnknowns(license: null);
        if (inventory.Version.Split(':') is ["sha256", var hash])
        {
            json.WriteStartArray("checksums");
            json.WriteStartObject();
            json.WriteString("algorithm", "SHA256");
            json.WriteString("checksumValue", hash);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartArray("annotations");
        foreach (var layer in _report.Layers)
            Annotation($"layer {layer.DiffId}");
        // What could not be seen may hold more: a reader must be able to tell.
        foreach (var gap in _report.Gaps)
            Annotation($"gap {gap.Code} {gap.Path ?? gap.Layer ?? "image"}: {gap.Message}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteSystem()
    {
        if (_report.OperatingSystem is not { } system)
            return;
        json.WriteStartObject();
        json.WriteString("name", system.Id);
        json.WriteString("SPDXID", SystemId);
        if (system.VersionId is { } version)
            json.WriteString("versionInfo", version);
        json.WriteString("primaryPackagePurpose", "OPERATING_SYSTEM");
        WriteUnknowns(license: null);
        json.WriteEndObject();
    }

    private void WriteItem(Inventory.Item item)
    {
        var package = item.First;
        json.WriteStartObject();
        json.WriteString("name", package.Name);
        json.WriteString("SPDXID", IdOf(item.Purl));
        json.WriteString("versionInfo", package.Version);
        json.WriteString("primaryPackagePurpose", "LIBRARY");
        if (package.Supplier is { Length: > 0 } supplier)
            json.WriteString("supplier", $"Organization: {supplier.ReplaceLineEndings(" ")}");
        WriteUnknowns(item.License);
        if (package.SourcePackage is { } source)
            json.WriteString("sourceInfo", $"built from package {source.Name} {source.Version}");
        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", item.Purl);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("annotations");
        foreach (var place in item.Packages)
            Annotation($"seen in {place.Location} of layer {place.Layer}");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteUnknowns(string? license)
    {
        json.WriteString("downloadLocation", None);
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("licenseConcluded", None);
        json.WriteString("licenseDeclared", license ?? None);
        json.WriteString("copyrightText", None);
    }

    private void WriteRelationships()
    {
        json.WriteStartArray("relationships");
        Relationship(DocumentId, "DESCRIBES", ImageId);
        if (_report.OperatingSystem is not null)
            Relationship(ImageId, "CONTAINS", SystemId);
        foreach (var item in inventory.Items)
            Relationship(ImageId, "CONTAINS", IdOf(item.Purl));
        foreach (var item in inventory.Items)
        {
            foreach (var other in item.DependsOn)
                Relationship(IdOf(item.Purl), "DEPENDS_ON", IdOf(other));
        }

        json.WriteEndArray();
    }

    private void Relationship(string from, string type, string to)
    {
        json.WriteStartObject();
        json.WriteString("spdxElementId", from);
        json.WriteString("relationshipType", type);
        json.WriteString("relatedSpdxElement", to);
        json.WriteEndObject();
    }

    // A licence that is on no list has to be given with its text; nobody has that, so its name stands for it.
    private void WriteOtherLicenses()
    {
        var others = inventory.Items.Select(static i => i.License).OfType<string>().SelectMany(static l => l.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            .Where(static l => l.StartsWith("LicenseRef-", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (others.Count == 0)
            return;
        json.WriteStartArray("hasExtractedLicensingInfos");
        foreach (var other in others)
        {
            json.WriteStartObject();
            json.WriteString("licenseId", other);
            json.WriteString("extractedText", $"Named '{other["LicenseRef-".Length..]}' by the package; its text was not looked for.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Annotation(string comment)
    {
        json.WriteStartObject();
        json.WriteString("annotationDate", Created);
        json.WriteString("annotationType", "OTHER");
        json.WriteString("annotator", $"Tool: containersec-{Inventory.ToolVersion}");
        json.WriteString("comment", comment);
        json.WriteEndObject();
    }

    // Letters, digits, '.' and '-' may stand in an id; the end of it keeps ids apart that look the same without the rest.
    private static string IdOf(string purl)
    {
        var id = new StringBuilder("SPDXRef-Package-");
        foreach (var c in purl.AsSpan("pkg:".Length))
            id.Append(char.IsAsciiLetterOrDigit(c) || c is '.' ? c : '-');
        return id.Append('-').Append(Inventory.IdOf(purl).ToString("N")[..8]).ToString();
    }
}
