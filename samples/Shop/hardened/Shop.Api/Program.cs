using Shop.Api;

var builder = WebApplication.CreateBuilder(args);

// Passwords come as files that compose and Kubernetes mount: variables would show in every inspection and crash dump.
builder.Configuration.AddKeyPerFile("/run/secrets", optional: true);
builder.Services.AddHealthChecks();
builder.Services.AddSingleton<Catalog>();

var app = builder.Build();

app.MapHealthChecks("/health");
app.MapGet("/products", static (Catalog catalog) => catalog.Products);
app.MapPost("/orders", static (OrderRequest request, Catalog catalog) =>
    catalog.Place(request) is { } order ? Results.Created($"/orders/{order.Id}", order) : Results.BadRequest());

app.Run();
