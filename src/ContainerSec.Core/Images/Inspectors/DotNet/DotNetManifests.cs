using System.Xml;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads the files that describe .NET applications: deps.json, runtimeconfig.json, and the nuspec of global tools.</summary>
internal sealed class DotNetManifests : Inspector
{
    private const string DependencyManifest = ".deps.json";
    private const string RuntimeConfiguration = ".runtimeconfig.json";
    private const string PackageManifest = ".nuspec";

    public override InspectorInfo Info { get; } = new("dotnet-manifests", Version: 1)
    {
        Interests = [PathInterest.Extension(DependencyManifest), PathInterest.Extension(RuntimeConfiguration), PathInterest.Extension(PackageManifest)],
        GapCode = GapCodes.DotNetApplication,
    };

    public override void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        string? problem = null;
        if (entry.Path.EndsWith(DependencyManifest, StringComparison.OrdinalIgnoreCase))
        {
            if (DependencyManifestReader.Read(content, out problem) is { } manifest)
                sink.Add(new DependencyManifestFact { Path = entry.Path, Manifest = manifest });
        }
        else if (entry.Path.EndsWith(RuntimeConfiguration, StringComparison.OrdinalIgnoreCase))
        {
            if (RuntimeConfigurationReader.Read(content, out problem) is { } configuration)
                sink.Add(new RuntimeConfigurationFact { Path = entry.Path, Configuration = configuration });
        }
        else if (entry.Path.Contains("/.store/", StringComparison.Ordinal))
        {
            ReadTool(entry, content, sink);
        }

        if (problem is not null)
            sink.Gap(GapCodes.DotNetApplication, entry.Path, problem);
    }

    // A tool is unpacked to .store/<id>/<version>/<id>/<version>/, id in lower case; only the nuspec spells it as its author did.
    private static void ReadTool(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4 << 20 });
            string? id = null, version = null;
            // <package><metadata><id>dotnet-ef</id><version>10.0.0</version>
            while ((id is null || version is null) && reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 2, LocalName: "id" })
                    id = reader.ReadString().Trim();
                else if (reader is { NodeType: XmlNodeType.Element, Depth: 2, LocalName: "version" })
                    version = reader.ReadString().Trim();
            }

            if (id is { Length: > 0 } && version is { Length: > 0 })
                sink.Add(new DotNetToolFact { Path = entry.Path, Id = id, Version = version });
        }
        catch (XmlException exception)
        {
            sink.Gap(GapCodes.DotNetApplication, entry.Path, $"The manifest of the .NET tool cannot be read: {exception.Message}");
        }
    }
}

/// <summary>A deps.json.</summary>
internal sealed record DependencyManifestFact : LayerFact
{
    public required DependencyManifest Manifest { get; init; }
}

/// <summary>A runtimeconfig.json.</summary>
internal sealed record RuntimeConfigurationFact : LayerFact
{
    public required RuntimeConfiguration Configuration { get; init; }
}

/// <summary>The package of a global tool.</summary>
internal sealed record DotNetToolFact : LayerFact
{
    public required string Id { get; init; }

    public required string Version { get; init; }
}
