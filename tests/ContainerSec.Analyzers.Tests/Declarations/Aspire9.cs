// What Aspire 9 added to the members of Aspire 8.
#nullable enable
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aspire.Hosting.ApplicationModel
{
    public enum ContainerLifetime { Session, Persistent }

    public enum ImagePullPolicy { Default, Always, Missing, Never }

    public abstract class ContainerFileSystemItem
    {
        public string Name { get; set; } = "";
        public int? Owner { get; set; }
        public int? Group { get; set; }
        public UnixFileMode Mode { get; set; }
    }

    public class ContainerFile : ContainerFileSystemItem
    {
        public string? Contents { get; set; }
        public string? SourcePath { get; set; }
    }

    public sealed class ContainerDirectory : ContainerFileSystemItem { public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = []; }

    public class ContainerFileSystemCallbackContext { public IServiceProvider ServiceProvider => null!; }

    public class KeycloakResource(string name) : ContainerResource(name), IResourceWithServiceDiscovery;
    public class ValkeyResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class GarnetResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; }
    public class PgWebContainerResource(string name) : ContainerResource(name);
    public class NodeAppResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory), IResourceWithServiceDiscovery;
}

namespace Aspire.Hosting.Redis { public class RedisInsightResource(string name) : Aspire.Hosting.ApplicationModel.ContainerResource(name); }

namespace Aspire.Hosting.Azure
{
    public class AzurePostgresFlexibleServerResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name), Aspire.Hosting.ApplicationModel.IResourceWithConnectionString { public string ValueExpression => ""; }
    public class AzureManagedRedisResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name), Aspire.Hosting.ApplicationModel.IResourceWithConnectionString { public string ValueExpression => ""; }
    public class AzureStorageResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name);
    public class AzureStorageEmulatorResource(AzureStorageResource innerResource) : Aspire.Hosting.ApplicationModel.ContainerResource(innerResource.Name);
}

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;
    using Aspire.Hosting.Azure;

    public sealed class ExternalServiceResource(string name) : Resource(name);
    public sealed class ConnectionStringResource(string name) : Resource(name), IResourceWithConnectionString { public string ValueExpression => ""; }

    public static partial class ContainerResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithEndpointProxySupport<T>(this IResourceBuilder<T> builder, bool proxyEnabled) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerNetworkAlias<T>(this IResourceBuilder<T> builder, string alias) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, IEnumerable<ContainerFileSystemItem> entries, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, string sourcePath, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource => builder;
        public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource => builder;
    }

    public static class ConnectionStringBuilderExtensions
    {
        public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) => null!;
    }

    public static class ExternalServiceBuilderExtensions
    {
        public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, string url) => null!;
        public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, Uri uri) => null!;
        public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> urlParameter) => null!;
    }

    public static partial class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport => builder;
        public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport => builder;
        public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<object> callback) where T : IResource => builder;
        public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent) where T : IResource => builder;
        public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource => builder;
        public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ExternalServiceResource> externalService) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithHttpCommand<T>(this IResourceBuilder<T> builder, string path, string displayName, string? endpointName = null, string? commandName = null) where T : IResourceWithEndpoints => builder;
    }

    public static partial class RedisBuilderExtensions
    {
        public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) => null!;
        public static IResourceBuilder<RedisResource> WithRedisInsight(this IResourceBuilder<RedisResource> builder, Action<IResourceBuilder<Redis.RedisInsightResource>>? configureContainer = null, string? containerName = null) => builder;
        public static IResourceBuilder<RedisResource> WithPassword(this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password) => builder;
    }

    public static class ValkeyBuilderExtensions
    {
        public static IResourceBuilder<ValkeyResource> AddValkey(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) => null!;
    }

    public static class GarnetBuilderExtensions
    {
        public static IResourceBuilder<GarnetResource> AddGarnet(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) => null!;
    }

    public static class KeycloakResourceBuilderExtensions
    {
        public static IResourceBuilder<KeycloakResource> AddKeycloak(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? adminUsername = null, IResourceBuilder<ParameterResource>? adminPassword = null) => null!;
        public static IResourceBuilder<KeycloakResource> WithDataVolume(this IResourceBuilder<KeycloakResource> builder, string? name = null) => builder;
        public static IResourceBuilder<KeycloakResource> WithRealmImport(this IResourceBuilder<KeycloakResource> builder, string import) => builder;
    }

    public static partial class PostgresBuilderExtensions
    {
        public static IResourceBuilder<PostgresServerResource> WithPgWeb(this IResourceBuilder<PostgresServerResource> builder, Action<IResourceBuilder<PgWebContainerResource>>? configureContainer = null, string? containerName = null) => builder;
        public static IResourceBuilder<PostgresServerResource> WithPassword(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password) => builder;
    }

    public static class NodeAppHostingExtension
    {
        public static IResourceBuilder<NodeAppResource> AddNodeApp(this IDistributedApplicationBuilder builder, string name, string scriptPath, string? workingDirectory = null, string[]? args = null) => null!;
        public static IResourceBuilder<NodeAppResource> AddNpmApp(this IDistributedApplicationBuilder builder, string name, string workingDirectory, string scriptName = "start", string[]? args = null) => null!;
    }

    public static class AzurePostgresExtensions
    {
        public static IResourceBuilder<AzurePostgresFlexibleServerResource> AddAzurePostgresFlexibleServer(this IDistributedApplicationBuilder builder, string name) => null!;
        public static IResourceBuilder<AzurePostgresFlexibleServerResource> RunAsContainer(this IResourceBuilder<AzurePostgresFlexibleServerResource> builder, Action<IResourceBuilder<PostgresServerResource>>? configureContainer = null) => builder;
        public static IResourceBuilder<AzurePostgresFlexibleServerResource> WithPasswordAuthentication(this IResourceBuilder<AzurePostgresFlexibleServerResource> builder, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null) => builder;
    }

    public static class AzureStorageExtensions
    {
        public static IResourceBuilder<AzureStorageResource> AddAzureStorage(this IDistributedApplicationBuilder builder, string name) => null!;
        public static IResourceBuilder<AzureStorageResource> RunAsEmulator(this IResourceBuilder<AzureStorageResource> builder, Action<IResourceBuilder<AzureStorageEmulatorResource>>? configureContainer = null) => builder;
    }
}
