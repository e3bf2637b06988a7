namespace ContainerSec.Secrets;

/// <summary>Passwords that products are delivered with or that their manuals show: the first that anybody tries.</summary>
internal static class WellKnownPassword
{
    private static readonly HashSet<string> Passwords = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "administrator", "root", "sa", "guest", "user", "test", "demo", "default", "example", "secret", "toor", "welcome", "letmein", "docker",
        "postgres", "mysql", "mariadb", "redis", "mongo", "mongodb", "rabbitmq", "rabbit", "elastic", "neo4j", "minio", "minioadmin", "keycloak", "oracle", "grafana",
        "sonar", "nexus", "artemis", "activemq", "influxdb", "cassandra", "couchbase", "airflow", "superset",
        "password", "password1", "password123", "passw0rd", "pass", "p@ssw0rd", "p@ssword", "p@ssw0rd!", "p@ssw0rd1", "p@ssw0rd123", "pa55w0rd", "pass@word", "pass@word1", "password1!", "password!",
        "pa$$w0rd", "pa$$word", "admin123", "root123", "admin1234", "test123", "qwerty", "abc123", "changeme", "change-me", "change_me", "changeit", "changethis",
        "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890",
        "yourStrong(!)Password", "Your_password123", "Your_password123!", "yourStrongPassword123", "<YourStrong@Passw0rd>", "YourStrong@Passw0rd", "YourStrong!Passw0rd", "mysecretpassword", "my-secret-pw",
        "neo4j/neo4j", "neo4j/password", "neo4j/test", "admin/admin",
    };

    // The beginnings of the keys that emulators of Azure (storage, Cosmos DB, Service Bus) document and accept from everybody.
    private static readonly string[] EmulatorKeys = ["Eby8vdM02xNOcqFl", "C2y6yDjf5/R+ob0N", "SAS_KEY_VALUE"];

    /// <summary>Whether everybody knows it.</summary>
    /// <param name="password">The password, or user and password parted by a slash.</param>
    public static bool Is(string password) =>
        Passwords.Contains(password) || EmulatorKeys.Any(key => password.StartsWith(key, StringComparison.Ordinal));
}
