using ContainerSec.Testing;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>The threat models of the sample shop, read as the tool reads them from the repository's root.</summary>
internal static class ShopReports
{
    public static async Task<ThreatReport> Of(string shop)
    {
        var reading = await ContainerSecurity.ReadAsync([Path.Combine(Repository.Root, "samples", "Shop", shop)], CheckOptions.Default with { WorkingDirectory = Repository.Root });
        return ThreatReport.Of(ThreatModel.Build(reading.Deployment)) with { Files = reading.Files, Problems = reading.Problems };
    }
}
