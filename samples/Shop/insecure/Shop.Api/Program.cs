using Shop.Api;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();
builder.Services.AddSingleton<Catalog>();

var app = builder.Build();

app.MapHealthChecks("/health");
app.MapGet("/products", static (Catalog catalog) => catalog.Products);
app.MapPost("/orders", static (OrderRequest request, Catalog catalog) =>
    catalog.Place(request) is { } order ? Results.Created($"/orders/{order.Id}", order) : Results.BadRequest());

app.Run();
