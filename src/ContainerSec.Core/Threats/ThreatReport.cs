using ContainerSec.Readers;

namespace ContainerSec.Threats;

/// <summary>What a report about a threat model holds: the answers to the questions that people ask of it.</summary>
public sealed record ThreatReport
{
    /// <summary>The model.</summary>
    public required ThreatModel Model { get; init; }

    /// <summary>The files that it was made of, in the order of their paths.</summary>
    public IReadOnlyList<CheckedFile> Files { get; init; } = [];

    /// <summary>What could not be read: it is missing from the model.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary>The cheapest paths to each asset that can be reached, proven ones before possible ones, in the order of the model's assets.</summary>
    public required IReadOnlyList<AssetPaths> Assets { get; init; }

    /// <summary>What falls when a container falls, those that can be reached from outside first.</summary>
    public required IReadOnlyList<BlastRadius> BlastRadii { get; init; }

    /// <summary>The least set of changes that cuts every proven path to what lies beyond a single service.</summary>
    public required ControlPlan Plan { get; init; }

    /// <summary>The same for possible paths too.</summary>
    public required ControlPlan FullPlan { get; init; }

    /// <summary>Answers the questions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How much; null for the defaults.</param>
    /// <param name="cancellationToken">Asked while searching.</param>
    public static ThreatReport Of(ThreatModel model, ThreatReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= ThreatReportOptions.Default;
        var sources = options.AssumesBreach ? [.. model.Sources, .. model.Footholds] : model.Sources;
        var assets = new List<AssetPaths>();
        foreach (var asset in options.Assets.Count > 0 ? options.Assets : model.Assets)
        {
            var proven = model.Paths(asset, options.PathsPerAsset, provenOnly: true, sources, cancellationToken);
            var any = model.Paths(asset, options.PathsPerAsset, provenOnly: false, sources, cancellationToken);
            var paths = proven.Concat(any.Where(static p => !p.IsProven)).Take(options.PathsPerAsset).ToArray();
            if (paths.Length > 0)
                assets.Add(new AssetPaths(asset, paths));
        }

        var exposed = model.Steps.Where(static s => s.From.Kind == PrivilegeKind.Internet).Select(static s => s.To).ToHashSet();
        var plan = new PlanOptions { Assets = options.Assets, Sources = sources };
        return new ThreatReport
        {
            Model = model,
            Assets = assets,
            BlastRadii = [.. model.Footholds.OrderByDescending(exposed.Contains).Take(options.MaxBlastRadii).Select(model.BlastRadiusOf)],
            Plan = model.LeastControls(plan, cancellationToken),
            FullPlan = model.LeastControls(plan with { IncludesPossible = true }, cancellationToken),
        };
    }
}
