using Shop.Worker;

var builder = Host.CreateApplicationBuilder(args);

// Passwords come as files that compose and Kubernetes mount: variables would show in every inspection and crash dump.
builder.Configuration.AddKeyPerFile("/run/secrets", optional: true);
builder.Services.AddHostedService<OrderWorker>();
builder.Build().Run();
