using System.Collections.Concurrent;

namespace Shop.Api;

/// <summary>What the shop sells, and what was ordered; in memory, so that the sample needs no packages.</summary>
internal sealed class Catalog
{
    private readonly ConcurrentQueue<Order> _orders = new();

    public IReadOnlyList<Product> Products { get; } =
    [
        new(1, "Espresso cup", 7.50m),
        new(2, "Moka pot", 32.00m),
        new(3, "Coffee grinder", 89.00m),
    ];

    public Order? Place(OrderRequest request)
    {
        if (request.Quantity is < 1 or > 100 || Products.FirstOrDefault(p => p.Id == request.ProductId) is not { } product)
            return null;
        var order = new Order(Guid.NewGuid(), product.Id, request.Quantity, product.Price * request.Quantity);
        _orders.Enqueue(order);
        return order;
    }
}

internal sealed record Product(int Id, string Name, decimal Price);

internal sealed record OrderRequest(int ProductId, int Quantity);

internal sealed record Order(Guid Id, int ProductId, int Quantity, decimal Total);
