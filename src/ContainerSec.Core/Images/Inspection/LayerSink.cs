namespace ContainerSec.Images.Inspection;

/// <summary>Takes what inspectors find in one layer.</summary>
internal sealed class LayerSink(InspectionBudgets budgets)
{
    private readonly List<LayerFact> _facts = [];
    private readonly List<LayerGap> _gaps = [];
    private bool _isFull;

    public IReadOnlyList<LayerFact> Facts => _facts;

    public IReadOnlyList<LayerGap> Gaps => _gaps;

    public InspectionBudgets Budgets => budgets;

    /// <summary>Which entry of the layer is being read.</summary>
    public int Entry { get; set; }

    public void Add(LayerFact fact)
    {
        if (_facts.Count < budgets.MaxFacts)
        {
            fact.Entry = Entry;
            _facts.Add(fact);
        }
        else if (!_isFull)
        {
            _isFull = true;
            _gaps.Add(new LayerGap(GapCodes.Budget, null, $"The layer has more than {budgets.MaxFacts:N0} packages, secrets and other facts; the rest is not reported."));
        }
    }

    /// <summary>Tells what could not be inspected.</summary>
    /// <param name="code">One of <see cref="GapCodes"/>.</param>
    /// <param name="path">The file; null for the layer.</param>
    /// <param name="message">One sentence: what and why.</param>
    public void Gap(string code, string? path, string message)
    {
        if (_gaps.Count < budgets.MaxGaps)
            _gaps.Add(new LayerGap(code, path, message));
        else if (_gaps.Count == budgets.MaxGaps)
            _gaps.Add(new LayerGap(GapCodes.Budget, null, $"The layer has more than {budgets.MaxGaps:N0} gaps; the rest is not listed."));
    }
}

/// <summary>A <see cref="Gap"/> before its layer is known by name.</summary>
internal sealed record LayerGap(string Code, string? Path, string Message);
