using ContainerSec.Testing;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

[TestClass]
public class ThreatModelTests
{
    [TestMethod]
    public async Task Build_OfTheInsecureShop_FindsTheWaysToItsHosts()
    {
        var reading = await ContainerSecurity.ReadAsync([Path.Combine(Repository.Root, "samples", "Shop", "insecure")]);
        var model = ThreatModel.Build(reading.Deployment);
        foreach (var step in model.Steps.Where(static s => s.Truth == Truth.Yes))
            Console.WriteLine($"{step} {string.Join("; ", step.Because)} || {string.Join("; ", step.Controls)}");
        foreach (var score in model.Scores)
            Console.WriteLine($"{score.Principle} {score.Score}");
        Assert.IsTrue(model.Steps.Any(static s => s.To.Kind == PrivilegeKind.HostRoot && s.Truth == Truth.Yes));
    }
}
