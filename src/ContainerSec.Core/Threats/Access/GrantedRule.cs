namespace ContainerSec.Threats;

/// <summary>A rule of a role that an identity holds, and by what.</summary>
public sealed record GrantedRule
{
    internal GrantedRule(RbacRule rule, RbacRole role, RbacBinding binding, Truth truth, IReadOnlyList<Evidence> because) =>
        (Rule, Role, Binding, Truth, Because) = (rule, role, binding, truth, because);

    /// <summary>What is granted.</summary>
    public RbacRule Rule { get; }

    /// <summary>The role that the rule is written in; of an aggregated role the one that it is taken from.</summary>
    public RbacRole Role { get; }

    /// <summary>The binding that gives the role.</summary>
    public RbacBinding Binding { get; }

    /// <summary>The namespace that it is granted in, <c>default</c> where it is not written; null means everywhere.</summary>
    public string? Namespace => Binding.IsClusterWide ? null : NamespaceName.Of(Binding.Namespace).Name;

    /// <summary>Whether the identity holds it for certain.</summary>
    public Truth Truth { get; }

    /// <summary>The binding and the role.</summary>
    public IReadOnlyList<Evidence> Because { get; }
}
