using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Puts together what the other readers of .NET files saw: applications, the packages in them, and the frameworks that they run on.</summary>
internal sealed class DotNetApplications : Inspector
{
    public override InspectorInfo Info { get; } = new("dotnet-applications", Version: 1) { Interests = [] };

    public override void Conclude(ImageFacts facts, ImageReportBuilder report) => new DotNetInventory(facts, report).Conclude();
}
