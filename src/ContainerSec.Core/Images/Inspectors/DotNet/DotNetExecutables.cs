using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Finds .NET applications that are one program: single files and NativeAOT.</summary>
internal sealed class DotNetExecutables : Inspector
{
    public override InspectorInfo Info { get; } = new("dotnet-executables", Version: 1)
    {
        Interests = [PathInterest.Executables],
        MaxFileSize = null,
        GapCode = GapCodes.DotNetApplication,
    };

    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) => new ExecutableScanner(entry, sink);
}
