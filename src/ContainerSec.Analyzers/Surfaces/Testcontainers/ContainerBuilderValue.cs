using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A builder of one container, with all that was said until here.</summary>
internal sealed class ContainerBuilderValue(Workload workload) : Value, ILifted
{
    public Workload Workload { get; } = workload;

    /// <summary>Whether another builder was made from it: then that one says it all.</summary>
    public bool HasSuccessor { get; private set; }

    public static ContainerBuilderValue New(Call call) => new(new Workload
    {
        Kind = "container",
        Origin = call.Place,
        Context = RunContext.Test,
        Surface = Surface.Testcontainers,
        Image = new WorkloadImage { Reference = call["image"].Text.Select(ImageReference.Parse) },
    });

    public static ContainerBuilderValue FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) => new(new Workload
    {
        Kind = "container",
        Origin = place,
        Context = RunContext.Test,
        Surface = Surface.Testcontainers,
        IsPartial = true,
    });

    /// <summary>The builder that a call gives.</summary>
    public ContainerBuilderValue With(Interpreter run, Workload workload)
    {
        HasSuccessor = true;
        return run.Lift(new ContainerBuilderValue(workload));
    }

    public void AddTo(LiftedDeployment deployment)
    {
        if (!HasSuccessor)
            deployment.Workloads.Add(Workload);
    }
}
