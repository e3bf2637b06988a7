using System.Globalization;

namespace ContainerSec.Analyzers.Tests.Surfaces;

/// <summary>Code that makes several containers at one place is reported once, and not in the name of the first of them.</summary>
[TestClass]
public class SharedNamesTests
{
    [TestMethod]
    [DataRow("""IContainer Make(string name) => new ContainerBuilder("contoso/web:1.4").WithName(name).WithPrivileged(true).Build(); Make("a"); Make("b");""", "container runs privileged")]
    [DataRow("""foreach (var name in new[] { "a", "b" }) new ContainerBuilder("contoso/web:1.4").WithName(name).WithPrivileged(true).Build();""", "container runs privileged")]
    [DataRow("""IContainer Make(string name) => new ContainerBuilder("contoso/web:1.4").WithName(name).WithPrivileged(true).Build(); Make("a"); Make("a");""", "container 'a' runs privileged")]
    [DataRow("""new ContainerBuilder("contoso/web:1.4").WithName("a").WithPrivileged(true).Build(); new ContainerBuilder("contoso/web:1.4").WithName("b").Build();""", "container 'a' runs privileged")]
    public void Message_NamesTheContainer_WhereItIsOne(string code, string expected)
    {
        var diagnostics = AnalyzerHarness.Run(References.Testcontainers4, [$$"""using DotNet.Testcontainers.Builders; using DotNet.Testcontainers.Containers; class Tests { void Test() { {{code}} } }"""]);
        Assert.AreEqual(expected, string.Join('\n', diagnostics.Select(static d => d.GetMessage(CultureInfo.InvariantCulture))));
    }
}
