using Shop.Worker;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddHostedService<OrderWorker>();
builder.Build().Run();
