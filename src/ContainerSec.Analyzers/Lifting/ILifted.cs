namespace ContainerSec.Analyzers.Lifting;

/// <summary>A value that says something about containers: a builder, a resource, a parameter.</summary>
internal interface ILifted
{
    /// <summary>Adds what was said of it until the code ended.</summary>
    void AddTo(LiftedDeployment deployment);
}
