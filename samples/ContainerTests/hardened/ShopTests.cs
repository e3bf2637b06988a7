using DotNet.Testcontainers.Builders;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Testcontainers.PostgreSql;

namespace Shop.Tests;

/// <summary>The same tests, with what they need and no more.</summary>
[TestClass]
public class ShopTests
{
    [TestMethod]
    public async Task Orders_AreStored()
    {
        await using var database = new PostgreSqlBuilder("postgres:17.2").Build();
        await database.StartAsync();

        await using var api = new ContainerBuilder("contoso/shop-api:1.4")
            .WithPortBinding(8080, true)
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.CapDrop = ["ALL"])
            .Build();
        await api.StartAsync();
    }

    [TestMethod]
    public async Task Payments_AreBooked()
    {
        await using var payments = new ContainerBuilder("contoso/payments:3.0")
            .WithEnvironment("MODE", "sandbox")
            .Build();
        await payments.StartAsync();
    }
}
