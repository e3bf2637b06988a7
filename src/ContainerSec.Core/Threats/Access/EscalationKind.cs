namespace ContainerSec.Threats;

/// <summary>Ways from one's own rights in a cluster to more.</summary>
/// <remarks>Kubernetes documentation, "Role Based Access Control Good Practices", Privilege escalation risks.</remarks>
public enum EscalationKind
{
    /// <summary>Holds every right: <c>*</c> on <c>*</c>, or the group <c>system:masters</c>.</summary>
    EveryRight,

    /// <summary>Creates pods or what makes pods, so that its own program runs as any account of the namespace.</summary>
    CreateWorkload,

    /// <summary>Changes what runs: the image of a pod, the template of a controller.</summary>
    ChangeWorkload,

    /// <summary>Starts a program in a running container.</summary>
    Exec,

    /// <summary>Attaches to the program of a running container.</summary>
    Attach,

    /// <summary>Adds a container to a running pod.</summary>
    EphemeralContainer,

    /// <summary>Reaches the ports of pods through the API server.</summary>
    PortForward,

    /// <summary>Reads what pods write.</summary>
    ReadLogs,

    /// <summary>Reads Secrets.</summary>
    ReadSecrets,

    /// <summary>Creates a Secret that the cluster fills with an account's token, and reads it.</summary>
    CreateTokenSecret,

    /// <summary>Asks for a token of a service account.</summary>
    CreateToken,

    /// <summary>Acts as another user, group or service account.</summary>
    Impersonate,

    /// <summary>Binds a role whose rights it does not hold.</summary>
    BindRole,

    /// <summary>Writes rights into a role that it does not hold.</summary>
    EscalateRole,

    /// <summary>Has a certificate signed that the API server takes for a user.</summary>
    SignCertificate,

    /// <summary>Sees and rewrites what others send to the API server.</summary>
    ChangeWebhook,

    /// <summary>Talks to the kubelets, past admission and the audit log.</summary>
    NodeProxy,

    /// <summary>Makes a volume of a path of a node.</summary>
    CreatePersistentVolume,

    /// <summary>Changes nodes: their labels and taints decide where pods run.</summary>
    ChangeNode,

    /// <summary>Takes away the pod security level of a namespace.</summary>
    ChangeNamespace,

    /// <summary>Writes objects of a controller that acts on them with its own rights.</summary>
    CustomResource,
}
