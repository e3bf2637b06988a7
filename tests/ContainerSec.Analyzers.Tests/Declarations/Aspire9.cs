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

namespace YamlDotNet.Serialization
{
    [AttributeUsage(AttributeTargets.Property)]
    public sealed class YamlMemberAttribute : Attribute { public string? Alias { get; set; } }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class YamlIgnoreAttribute : Attribute;
}

namespace Aspire.Hosting.Docker
{
    public class DockerComposeEnvironmentResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name)
    {
        public string? DefaultNetworkName { get; set; }
        public bool DashboardEnabled { get; set; } = true;
    }

    public class DockerComposeServiceResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name);
    public class DockerComposeAspireDashboardResource(string name) : Aspire.Hosting.ApplicationModel.ContainerResource(name);
}

namespace Aspire.Hosting.Docker.Resources
{
    using Aspire.Hosting.Docker.Resources.ComposeNodes;
    using YamlDotNet.Serialization;

    public sealed class ComposeFile
    {
        [YamlMember(Alias = "name")] public string? Name { get; set; }
        [YamlMember(Alias = "services")] public Dictionary<string, Service> Services { get; set; } = [];
        [YamlMember(Alias = "volumes")] public Dictionary<string, ServiceNodes.Volume> Volumes { get; set; } = [];
        public ComposeFile AddService(Service service) => this;
        [YamlMember(Alias = "networks")] public Dictionary<string, Network> Networks { get; set; } = [];
        public ComposeFile AddNetwork(Network network) => this;
        public ComposeFile AddVolume(ServiceNodes.Volume volume) => this;
    }
}

namespace Aspire.Hosting.Docker.Resources.ComposeNodes
{
    using Aspire.Hosting.Docker.Resources.ServiceNodes;
    using YamlDotNet.Serialization;

    public abstract class NamedComposeMember { [YamlIgnore] public required string Name { get; set; } }

    public sealed class Network : NamedComposeMember
    {
        [YamlMember(Alias = "driver")] public string? Driver { get; set; }
        [YamlMember(Alias = "driver_opts")] public Dictionary<string, string> DriverOpts { get; set; } = [];
        [YamlMember(Alias = "external")] public bool? External { get; set; }
        [YamlMember(Alias = "labels")] public Dictionary<string, string> Labels { get; set; } = [];
        [YamlMember(Alias = "attachable")] public bool? Attachable { get; set; }
        [YamlMember(Alias = "ingress")] public bool? Ingress { get; set; }
        [YamlMember(Alias = "internal")] public bool? Internal { get; set; }
    }

    public sealed class Service : NamedComposeMember
    {
        [YamlMember(Alias = "build")] public Build? Build { get; set; }
        [YamlMember(Alias = "cap_add")] public List<string> CapAdd { get; set; } = [];
        [YamlMember(Alias = "cap_drop")] public List<string> CapDrop { get; set; } = [];
        [YamlMember(Alias = "command")] public List<string> Command { get; set; } = [];
        [YamlMember(Alias = "container_name")] public string? ContainerName { get; set; }
        [YamlMember(Alias = "devices")] public List<string> Devices { get; set; } = [];
        [YamlMember(Alias = "entrypoint")] public List<string> Entrypoint { get; set; } = [];
        [YamlMember(Alias = "env_file")] public List<string> EnvFile { get; set; } = [];
        [YamlMember(Alias = "environment")] public Dictionary<string, string> Environment { get; set; } = [];
        [YamlMember(Alias = "extra_hosts")] public Dictionary<string, string> ExtraHosts { get; set; } = [];
        [YamlMember(Alias = "group_add")] public List<string> GroupAdd { get; set; } = [];
        [YamlMember(Alias = "image")] public string? Image { get; set; }
        [YamlMember(Alias = "init")] public bool? Init { get; set; }
        [YamlMember(Alias = "ipc")] public string? Ipc { get; set; }
        [YamlMember(Alias = "isolation")] public string? Isolation { get; set; }
        [YamlMember(Alias = "labels")] public Dictionary<string, string> Labels { get; set; } = [];
        [YamlMember(Alias = "network_mode")] public string? NetworkMode { get; set; }
        [YamlMember(Alias = "networks")] public List<string> Networks { get; set; } = [];
        [YamlMember(Alias = "pid")] public string? Pid { get; set; }
        [YamlMember(Alias = "ports")] public List<string> Ports { get; set; } = [];
#if ASPIRE13
        [YamlMember(Alias = "privileged")] public bool? Privileged { get; set; }
#endif
        [YamlMember(Alias = "pull_policy")] public string? PullPolicy { get; set; }
        [YamlMember(Alias = "read_only")] public bool? ReadOnly { get; set; }
        [YamlMember(Alias = "restart")] public string? Restart { get; set; }
        [YamlMember(Alias = "security_opt")] public List<string> SecurityOpt { get; set; } = [];
        [YamlMember(Alias = "sysctls")] public Dictionary<string, string> Sysctls { get; set; } = [];
        [YamlMember(Alias = "tmpfs")] public List<string> Tmpfs { get; set; } = [];
        [YamlMember(Alias = "user")] public string? User { get; set; }
        [YamlMember(Alias = "volumes")] public List<Volume> Volumes { get; set; } = [];
        public Service AddVolume(Volume volume) => this;
        public Service AddVolumes(IEnumerable<Volume> volumes) => this;
        public Service AddEnvironmentalVariable(string key, string? value) => this;
    }
}

namespace Aspire.Hosting.Docker.Resources.ServiceNodes
{
    using YamlDotNet.Serialization;

    public sealed class Build
    {
        [YamlMember(Alias = "context")] public string? Context { get; set; }
        [YamlMember(Alias = "dockerfile")] public string? Dockerfile { get; set; }
        [YamlMember(Alias = "args")] public Dictionary<string, string> Args { get; set; } = [];
        [YamlMember(Alias = "target")] public string? Target { get; set; }
    }

    public sealed class Volume : ComposeNodes.NamedComposeMember
    {
        [YamlMember(Alias = "type")] public string? Type { get; set; }
        [YamlMember(Alias = "target")] public string? Target { get; set; }
        [YamlMember(Alias = "source")] public string? Source { get; set; }
        [YamlMember(Alias = "read_only")] public bool? ReadOnly { get; set; }
        [YamlMember(Alias = "driver")] public string? Driver { get; set; }
        [YamlMember(Alias = "driver_opts")] public Dictionary<string, string> DriverOpts { get; set; } = [];
        [YamlMember(Alias = "external")] public bool? External { get; set; }
        [YamlMember(Alias = "labels")] public Dictionary<string, string> Labels { get; set; } = [];
    }
}

namespace Aspire.Hosting.Kubernetes
{
    using Aspire.Hosting.Kubernetes.Resources;

    public class KubernetesEnvironmentResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name);

    public class KubernetesResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name)
    {
        public Workload? Workload { get; set; }
        public ConfigMap? ConfigMap { get; set; }
        public Secret? Secret { get; set; }
        public Service? Service { get; set; }
        public List<BaseKubernetesResource> AdditionalResources { get; } = [];
    }
}

namespace Aspire.Hosting.Kubernetes.Resources
{
    using YamlDotNet.Serialization;

    public abstract class BaseKubernetesResource(string apiVersion, string kind)
    {
        [YamlMember(Alias = "kind")] public string Kind { get; set; } = kind;
        [YamlMember(Alias = "apiVersion")] public string ApiVersion { get; set; } = apiVersion;
        [YamlMember(Alias = "metadata")] public ObjectMetaV1 Metadata { get; set; } = new();
    }

    public sealed class ObjectMetaV1
    {
        [YamlMember(Alias = "name")] public string Name { get; set; } = "";
        [YamlMember(Alias = "namespace")] public string? Namespace { get; set; }
        [YamlMember(Alias = "labels")] public Dictionary<string, string> Labels { get; } = [];
        [YamlMember(Alias = "annotations")] public Dictionary<string, string> Annotations { get; } = [];
    }

    public abstract class Workload(string apiVersion, string kind) : BaseKubernetesResource(apiVersion, kind) { [YamlIgnore] public abstract PodTemplateSpecV1 PodTemplate { get; } }

    public sealed class Deployment() : Workload("apps/v1", "Deployment")
    {
        [YamlMember(Alias = "spec")] public DeploymentSpecV1 Spec { get; set; } = new();
        [YamlIgnore] public override PodTemplateSpecV1 PodTemplate => Spec.Template;
    }

    public sealed class DeploymentSpecV1
    {
        [YamlMember(Alias = "replicas")] public int? Replicas { get; set; }
        [YamlMember(Alias = "template")] public PodTemplateSpecV1 Template { get; set; } = new();
    }

    public sealed class PodTemplateSpecV1
    {
        [YamlMember(Alias = "metadata")] public ObjectMetaV1 Metadata { get; set; } = new();
        [YamlMember(Alias = "spec")] public PodSpecV1 Spec { get; set; } = new();
    }

    public sealed class PodSpecV1
    {
        [YamlMember(Alias = "hostIPC")] public bool? HostIpc { get; set; }
        [YamlMember(Alias = "hostPID")] public bool? HostPid { get; set; }
        [YamlMember(Alias = "hostNetwork")] public bool? HostNetwork { get; set; }
        [YamlMember(Alias = "hostUsers")] public bool? HostUsers { get; set; }
        [YamlMember(Alias = "shareProcessNamespace")] public bool? ShareProcessNamespace { get; set; }
        [YamlMember(Alias = "automountServiceAccountToken")] public bool? AutomountServiceAccountToken { get; set; }
        [YamlMember(Alias = "serviceAccountName")] public string? ServiceAccountName { get; set; }
        [YamlMember(Alias = "containers")] public List<ContainerV1> Containers { get; } = [];
        [YamlMember(Alias = "initContainers")] public List<ContainerV1> InitContainers { get; } = [];
        [YamlMember(Alias = "volumes")] public List<VolumeV1> Volumes { get; } = [];
        [YamlMember(Alias = "securityContext")] public PodSecurityContextV1? SecurityContext { get; set; }
    }

    public sealed class ContainerV1
    {
        [YamlMember(Alias = "name")] public string Name { get; set; } = "";
        [YamlMember(Alias = "image")] public string? Image { get; set; }
        [YamlMember(Alias = "imagePullPolicy")] public string? ImagePullPolicy { get; set; }
        [YamlMember(Alias = "command")] public List<string> Command { get; } = [];
        [YamlMember(Alias = "args")] public List<string> Args { get; } = [];
        [YamlMember(Alias = "env")] public List<EnvVarV1> Env { get; } = [];
        [YamlMember(Alias = "ports")] public List<ContainerPortV1> Ports { get; } = [];
        [YamlMember(Alias = "volumeMounts")] public List<VolumeMountV1> VolumeMounts { get; } = [];
        [YamlMember(Alias = "securityContext")] public SecurityContextV1? SecurityContext { get; set; }
    }

    public sealed class ContainerPortV1
    {
        [YamlMember(Alias = "containerPort")] public int? ContainerPort { get; set; }
        [YamlMember(Alias = "hostPort")] public int? HostPort { get; set; }
    }

    public sealed class VolumeMountV1
    {
        [YamlMember(Alias = "name")] public string Name { get; set; } = "";
        [YamlMember(Alias = "mountPath")] public string MountPath { get; set; } = "";
        [YamlMember(Alias = "readOnly")] public bool? ReadOnly { get; set; }
    }

    public sealed class EnvVarV1
    {
        [YamlMember(Alias = "name")] public string Name { get; set; } = "";
        [YamlMember(Alias = "value")] public string? Value { get; set; }
    }

    public sealed class VolumeV1
    {
        [YamlMember(Alias = "name")] public string Name { get; set; } = "";
        [YamlMember(Alias = "hostPath")] public HostPathVolumeSourceV1? HostPath { get; set; }
    }

    public sealed class HostPathVolumeSourceV1
    {
        [YamlMember(Alias = "path")] public string Path { get; set; } = "";
        [YamlMember(Alias = "type")] public string? Type { get; set; }
    }

    public sealed class SecurityContextV1
    {
        [YamlMember(Alias = "privileged")] public bool? Privileged { get; set; }
        [YamlMember(Alias = "readOnlyRootFilesystem")] public bool? ReadOnlyRootFilesystem { get; set; }
        [YamlMember(Alias = "allowPrivilegeEscalation")] public bool? AllowPrivilegeEscalation { get; set; }
        [YamlMember(Alias = "runAsUser")] public long? RunAsUser { get; set; }
        [YamlMember(Alias = "runAsGroup")] public long? RunAsGroup { get; set; }
        [YamlMember(Alias = "runAsNonRoot")] public bool? RunAsNonRoot { get; set; }
        [YamlMember(Alias = "capabilities")] public CapabilitiesV1? Capabilities { get; set; }
        [YamlMember(Alias = "seccompProfile")] public SeccompProfileV1? SeccompProfile { get; set; }
        [YamlMember(Alias = "procMount")] public string? ProcMount { get; set; }
    }

    public sealed class PodSecurityContextV1
    {
        [YamlMember(Alias = "runAsUser")] public long? RunAsUser { get; set; }
        [YamlMember(Alias = "runAsNonRoot")] public bool? RunAsNonRoot { get; set; }
        [YamlMember(Alias = "fsGroup")] public long? FsGroup { get; set; }
        [YamlMember(Alias = "seccompProfile")] public SeccompProfileV1? SeccompProfile { get; set; }
    }

    public sealed class CapabilitiesV1
    {
        [YamlMember(Alias = "add")] public List<string> Add { get; } = [];
        [YamlMember(Alias = "drop")] public List<string> Drop { get; } = [];
    }

    public sealed class SeccompProfileV1 { [YamlMember(Alias = "type")] public string Type { get; set; } = ""; }

    public sealed class Service() : BaseKubernetesResource("v1", "Service") { [YamlMember(Alias = "spec")] public ServiceSpecV1 Spec { get; set; } = new(); }

    public sealed class ServiceSpecV1
    {
        [YamlMember(Alias = "type")] public string? Type { get; set; }
        [YamlMember(Alias = "externalIPs")] public List<string> ExternalIPs { get; } = [];
        [YamlMember(Alias = "ports")] public List<ServicePortV1> Ports { get; } = [];
    }

    public sealed class ServicePortV1 { [YamlMember(Alias = "port")] public int? Port { get; set; } }

    public sealed class ConfigMap() : BaseKubernetesResource("v1", "ConfigMap") { [YamlMember(Alias = "data")] public Dictionary<string, string> Data { get; } = []; }

    public sealed class Secret() : BaseKubernetesResource("v1", "Secret") { [YamlMember(Alias = "stringData")] public Dictionary<string, string> StringData { get; } = []; }

    public sealed class ClusterRole() : BaseKubernetesResource("rbac.authorization.k8s.io/v1", "ClusterRole") { [YamlMember(Alias = "rules")] public List<PolicyRuleV1> Rules { get; } = []; }

    public sealed class PolicyRuleV1
    {
        [YamlMember(Alias = "apiGroups")] public List<string> ApiGroups { get; } = [];
        [YamlMember(Alias = "resources")] public List<string> Resources { get; } = [];
        [YamlMember(Alias = "verbs")] public List<string> Verbs { get; } = [];
    }
}

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;
    using Aspire.Hosting.Docker;
    using Aspire.Hosting.Kubernetes;

    public static class DockerComposeEnvironmentExtensions
    {
        public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) => null!;
        public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<Docker.Resources.ComposeFile> configure) => builder;
        public static IResourceBuilder<DockerComposeEnvironmentResource> WithProperties(this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<DockerComposeEnvironmentResource> configure) => builder;
        public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, bool enabled = true) => builder;
        public static IResourceBuilder<DockerComposeEnvironmentResource> WithDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<IResourceBuilder<DockerComposeAspireDashboardResource>> configure) => builder;
    }

    public static class DockerComposeServiceExtensions
    {
        public static IResourceBuilder<T> PublishAsDockerComposeService<T>(this IResourceBuilder<T> builder, Action<DockerComposeServiceResource, Docker.Resources.ComposeNodes.Service> configure) where T : IComputeResource => builder;
        public static string AsEnvironmentPlaceholder(this IResourceBuilder<ParameterResource> builder, DockerComposeServiceResource dockerComposeService) => "";
    }

    public static class KubernetesEnvironmentExtensions
    {
        public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, string name) => null!;
    }

    public static class KubernetesServiceExtensions
    {
        public static IResourceBuilder<T> PublishAsKubernetesService<T>(this IResourceBuilder<T> builder, Action<KubernetesResource> configure) where T : IComputeResource => builder;
    }
}

namespace Azure.Provisioning
{
    public sealed class BicepValue<T>
    {
        public T? Value { get; set; }
        public static implicit operator BicepValue<T>(T value) => new();
    }

    public class Infrastructure;
}

namespace Azure.Provisioning.AppContainers
{
    public class ContainerApp { public ContainerAppConfiguration Configuration { get; set; } = new(); }

    public class ContainerAppConfiguration { public ContainerAppIngressConfiguration Ingress { get; set; } = new(); }

    public class ContainerAppIngressConfiguration
    {
        public BicepValue<bool> AllowInsecure { get; set; } = false;
        public BicepValue<bool> External { get; set; } = false;
    }
}

namespace Aspire.Hosting.Azure.AppContainers { public class AzureContainerAppEnvironmentResource(string name) : Aspire.Hosting.ApplicationModel.Resource(name); }

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;
    using Aspire.Hosting.Azure.AppContainers;

    public static partial class AzureContainerAppExtensions
    {
        public static IResourceBuilder<AzureContainerAppEnvironmentResource> AddAzureContainerAppEnvironment(this IDistributedApplicationBuilder builder, string name) => null!;
        public static IResourceBuilder<T> PublishAsAzureContainerApp<T>(this IResourceBuilder<T> container, Action<global::Azure.Provisioning.Infrastructure, global::Azure.Provisioning.AppContainers.ContainerApp> configure) where T : ContainerResource => container;
    }
}

namespace Aspire.Hosting.ApplicationModel { public class ElasticsearchResource(string name) : ContainerResource(name), IResourceWithConnectionString { public string ValueExpression => ""; } }

namespace Aspire.Hosting
{
    using Aspire.Hosting.ApplicationModel;

    public static class ElasticsearchBuilderExtensions
    {
        public static IResourceBuilder<ElasticsearchResource> AddElasticsearch(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null) => null!;
    }
}
