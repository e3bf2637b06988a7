namespace ContainerSec.Threats;

/// <summary>What an escalation reaches.</summary>
public enum EscalationTargetKind
{
    /// <summary>Every right in the cluster.</summary>
    Cluster,

    /// <summary>Every right in a namespace.</summary>
    Namespace,

    /// <summary>Root on nodes: on any of them, or on one.</summary>
    Node,

    /// <summary>A program of its own in containers that run.</summary>
    Pods,

    /// <summary>The ports of pods.</summary>
    PodPorts,

    /// <summary>What pods write.</summary>
    PodLogs,

    /// <summary>The identity of service accounts.</summary>
    ServiceAccounts,

    /// <summary>The identity of users.</summary>
    Users,

    /// <summary>The rights of groups.</summary>
    Groups,

    /// <summary>The rights of a role.</summary>
    Role,

    /// <summary>What stands in Secrets.</summary>
    Secrets,

    /// <summary>On which nodes pods run.</summary>
    Scheduling,

    /// <summary>What admission decides about pods of a namespace.</summary>
    Admission,

    /// <summary>What the controller of a custom resource can do.</summary>
    Controller,
}
