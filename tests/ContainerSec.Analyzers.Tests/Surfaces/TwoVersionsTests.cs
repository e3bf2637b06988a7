namespace ContainerSec.Analyzers.Tests.Surfaces;

/// <summary>Projects in the middle of an upgrade, code in the middle of a word: what is certain is said, and nothing throws.</summary>
[TestClass]
public class TwoVersionsTests
{
    private const string Code = """
        using DotNet.Testcontainers.Builders; using DotNet.Testcontainers.Configurations; using Docker.DotNet.Models; using Docker.DotNet; using System;
        class Tests
        {
            void Test()
            {
                new ContainerBuilder().WithImage("contoso/web:latest").WithPrivileged(true).WithBindMount("/var/run/docker.sock", "/s").WithCreateParameterModifier(p => p.HostConfig.NetworkMode = "host").Build();
                var host = new HostConfig { Privileged = true, Binds = new[] { "/:/host" } };
                new DockerClientBuilder().WithEndpoint(new Uri("tcp://build.contoso.com:2375")).Build();
            }
        }
        """;

    [TestMethod]
    public void Testcontainers_TwoVersionsAtOnce_NothingThrows() =>
        AnalyzerHarness.Run([.. References.Testcontainers3, .. References.Testcontainers4], [Code], mustCompile: false);

    [TestMethod]
    public void Testcontainers_WithoutDockerDotNet_SaysWhatItKnows()
    {
        var withoutDocker = References.Testcontainers4.Where(static r => !r.Display!.Contains("Docker.DotNet", StringComparison.Ordinal));
        var found = AnalyzerHarness.Run(withoutDocker, [Code], mustCompile: false);
        Assert.IsTrue(found.Any(static d => d.Id == "CSEC0901"), string.Join(' ', found));
    }

    [TestMethod]
    public void Code_CutAnywhere_NothingThrows()
    {
        for (var length = 0; length < Code.Length; length += 7)
            AnalyzerHarness.Run(References.Testcontainers4, [Code[..length]], mustCompile: false);
    }
}
