using static ContainerSec.ServiceKind;

namespace ContainerSec;

/// <summary>The table of databases, brokers and administration programs by image and port.</summary>
/// <remarks>Ports: IANA service names and port numbers, where registered, else the product's documentation. Ports that many programs use (8080, 9000, 3000) name nobody.</remarks>
internal static class WellKnownServices
{
    /// <summary>The services.</summary>
    public static IReadOnlyList<WellKnownService> All { get; } =
    [
        new("PostgreSQL", Database, ["postgres", "postgresql", "postgis", "timescaledb", "timescaledb-ha", "pgvector", "pgbouncer"], [5432]),
        new("MySQL", Database, ["mysql", "mysql-server", "mariadb", "percona", "percona-server"], [3306]),
        new("SQL Server", Database, ["mssql/server", "mssql-server-linux", "azure-sql-edge"], [1433]),
        new("Oracle Database", Database, ["oracle-free", "oracle-xe", "database/free", "database/express", "database/enterprise"], [1521]),
        new("MongoDB", Database, ["mongo", "mongodb", "mongodb-community-server", "mongodb-enterprise-server"], [27017]),
        new("Redis", Database, ["redis", "redis-stack", "redis-stack-server", "valkey", "keydb", "garnet", "dragonfly"], [6379]),
        new("Memcached", Database, ["memcached"], [11211]),
        new("Elasticsearch", Database, ["elasticsearch", "opensearch"], [9200, 9300]),
        new("Cassandra", Database, ["cassandra", "scylla"], [9042]),
        new("CouchDB", Database, ["couchdb"], [5984]),
        new("CockroachDB", Database, ["cockroach"], [26257]),
        new("ClickHouse", Database, ["clickhouse-server"], [8123]),
        new("InfluxDB", Database, ["influxdb"], [8086]),
        new("Neo4j", Database, ["neo4j"], [7474, 7687]),
        new("RavenDB", Database, ["ravendb"], []),
        new("Qdrant", Database, ["qdrant"], [6333, 6334]),
        new("Milvus", Database, ["milvus"], [19530]),
        new("etcd", Database, ["etcd"], [2379, 2380]),
        new("ZooKeeper", Database, ["zookeeper", "cp-zookeeper"], [2181]),

        new("RabbitMQ", Broker, ["rabbitmq"], [5672, 15672]),
        new("Kafka", Broker, ["kafka", "cp-kafka", "kafka-native", "redpanda"], [9092]),
        new("ActiveMQ", Broker, ["activemq", "activemq-classic", "activemq-artemis"], [61616, 8161]),
        new("NATS", Broker, ["nats"], [4222]),
        new("Pulsar", Broker, ["pulsar"], [6650]),

        new("pgAdmin", Administration, ["pgadmin4"], []),
        new("phpMyAdmin", Administration, ["phpmyadmin"], []),
        new("Adminer", Administration, ["adminer"], []),
        new("mongo-express", Administration, ["mongo-express"], []),
        new("Portainer", Administration, ["portainer", "portainer-ce", "portainer-ee"], []),
        new("CloudBeaver", Administration, ["cloudbeaver"], []),

        new("Redis Commander", OpenAdministration, ["redis-commander"], []),
        new("Redis Insight", OpenAdministration, ["redisinsight"], []),
        new("Kafka UI", OpenAdministration, ["kafka-ui"], []),
        new("Kafdrop", OpenAdministration, ["kafdrop"], []),
        new("AKHQ", OpenAdministration, ["akhq"], []),
        new("Prometheus", OpenAdministration, ["prometheus"], []),
        new("Alertmanager", OpenAdministration, ["alertmanager"], []),
        new("cAdvisor", OpenAdministration, ["cadvisor"], []),
        new("Jaeger", OpenAdministration, ["jaegertracing/all-in-one", "jaegertracing/jaeger"], []),
        new("Zipkin", OpenAdministration, ["zipkin"], []),
        new("MailHog", OpenAdministration, ["mailhog"], []),
        new("Mailpit", OpenAdministration, ["mailpit"], []),
        new("smtp4dev", OpenAdministration, ["smtp4dev"], []),
        new("Dozzle", OpenAdministration, ["dozzle"], []),
        new("Netdata", OpenAdministration, ["netdata"], []),
        new("Flower", OpenAdministration, ["flower"], []),
        new("Ollama", OpenAdministration, ["ollama"], [11434]),
        new("vLLM", OpenAdministration, ["vllm-openai"], []),
        new("MLflow", OpenAdministration, ["mlflow"], []),
        new("Ray", OpenAdministration, ["rayproject/ray", "rayproject/ray-ml"], [8265]),
    ];

    // What tells a service apart, so that not every one of them is asked of every image and port.
    private static readonly ILookup<string, WellKnownService> ByShortName = All
        .SelectMany(static service => service.Images, static (service, name) => (Name: name.Substring(name.LastIndexOf('/') + 1), Service: service))
        .ToLookup(static pair => pair.Name, static pair => pair.Service, StringComparer.Ordinal);

    private static readonly (int Port, WellKnownService Service)[] ByPort =
        [.. All.SelectMany(static service => service.Ports, static (service, port) => (port, service))];

    /// <summary>The service that an image runs; null when it is none of the table.</summary>
    /// <param name="image">The image, as far as it is known.</param>
    public static WellKnownService? Of(Fact<ImageReference> image)
    {
        if (!image.IsKnown)
            return null;
        foreach (var service in ByShortName[image.Value.ShortName])
        {
            if (service.Runs(image.Value))
                return service;
        }

        return null;
    }

    /// <summary>The service that a port belongs to; null when it belongs to none of the table.</summary>
    /// <param name="ports">The port or range that the container listens on.</param>
    public static WellKnownService? At(PortRange ports)
    {
        foreach (var (port, service) in ByPort)
        {
            if (ports.Contains(port))
                return service;
        }

        return null;
    }
}
