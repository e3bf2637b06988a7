namespace ContainerSec.Threats;

/// <summary>A technique by which an identity of a cluster gets more than it was meant to have: the API server does what its rights allow.</summary>
/// <param name="kinds">The ways that it stands for.</param>
internal abstract class EscalationTechnique(params EscalationKind[] kinds) : Technique
{
    /// <inheritdoc/>
    public override void Find(Scene scene, StepList steps)
    {
        foreach (var (identity, escalations) in scene.Escalations)
        {
            foreach (var escalation in escalations)
            {
                if (!kinds.Contains(escalation.Kind))
                    continue;
                foreach (var target in scene.PrivilegesOf(escalation.Target))
                    steps.Add(this, Scene.IdentityOf(identity), target, ConditionOf(scene, identity, escalation));
            }
        }
    }

    // Whoever takes one of the bindings away closes this way; another binding that grants the same is a way of its own.
    private static Condition ConditionOf(Scene scene, ClusterIdentity identity, Escalation escalation)
    {
        List<Control> controls = [.. escalation.Bindings.Select(binding => new Control(Controls.Unbind, Scene.IdentityOf(identity).Of, binding.Text, binding.Origin))];
        if (escalation is { Kind: EscalationKind.CreateWorkload or EscalationKind.ChangeWorkload or EscalationKind.EphemeralContainer, Target.Kind: EscalationTargetKind.Node, Target.Namespace: { } name })
            controls.Add(scene.EnforcePodSecurity(name));
        return Condition.From(new Ruling(escalation.Truth, escalation.Because), controls);
    }
}
