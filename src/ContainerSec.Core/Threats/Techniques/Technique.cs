namespace ContainerSec.Threats;

/// <summary>A technique: it finds the steps of the attack graph that it makes possible. One file each.</summary>
internal abstract class Technique
{
    /// <summary>What the field calls it, what it needs, what stops it.</summary>
    public abstract TechniqueInfo Info { get; }

    /// <summary>Finds its steps in a deployment.</summary>
    /// <param name="scene">The deployment, and what the engines know of it.</param>
    /// <param name="steps">Takes them.</param>
    public abstract void Find(Scene scene, StepList steps);
}
