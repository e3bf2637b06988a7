using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Inputs;

/// <summary>Members of the libraries that take what decides about a container: its image, a path of the host, its environment, its command line.</summary>
/// <param name="builders">Which types are builders.</param>
internal sealed class ContainerUses(BuilderTypes builders)
{
    /// <summary>What assigning a property decides; null for every other one.</summary>
    public static (InputUse Use, Surface Surface)? Of(IPropertySymbol property)
    {
        var type = property.ContainingType;
        return type?.ContainingNamespace?.ToDisplayString() switch
        {
            "Docker.DotNet.Models" when OfDocker(type.Name, property.Name) is { } use => (use, Surface.DockerDotNet),
            "k8s.Models" when OfKubernetes(type.Name, property.Name) is { } use => (use, Surface.KubernetesClient),
            _ => null,
        };
    }

    /// <summary>What an argument of a builder of Testcontainers decides; null for every other one.</summary>
    public (InputUse Use, Surface Surface)? Of(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { ContainingType: { } type } method || builders.KindOf(type) is not BuilderKind.Container)
            return null;
        InputUse? use = (method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name, parameter.Name) switch
        {
            (".ctor" or "WithImage", "image") => InputUse.Image,
            ("WithBindMount", "source") => InputUse.MountSource,
            ("WithEnvironment", _) => InputUse.Environment,
            ("WithCommand" or "WithEntrypoint", _) => InputUse.Argument,
            _ => null,
        };
        return use is { } known ? (known, Surface.Testcontainers) : null;
    }

    private static InputUse? OfDocker(string type, string property) => (type, property) switch
    {
        ("CreateContainerParameters" or "Config" or "ContainerConfig" or "ContainerSpec", "Image") or ("ImagesCreateParameters", "FromImage") => InputUse.Image,
        ("HostConfig", "Binds") or ("Mount", "Source") => InputUse.MountSource,
        ("CreateContainerParameters" or "Config" or "ContainerConfig" or "ContainerSpec" or "ContainerExecCreateParameters", "Env") => InputUse.Environment,
        ("CreateContainerParameters" or "Config" or "ContainerConfig" or "ContainerExecCreateParameters", "Cmd" or "Entrypoint") or ("ContainerSpec", "Command" or "Args") => InputUse.Argument,
        _ => null,
    };

    private static InputUse? OfKubernetes(string type, string property) => (type, property) switch
    {
        ("V1Container", "Image") => InputUse.Image,
        ("V1HostPathVolumeSource", "Path") => InputUse.MountSource,
        ("V1EnvVar", "Value") => InputUse.Environment,
        ("V1Container", "Command" or "Args") => InputUse.Argument,
        _ => null,
    };
}
