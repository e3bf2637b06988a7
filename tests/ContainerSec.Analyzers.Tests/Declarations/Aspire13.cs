// What Aspire 13 added to the members of Aspire 9, and what it changed.
#nullable enable
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Aspire.Hosting.ApplicationModel
{
    public enum CertificateTrustScope { None, Append, Override, System }

    public class DockerfileBuilderCallbackContext
    {
        public Docker.DockerfileBuilder Builder { get; } = new();
        public IResource Resource => null!;
    }

    public class DockerfileFactoryContext { public IResource Resource => null!; }
}

namespace Aspire.Hosting.ApplicationModel.Docker
{
    public class DockerfileBuilder
    {
        public DockerfileBuilder Arg(string name) => this;
        public DockerfileBuilder Arg(string name, string defaultValue) => this;
        public DockerfileStage From(string image) => new();
        public DockerfileStage From(string image, string stageName) => new();
    }

    public class DockerfileStage
    {
        public DockerfileStage Arg(string name) => this;
        public DockerfileStage Arg(string name, string defaultValue) => this;
        public DockerfileStage WorkDir(string path) => this;
        public DockerfileStage Run(string command) => this;
        public DockerfileStage RunWithMounts(string command, params string[] mounts) => this;
        public DockerfileStage Copy(string source, string destination) => this;
        public DockerfileStage Copy(string source, string destination, string chown) => this;
        public DockerfileStage CopyFrom(string from, string source, string destination) => this;
        public DockerfileStage CopyFrom(string from, string source, string destination, string chown) => this;
        public DockerfileStage Env(string name, string value) => this;
        public DockerfileStage Expose(int port) => this;
        public DockerfileStage Cmd(string[] command) => this;
        public DockerfileStage Entrypoint(string[] command) => this;
        public DockerfileStage User(string user) => this;
        public DockerfileStage EmptyLine() => this;
        public DockerfileStage Comment(string comment) => this;
    }
}

namespace Aspire.Hosting.DevTunnels
{
    public class DevTunnelResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name);

    public class DevTunnelOptions
    {
        public bool AllowAnonymous { get; set; }
        public string? Description { get; set; }
    }

    public class DevTunnelPortOptions { public bool? AllowAnonymous { get; set; } }
}

namespace Aspire.Hosting.JavaScript { public class ViteAppResource(string name, string command, string workingDirectory) : Aspire.Hosting.ApplicationModel.ExecutableResource(name, command, workingDirectory), Aspire.Hosting.ApplicationModel.IResourceWithServiceDiscovery; }

namespace Aspire.Hosting.Python { public class UvicornAppResource(string name, string command, string workingDirectory) : Aspire.Hosting.ApplicationModel.ExecutableResource(name, command, workingDirectory), Aspire.Hosting.ApplicationModel.IResourceWithServiceDiscovery; }

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    public static partial class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WithEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null, string? env = null, bool? isProxied = null, bool? isExternal = null, ProtocolType? protocol = null) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null) where T : IResourceWithEndpoints => builder;
        public static IResourceBuilder<T> WithHttpsEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null) where T : IResourceWithEndpoints => builder;
    }

    public static partial class ResourceBuilderExtensions
    {
        public static IResourceBuilder<T> WithCertificateTrustScope<T>(this IResourceBuilder<T> builder, CertificateTrustScope scope) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithDeveloperCertificateTrust<T>(this IResourceBuilder<T> builder, bool trust) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithHttpsDeveloperCertificate<T>(this IResourceBuilder<T> builder, IResourceBuilder<ParameterResource>? password = null) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithoutHttpsCertificate<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment => builder;
        public static IResourceBuilder<T> WithPersistentLifetime<T>(this IResourceBuilder<T> builder) where T : IResource => builder;
        public static IResourceBuilder<T> WithSessionLifetime<T>(this IResourceBuilder<T> builder) where T : IResource => builder;
    }

    public static partial class ContainerResourceBuilderExtensions
    {
        public static IResourceBuilder<ContainerResource> AddDockerfileBuilder(this IDistributedApplicationBuilder builder, string name, string contextPath, Action<DockerfileBuilderCallbackContext> callback, string? stage = null) => null!;
        public static IResourceBuilder<ContainerResource> AddDockerfileBuilder(this IDistributedApplicationBuilder builder, string name, string contextPath, Func<DockerfileBuilderCallbackContext, Task> callback, string? stage = null) => null!;
        public static IResourceBuilder<T> WithDockerfileBuilder<T>(this IResourceBuilder<T> builder, string contextPath, Action<DockerfileBuilderCallbackContext> callback, string? stage = null) where T : ContainerResource => builder;
        public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, string name, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null) => null!;
        public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, string name, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null) => null!;
    }

    public static class DevTunnelsResourceBuilderExtensions
    {
        public static IResourceBuilder<DevTunnels.DevTunnelResource> AddDevTunnel(this IDistributedApplicationBuilder builder, string name, string? tunnelId = null, DevTunnels.DevTunnelOptions? options = null) => null!;
        public static IResourceBuilder<DevTunnels.DevTunnelResource> WithAnonymousAccess(this IResourceBuilder<DevTunnels.DevTunnelResource> tunnelBuilder) => tunnelBuilder;
        public static IResourceBuilder<DevTunnels.DevTunnelResource> WithReference<TResource>(this IResourceBuilder<DevTunnels.DevTunnelResource> tunnelBuilder, IResourceBuilder<TResource> resourceBuilder, DevTunnels.DevTunnelPortOptions? portOptions = null) where TResource : IResourceWithEndpoints => tunnelBuilder;
        public static IResourceBuilder<DevTunnels.DevTunnelResource> WithReference<TResource>(this IResourceBuilder<DevTunnels.DevTunnelResource> tunnelBuilder, IResourceBuilder<TResource> resourceBuilder, bool allowAnonymous) where TResource : IResourceWithEndpoints => tunnelBuilder;
        public static IResourceBuilder<DevTunnels.DevTunnelResource> WithReference(this IResourceBuilder<DevTunnels.DevTunnelResource> tunnelBuilder, EndpointReference targetEndpoint, bool allowAnonymous) => tunnelBuilder;
    }

    public static partial class AzureContainerAppExtensions
    {
        public static IResourceBuilder<Azure.AppContainers.AzureContainerAppEnvironmentResource> WithHttpsUpgrade(this IResourceBuilder<Azure.AppContainers.AzureContainerAppEnvironmentResource> builder, bool upgrade = true) => builder;
    }

    public static class JavaScriptHostingExtensions
    {
        public static IResourceBuilder<JavaScript.ViteAppResource> AddViteApp(this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev") => null!;
        public static IResourceBuilder<T> WithNpm<T>(this IResourceBuilder<T> resource, bool install = true) where T : JavaScript.ViteAppResource => resource;
    }

    public static class PythonAppResourceBuilderExtensions
    {
        public static IResourceBuilder<Python.UvicornAppResource> AddUvicornApp(this IDistributedApplicationBuilder builder, string name, string appDirectory, string app) => null!;
    }
}
