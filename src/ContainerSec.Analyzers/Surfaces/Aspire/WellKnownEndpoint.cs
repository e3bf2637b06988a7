using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Endpoints that integrations give to their resources.</summary>
/// <param name="Scheme">The URI scheme.</param>
/// <param name="Port">The port that the container listens on.</param>
internal sealed record WellKnownEndpoint(string Scheme, int Port)
{
    /// <summary>An endpoint by its name; null when it is not known.</summary>
    public static WellKnownEndpoint? Of(ITypeSymbol? type, string name) => (type?.Name, name) switch
    {
        ("RedisResource" or "ValkeyResource" or "GarnetResource", "tcp") => new("tcp", 6379),
        ("PostgresServerResource", "tcp") => new("tcp", 5432),
        ("SqlServerServerResource", "tcp") => new("tcp", 1433),
        ("MySqlServerResource", "tcp") => new("tcp", 3306),
        ("OracleDatabaseServerResource", "tcp") => new("tcp", 1521),
        ("MongoDBServerResource", "tcp") => new("tcp", 27017),
        ("RabbitMQServerResource", "tcp") => new("tcp", 5672),
        ("RabbitMQServerResource", "management") => new("http", 15672),
        ("KafkaServerResource", "tcp") => new("tcp", 9092),
        ("NatsServerResource", "tcp") => new("tcp", 4222),
        ("ElasticsearchResource", "http") => new("http", 9200),
        ("KeycloakResource", "http") => new("http", 8080),
        ("SeqResource", "http") => new("http", 80),
        ("QdrantServerResource", "http") => new("http", 6333),
        ("QdrantServerResource", "grpc") => new("http", 6334),
        ("MilvusServerResource", "grpc") => new("http", 19530),
        _ => null,
    };
}
