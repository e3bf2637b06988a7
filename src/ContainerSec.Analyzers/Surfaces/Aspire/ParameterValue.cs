using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A parameter of the application model: its value is known where it is deployed.</summary>
/// <param name="isSecret">Whether it is marked as a secret; unset when it came from outside.</param>
internal sealed class ParameterValue(Fact<bool> isSecret) : Value, ILifted
{
    /// <summary>Whether it is marked as a secret.</summary>
    public Fact<bool> IsSecret { get; } = isSecret;

    /// <summary>What was said when it was declared; null when it came from outside.</summary>
    public Parameter? Declared { get; init; }

    public void AddTo(LiftedDeployment deployment)
    {
        if (Declared is not null)
            deployment.Parameters.Add(Declared);
    }
}
