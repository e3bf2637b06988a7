// An app host as it grows in a hurry. Build it and read the warnings: each stands on the argument that causes it.
var builder = DistributedApplication.CreateBuilder(args);

// A secret with its value in the source, and one that nobody marked as a secret.
var dbPassword = builder.AddParameter("db-password", "Tr0ub4dor-and-3-more", secret: true);
var apiKey = builder.AddParameter("payment-api-key");

var database = builder.AddPostgres("database", password: dbPassword)
    .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "trust");

// Whoever gets into this container starts containers on the host: the socket is the engine.
builder.AddContainer("proxy", "traefik", "latest")
    .WithBindMount("/var/run/docker.sock", "/var/run/docker.sock", isReadOnly: true)
    .WithEndpoint(port: 80, targetPort: 80, scheme: "http", name: "web")
    .WithExternalHttpEndpoints();

// All of the kernel's doors are open.
builder.AddContainer("worker", "contoso/worker", "2.1")
    .WithContainerRuntimeArgs("--cap-add", "SYS_ADMIN")
    .WithContainerRuntimeArgs("--security-opt", "seccomp=unconfined", "--pid=host")
    .WithEnvironment("PAYMENT_API_KEY", apiKey)
    .WithEnvironment("SMTP_PASSWORD", "h7Gk2-pqZ9x-Lm4w")
    .WaitFor(database);

builder.AddDockerfile("shop", "../Shop")
    .WithBuildArg("NUGET_TOKEN", "oy2k7n4qzv6mxe5b3w");

builder.Build().Run();
