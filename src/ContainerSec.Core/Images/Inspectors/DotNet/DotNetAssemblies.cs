using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads the identity of managed assemblies outside of installations of .NET.</summary>
internal sealed class DotNetAssemblies : Inspector
{
    public override InspectorInfo Info { get; } = new("dotnet-assemblies", Version: 1)
    {
        Interests = [PathInterest.Extension(".dll"), PathInterest.Extension(".exe")],
        MaxFileSize = null,
        GapCode = GapCodes.DotNetApplication,
    };

    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) =>
        DotNetFolder.IsOfInstallation(entry.Path) ? null : new AssemblyScanner(entry, sink);
}
