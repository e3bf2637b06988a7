using ContainerSec.Analyzers.Lifting;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>The builder of the application itself.</summary>
/// <param name="options">What it was made with: <c>DistributedApplicationOptions</c>; null for none, or when it came from outside.</param>
/// <param name="place">Where it was made.</param>
/// <param name="run">The run that it belongs to.</param>
internal sealed class AppHostValue(ObjectValue? options, TextProvenance place, Interpreter run) : Value, ILifted
{
    /// <summary>Its configuration, as far as the code sets it: most comes from files and variables.</summary>
    public MapValue Configuration { get; } = new(place) { MayHaveMore = true, IsImplicit = true };

    public void AddTo(LiftedDeployment deployment)
    {
        var allows = options?["AllowUnsecuredTransport"];
        if (allows is null && Configuration.Entries.Count == 0)
            return;
        deployment.Workloads.Add(new Workload
        {
            Kind = "application host",
            Origin = place,
            Context = run.Context,
            Surface = Surface.AspireAppHost,
            IsPartial = true,
            Network = new WorkloadNetwork { AllowsUnsecuredTransport = new Argument(allows?.Value, allows?.Place, true).Bool },
            Configuration = new Configuration { Environment = LiftedVariables.Of(Configuration) },
        });
    }
}
