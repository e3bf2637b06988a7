namespace ContainerSec.Threats;

/// <summary>A technique that depends on one container: from its code or its root to something of its own or of its host.</summary>
internal abstract class FootholdTechnique : Technique
{
    /// <summary>What has to hold.</summary>
    /// <param name="at">The container.</param>
    public abstract Condition When(Foothold at);

    /// <summary>How strong what stands in the way is in this container; null for the technique's own strength.</summary>
    /// <param name="at">The container.</param>
    public virtual double? StrengthAt(Foothold at) => null;

    /// <inheritdoc/>
    public override void Find(Scene scene, StepList steps)
    {
        foreach (var at in scene.Footholds)
            FindAt(at, steps);
    }

    /// <summary>Finds its steps in one container.</summary>
    /// <param name="at">The container.</param>
    /// <param name="steps">Takes them.</param>
    public void FindAt(Foothold at, StepList steps)
    {
        var from = Info.From == PrivilegeKind.Root ? at.Root : at.Code;
        var to = Info.To switch
        {
            PrivilegeKind.Root or PrivilegeKind.Code or PrivilegeKind.Secrets => new Privilege(Info.To, at.Name),
            PrivilegeKind.HostFiles or PrivilegeKind.HostKernel or PrivilegeKind.HostRoot or PrivilegeKind.Availability => new Privilege(Info.To, at.Host),
            _ => new Privilege(Info.To),
        };
        steps.Add(this, from, to, When(at), StrengthAt(at));
    }
}
