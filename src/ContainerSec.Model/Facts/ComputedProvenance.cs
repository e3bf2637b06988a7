namespace ContainerSec;

/// <summary>A fact that was computed from others.</summary>
public sealed class ComputedProvenance : Provenance
{
    /// <summary>Names what a fact was computed from.</summary>
    /// <param name="sources">The places of the facts that it came from, the decisive one first.</param>
    public ComputedProvenance(params IReadOnlyList<Provenance> sources) => Sources = sources;

    /// <summary>The places of the facts that it came from, the decisive one first.</summary>
    public IReadOnlyList<Provenance> Sources { get; }

    /// <inheritdoc/>
    public override TextProvenance? Text
    {
        get
        {
            foreach (var source in Sources)
            {
                if (source.Text is { } text)
                    return text;
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public override string Description => string.Join(" with ", Sources.Select(static s => s.Description));
}
