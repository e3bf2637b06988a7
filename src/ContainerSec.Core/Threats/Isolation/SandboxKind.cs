namespace ContainerSec.Threats;

/// <summary>What stands between a container and the kernel of its host.</summary>
public enum SandboxKind
{
    /// <summary>It cannot be told: the runtime's name is not known.</summary>
    Unknown,

    /// <summary>Nothing: a HostProcess container of Windows.</summary>
    None,

    /// <summary>Namespaces and control groups on the host's own kernel: runc, crun, youki; process isolation on Windows.</summary>
    SharedKernel,

    /// <summary>As <see cref="SharedKernel"/>, always in a user namespace: sysbox.</summary>
    UserNamespace,

    /// <summary>A kernel in user space that answers the container's system calls: gVisor.</summary>
    UserSpaceKernel,

    /// <summary>A small virtual machine of its own: Kata Containers, Firecracker.</summary>
    MicroVm,

    /// <summary>A utility virtual machine of Windows.</summary>
    HyperV,

    /// <summary>A machine of its own that a platform gives each task: AWS Fargate, Azure Container Instances.</summary>
    ManagedMachine,
}
