// The members of Aspire 8 that matter here: names, parameters and defaults are the library's, bodies do nothing.
#nullable enable
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Microsoft.Extensions.Hosting
{
    public interface IHostEnvironment { string EnvironmentName { get; set; } }

    public static class HostEnvironmentEnvExtensions
    {
        public static bool IsDevelopment(this IHostEnvironment hostEnvironment) => false;
        public static bool IsStaging(this IHostEnvironment hostEnvironment) => false;
        public static bool IsProduction(this IHostEnvironment hostEnvironment) => false;
        public static bool IsEnvironment(this IHostEnvironment hostEnvironment, string environmentName) => false;
    }
}

namespace Microsoft.Extensions.Configuration
{
    public interface IConfiguration { string? this[string key] { get; set; } IConfiguration GetSection(string key); }

    public interface IConfigurationManager : IConfiguration;

    public sealed class ConfigurationManager : IConfigurationManager
    {
        public string? this[string key] { get => null; set { } }
        public IConfiguration GetSection(string key) => this;
    }

    public static class ConfigurationBinder
    {
        public static T? GetValue<T>(this IConfiguration configuration, string key) => default;
        public static T? GetValue<T>(this IConfiguration configuration, string key, T defaultValue) => default;
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    public interface IResource { string Name { get; } }
    public interface IResourceAnnotation;
    public interface IValueProvider;
    public interface IManifestExpressionProvider { string ValueExpression { get; } }
    public interface IResourceWithEnvironment : IResource;
    public interface IResourceWithArgs : IResource;
    public interface IResourceWithEndpoints : IResource;
    public interface IResourceWithConnectionString : IResource, IManifestExpressionProvider, IValueProvider;
    public interface IResourceWithParent<out T> : IResource where T : IResource { T Parent { get; } }
    public interface IComputeResource : IResource;
    public interface IResourceWithWaitSupport : IResource;

    public interface IResourceBuilder<out T> where T : IResource
    {
        IDistributedApplicationBuilder ApplicationBuilder { get; }
        T Resource { get; }
        IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation) where TAnnotation : IResourceAnnotation;
    }

    public abstract class Resource(string name) : IResource { public virtual string Name { get; } = name; }

    public class ContainerResource(string name, string? entrypoint = null) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IComputeResource, IResourceWithWaitSupport
    {
        public string? Entrypoint { get; set; } = entrypoint;
    }

    public class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IComputeResource, IResourceWithWaitSupport, IResourceWithServiceDiscovery;

    public class ExecutableResource(string name, string command, string workingDirectory) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IComputeResource, IResourceWithWaitSupport
    {
        public string Command => command;
        public string WorkingDirectory => workingDirectory;
    }

    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

    public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : Resource(name), IManifestExpressionProvider, IValueProvider
    {
        public string Value => callback(null);
        public bool Secret => secret;
        public string ValueExpression => "";
    }

    public abstract class ParameterDefault { public abstract string GetDefaultValue(); }

    public sealed class GenerateParameterDefault : ParameterDefault
    {
        public int MinLength { get; set; }
        public bool Lower { get; set; } = true;
        public bool Upper { get; set; } = true;
        public bool Numeric { get; set; } = true;
        public bool Special { get; set; } = true;
        public int MinLower { get; set; }
        public int MinUpper { get; set; }
        public int MinNumeric { get; set; }
        public int MinSpecial { get; set; }
        public override string GetDefaultValue() => "";
    }

    public class ReferenceExpression : IManifestExpressionProvider, IValueProvider
    {
        public string ValueExpression => "";
        public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new();

        [System.Runtime.CompilerServices.InterpolatedStringHandler]
        public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
        {
            public void AppendLiteral(string value) => _ = literalLength + formattedCount;
            public void AppendFormatted(string? value) { }
            public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider { }
            public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider { }
        }
    }

    public class ReferenceExpressionBuilder
    {
        public bool IsEmpty => true;
        public void Append([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) { }
        public void AppendLiteral(string value) { }
        public void AppendFormatted(string? value) { }
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider { }
        public ReferenceExpression Build() => new();

        [System.Runtime.CompilerServices.InterpolatedStringHandler]
        public ref struct ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
        {
            public void AppendLiteral(string value) => _ = (literalLength + formattedCount, builder);
            public void AppendFormatted(string? value) { }
            public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider { }
            public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider { }
        }
    }

    public sealed class EndpointReference : IManifestExpressionProvider, IValueProvider
    {
        public string ValueExpression => "";
        public string Url => "";
        public int Port => 0;
        public EndpointReferenceExpression Property(EndpointProperty property) => new();
    }

    public enum EndpointProperty { Url, Host, IPV4Host, Port, Scheme, TargetPort, HostAndPort }

    public class EndpointReferenceExpression : IManifestExpressionProvider, IValueProvider { public string ValueExpression => ""; }

    public sealed class EndpointAnnotation : IResourceAnnotation
    {
        public string Name { get; set; } = "";
        public int? Port { get; set; }
        public int? TargetPort { get; set; }
        public string UriScheme { get; set; } = "";
        public string TargetHost { get; set; } = "localhost";
        public string Transport { get; set; } = "";
        public bool IsExternal { get; set; }
        public bool IsProxied { get; set; } = true;
        public bool TlsEnabled { get; set; }
    }

    public class EnvironmentCallbackContext
    {
        public Dictionary<string, object> EnvironmentVariables { get; } = [];
        public DistributedApplicationExecutionContext ExecutionContext { get; } = new();
        public IResource Resource => null!;
    }

    public sealed class CommandLineArgsCallbackContext
    {
        public IList<object> Args { get; } = [];
        public DistributedApplicationExecutionContext ExecutionContext { get; } = new();
    }

    public sealed class ContainerRuntimeArgsCallbackContext { public IList<object> Args { get; } = []; }

    public class RedisResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class PostgresServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class PostgresDatabaseResource(string name) : Resource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class SqlServerServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class SqlServerDatabaseResource(string name) : Resource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class MySqlServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class RabbitMQServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class MongoDBServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class MongoDBDatabaseResource(string name) : Resource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class KafkaServerResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class PgAdminContainerResource(string name) : ContainerResource(name);
}

namespace Aspire.Hosting.Redis { public class RedisCommanderResource(string name) : Aspire.Hosting.ApplicationModel.ContainerResource(name); }

namespace Aspire.Hosting.MongoDB { public class MongoExpressContainerResource(string name) : Aspire.Hosting.ApplicationModel.ContainerResource(name); }

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    public interface IProjectMetadata : IResourceAnnotation { string ProjectPath { get; } }

    public enum DistributedApplicationOperation { Run, Publish }

    public class DistributedApplicationExecutionContext
    {
        public bool IsRunMode => false;
        public bool IsPublishMode => false;
        public DistributedApplicationOperation Operation => DistributedApplicationOperation.Run;
    }

    public interface IDistributedApplicationBuilder
    {
        string AppHostDirectory { get; }
        Microsoft.Extensions.Configuration.ConfigurationManager Configuration { get; }
        Microsoft.Extensions.Hosting.IHostEnvironment Environment { get; }
        DistributedApplicationExecutionContext ExecutionContext { get; }
        IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;
        IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource;
        DistributedApplication Build();
    }

    public sealed class DistributedApplicationOptions
    {
        public string[]? Args { get; set; }
        public string? AssemblyName { get; set; }
        public string? ContainerRegistryOverride { get; set; }
        public bool DisableDashboard { get; set; }
        public bool AllowUnsecuredTransport { get; set; }
        public bool EnableResourceLogging { get; set; }
#if ASPIRE9
        public bool? TrustDeveloperCertificate { get; set; }
#endif
    }

    public class DistributedApplication
    {
        public static IDistributedApplicationBuilder CreateBuilder() => null!;
        public static IDistributedApplicationBuilder CreateBuilder(string[] args) => null!;
        public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => null!;
        public void Run() { }
        public Task RunAsync(System.Threading.CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public static partial class ContainerResourceBuilderExtensions
    {
        public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image) => null!;
        public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) => null!;
        public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, string name, string contextPath, string? dockerfilePath = null, string? stage = null) => null!;
        public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object value) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(this IResourceBuilder<T> builder, Action<ContainerRuntimeArgsCallbackContext> callback) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(this IResourceBuilder<T> builder, Func<ContainerRuntimeArgsCallbackContext, Task> callback) where T : ContainerResource => builder;
        public static IResourceBuilder<T> PublishAsContainer<T>(this IResourceBuilder<T> builder) where T : ContainerResource => builder;
    }

    public static class ProjectResourceBuilderExtensions
    {
        public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() => null!;
        public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) => null!;
        public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) => builder;
    }

    public static class ExecutableResourceBuilderExtensions
    {
        public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) => null!;
        public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder) where T : ExecutableResource => builder;
        public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure) where T : ExecutableResource => builder;
    }

    public static partial class ParameterResourceBuilderExtensions
    {
        public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) => null!;
        public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) => null!;
        public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) => null!;
        public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) => null!;
        public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) => null!;
        public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) => null!;
        public static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name, bool lower = true, bool upper = true, bool numeric = true, bool special = true, int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0) => null!;
        public static ParameterResource CreateGeneratedParameter(IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault) => null!;
        public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret) => null!;
        public static IResourceBuilder<T> PublishAsConnectionString<T>(this IResourceBuilder<T> builder) where T : ContainerResource, IResourceWithConnectionString => builder;
    }

    public static partial class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, Func<string> callback) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Func<EnvironmentCallbackContext, Task> callback) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string envVarName, IResourceBuilder<IResourceWithConnectionString> resource) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : IResourceWithArgs => builder;
        public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params object[] args) where T : IResourceWithArgs => builder;
        public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Action<CommandLineArgsCallbackContext> callback) where T : IResourceWithArgs => builder;
        public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, Func<CommandLineArgsCallbackContext, Task> callback) where T : IResourceWithArgs => builder;
        public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment => builder;
        public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source) where TDestination : IResourceWithEnvironment => builder;
        public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference) where TDestination : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints => builder;
        public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints => new();
        public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource => builder;
        public static IResourceBuilder<T> WithConnectionStringRedirection<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource) where T : IResourceWithConnectionString => builder;
#if !ASPIRE13
        public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null, string? env = null, bool isProxied = true, bool? isExternal = null) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithHttpsEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true) where T : IResourceWithEndpoints => builder;
#endif
    }

    public static partial class RedisBuilderExtensions
    {
#if !ASPIRE9
        public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null) => null!;
#endif
        public static IResourceBuilder<RedisResource> WithRedisCommander(this IResourceBuilder<RedisResource> builder, Action<IResourceBuilder<Redis.RedisCommanderResource>>? configureContainer = null, string? containerName = null) => builder;
        public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) => builder;
        public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) => builder;
    }

    public static partial class PostgresBuilderExtensions
    {
        public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) => null!;
        public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) => null!;
        public static IResourceBuilder<T> WithPgAdmin<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<PgAdminContainerResource>>? configureContainer = null, string? containerName = null) where T : PostgresServerResource => builder;
        public static IResourceBuilder<PgAdminContainerResource> WithHostPort(this IResourceBuilder<PgAdminContainerResource> builder, int? port) => builder;
        public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
        public static IResourceBuilder<PostgresServerResource> WithInitBindMount(this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = true) => builder;
    }

    public static partial class SqlServerBuilderExtensions
    {
        public static IResourceBuilder<SqlServerServerResource> AddSqlServer(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null) => null!;
        public static IResourceBuilder<SqlServerDatabaseResource> AddDatabase(this IResourceBuilder<SqlServerServerResource> builder, string name, string? databaseName = null) => null!;
        public static IResourceBuilder<SqlServerServerResource> WithDataVolume(this IResourceBuilder<SqlServerServerResource> builder, string? name = null, bool isReadOnly = false) => builder;
    }

    public static partial class MySqlBuilderExtensions
    {
        public static IResourceBuilder<MySqlServerResource> AddMySql(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null) => null!;
        public static IResourceBuilder<T> WithPhpMyAdmin<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configureContainer = null, string? containerName = null) where T : MySqlServerResource => builder;
    }

    public static partial class RabbitMQBuilderExtensions
    {
        public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) => null!;
        public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder, int? port = null) => builder;
    }

    public static partial class MongoDBBuilderExtensions
    {
        public static IResourceBuilder<MongoDBServerResource> AddMongoDB(this IDistributedApplicationBuilder builder, string name, int? port = null) => null!;
        public static IResourceBuilder<MongoDBDatabaseResource> AddDatabase(this IResourceBuilder<MongoDBServerResource> builder, string name, string? databaseName = null) => null!;
        public static IResourceBuilder<T> WithMongoExpress<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<MongoDB.MongoExpressContainerResource>>? configureContainer = null, string? containerName = null) where T : MongoDBServerResource => builder;
    }

    public static partial class KafkaBuilderExtensions
    {
        public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, string name, int? port = null) => null!;
        public static IResourceBuilder<KafkaServerResource> WithKafkaUI(this IResourceBuilder<KafkaServerResource> builder, Action<IResourceBuilder<ContainerResource>>? configureContainer = null, string? containerName = null) => builder;
    }
}
