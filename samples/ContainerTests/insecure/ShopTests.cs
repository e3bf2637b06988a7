using DotNet.Testcontainers.Builders;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testcontainers.PostgreSql;

namespace Shop.Tests;

/// <summary>Integration tests that ask for more than they need. Build them and read the warnings.</summary>
[TestClass]
public class ShopTests
{
    [TestMethod]
    public async Task Orders_AreStored()
    {
        await using var database = new PostgreSqlBuilder("postgres:17.2").Build();
        await database.StartAsync();

        // A test that breaks out of this container owns the build machine.
        await using var api = new ContainerBuilder("contoso/shop-api:1.4")
            .WithPrivileged(true)
            .WithBindMount("/var/run/docker.sock", "/var/run/docker.sock")
            .WithPortBinding(8080, 8080)
            .Build();
        await api.StartAsync();
    }

    [TestMethod]
    public async Task Payments_AreBooked()
    {
        var builder = new ContainerBuilder("contoso/payments:latest")
            .WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig!.NetworkMode = "host";
                parameters.HostConfig!.SecurityOpt = ["seccomp=unconfined"];
            });

        // A builder never changes: this line makes another one and throws it away.
        builder.WithEnvironment("MODE", "sandbox");

        await using var payments = builder.Build();
        await payments.StartAsync();
    }
}
