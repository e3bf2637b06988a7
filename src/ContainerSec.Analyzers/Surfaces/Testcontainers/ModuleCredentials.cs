using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>User and password of a module's service: the variables that its image takes them from.</summary>
internal static class ModuleCredentials
{
    private static readonly Dictionary<string, (string User, string Password)> Variables = new(StringComparer.Ordinal)
    {
        ["PostgreSqlBuilder"] = ("POSTGRES_USER", "POSTGRES_PASSWORD"),
        ["MsSqlBuilder"] = ("MSSQL_USER", "MSSQL_SA_PASSWORD"),
        ["SqlEdgeBuilder"] = ("MSSQL_USER", "MSSQL_SA_PASSWORD"),
        ["MySqlBuilder"] = ("MYSQL_USER", "MYSQL_PASSWORD"),
        ["MariaDbBuilder"] = ("MARIADB_USER", "MARIADB_PASSWORD"),
        ["MongoDbBuilder"] = ("MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD"),
        ["RabbitMqBuilder"] = ("RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS"),
        ["ElasticsearchBuilder"] = ("ELASTIC_USER", "ELASTIC_PASSWORD"),
        ["InfluxDbBuilder"] = ("DOCKER_INFLUXDB_INIT_USERNAME", "DOCKER_INFLUXDB_INIT_PASSWORD"),
        ["KeycloakBuilder"] = ("KEYCLOAK_ADMIN", "KEYCLOAK_ADMIN_PASSWORD"),
        ["MinioBuilder"] = ("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD"),
        ["OracleBuilder"] = ("APP_USER", "ORACLE_PASSWORD"),
        ["ClickHouseBuilder"] = ("CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD"),
        ["CouchDbBuilder"] = ("COUCHDB_USER", "COUCHDB_PASSWORD"),
        ["ArangoDbBuilder"] = ("ARANGO_USER", "ARANGO_ROOT_PASSWORD"),
    };

    /// <summary>The variable that a module sets to the password that its builder has as a constant, <c>DefaultPassword</c>; null where it has none.</summary>
    public static string? PasswordOf(INamedTypeSymbol builder) =>
        Variables.TryGetValue(builder.Name, out var names) && builder.DeclaringSyntaxReferences.IsEmpty
        && builder.GetMembers("DefaultPassword").Any(static m => m is IFieldSymbol { HasConstantValue: true, ConstantValue: string { Length: > 0 } }) ? names.Password : null;

    public static BuilderState SayUser(BuilderState state, Call call) => Say(state, call, "username", Find(call).User);

    public static BuilderState SayPassword(BuilderState state, Call call) => Say(state, call, "password", Find(call).Password);

    private static (string User, string Password) Find(Call call) => Variables.TryGetValue(call.Method.ContainingType.Name, out var names) ? names : ("USERNAME", "PASSWORD");

    private static BuilderState Say(BuilderState state, Call call, string parameter, string variable)
    {
        var value = call[parameter];
        if (value.Value is null)
            return state;
        var added = new FactList<EnvironmentVariable>([BuilderMembers.Variable(variable, value.TextWithHoles, value.Place)], value.Place);
        return state.With(w => w with { Configuration = w.Configuration with { Environment = ContainerBuilderMembers.Set(w.Configuration.Environment, added) } });
    }
}
