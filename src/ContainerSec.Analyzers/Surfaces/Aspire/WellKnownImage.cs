using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The images of integrations, for messages about a tag that stands alone.</summary>
internal static class WellKnownImage
{
    /// <summary>The image's name without a tag; null when it is not known.</summary>
    public static string? Of(ITypeSymbol? type) => type?.Name switch
    {
        "RedisResource" => "docker.io/library/redis",
        "ValkeyResource" => "docker.io/valkey/valkey",
        "GarnetResource" => "ghcr.io/microsoft/garnet",
        "PostgresServerResource" => "docker.io/library/postgres",
        "SqlServerServerResource" => "mcr.microsoft.com/mssql/server",
        "MySqlServerResource" => "docker.io/library/mysql",
        "MongoDBServerResource" => "docker.io/library/mongo",
        "RabbitMQServerResource" => "docker.io/library/rabbitmq",
        "KafkaServerResource" => "docker.io/confluentinc/confluent-local",
        "NatsServerResource" => "docker.io/library/nats",
        "KeycloakResource" => "quay.io/keycloak/keycloak",
        "ElasticsearchResource" => "docker.io/library/elasticsearch",
        "SeqResource" => "docker.io/datalust/seq",
        _ => null,
    };
}
