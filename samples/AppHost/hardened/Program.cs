// The same app host with the same services: nothing to warn of.
var builder = DistributedApplication.CreateBuilder(args);

// Values come from user secrets or from the deployment.
var dbPassword = builder.AddParameter("db-password", secret: true);
var apiKey = builder.AddParameter("payment-api-key", secret: true);
var nugetToken = builder.AddParameter("nuget-token", secret: true);
var smtpPassword = builder.AddParameter("smtp-password", secret: true);

var database = builder.AddPostgres("database", password: dbPassword);

// Routes come from a file: the proxy needs no engine.
builder.AddContainer("proxy", "traefik", "v3.6")
    .WithBindMount("./traefik", "/etc/traefik", isReadOnly: true)
    .WithHttpsEndpoint(port: 443, targetPort: 443, name: "web")
    .WithExternalHttpEndpoints();

builder.AddContainer("worker", "contoso/worker", "2.1")
    .WithContainerRuntimeArgs("--cap-drop", "ALL", "--security-opt", "no-new-privileges")
    .WithEnvironment("PAYMENT_API_KEY", apiKey)
    .WithEnvironment("SMTP_PASSWORD", smtpPassword)
    .WaitFor(database);

builder.AddDockerfile("shop", "../Shop")
    .WithBuildSecret("NUGET_TOKEN", nugetToken);

builder.Build().Run();
