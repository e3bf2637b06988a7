namespace ContainerSec.Threats;

/// <summary>Every kind of border that the threat model knows.</summary>
public static class BoundaryCatalog
{
    /// <summary>What the strengths are, and what they are not.</summary>
    public static string Caveat =>
        "Strengths are a proposal for ranking borders against each other, not measurements: read the reasons beside them, and set your own where you know better.";

    /// <summary>Where the order comes from.</summary>
    public static string Source =>
        "Own classification: borders ordered by how much has to be broken to cross them, and by how large the interface is that an attacker can reach.";

    /// <summary>All of them, those around containers first.</summary>
    public static IReadOnlyList<Boundary> All { get; } =
    [
        new("same-process", 0, "code in one process", "none", "memory safety, the language's runtime"),
        new("os-user", 10, "another user of the same host", "weak", "file modes, setuid programs, the whole kernel"),
        new("container-privileged", 5, "a privileged container", "weak", "almost nothing between its root and the host"),
        new("container-default-root", 35, "a container as engines start it, as root", "moderate", "namespaces, the default capabilities; its root is the host's root to the kernel"),
        new("container-nonroot", 50, "a container whose user is not root and cannot become it", "moderate", "the system calls of the kernel, without capabilities"),
        new("container-hardened", 60, "not root, no capabilities, read-only, system calls filtered, confined by a security module", "good", "faults of the kernel within the filtered system calls"),
        new("container-userns", 68, "as hardened, in a user namespace or under an engine without root", "good", "as before; root inside is nobody outside"),
        new("gvisor", 78, "a kernel in user space", "strong", "its own kernel, and the few system calls that it makes itself"),
        new("microvm", 85, "a small virtual machine", "strong", "the virtual machine monitor and few devices"),
        new("vm", 88, "a virtual machine", "strong", "the hypervisor and the devices that it emulates"),
        new("confidential-vm", 91, "a virtual machine with encrypted memory and attestation", "strong", "firmware, side channels"),
        new("physical-host", 95, "another machine", "very strong", "the network only"),
        new("account-or-datacenter", 98, "another account or site", "very strong", "the identity plane, people"),
        new("network-open", 0, "the same flat network", "none", "everything that listens"),
        new("network-segment", 45, "a network of its own or a network policy", "moderate", "the flows that are allowed"),
        new("network-none", 95, "no network at all", "very strong", "none over a network; files and sockets that are mounted"),
        new("authn-password", 25, "a shared secret", "weak", "wherever the secret leaks"),
        new("authn-mtls", 65, "a channel on which both sides prove who they are", "good", "keys, the certificate authority"),
        new("k8s-namespace", 15, "a Kubernetes namespace and nothing else", "weak", "names and the scope of roles; the kernel and the network are shared"),
        new("rbac-narrow", 40, "an identity that roles limit", "moderate", "the verbs that are granted"),
    ];

    /// <summary>The boundary of an id.</summary>
    /// <param name="id">The id: <c>gvisor</c>.</param>
    /// <returns>Null when there is none.</returns>
    public static Boundary? Find(string id) => All.FirstOrDefault(boundary => boundary.Id == id);

    internal static Boundary Get(string id) => Find(id) ?? throw new ArgumentException($"There is no boundary '{id}'.", nameof(id));
}
