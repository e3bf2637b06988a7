namespace ContainerSec;

/// <summary>A finding that somebody accepts, with the reason. It is reported as suppressed, never hidden.</summary>
public sealed record Waiver
{
    /// <summary>The rule's id.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The subject's name, <c>*</c> and <c>?</c> as wildcards; null for every subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The file's path, <c>*</c>, <c>**</c> and <c>?</c> as wildcards; null for every file.</summary>
    public string? Path { get; init; }

    /// <summary>Why it is accepted.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The last day (UTC) on which it counts; null for ever.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Whether it covers a finding on a day.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="today">The day (UTC).</param>
    public bool Covers(Finding finding, DateTime today)
    {
        if (finding is null)
            throw new ArgumentNullException(nameof(finding));
        return Rule == finding.RuleId
            && (Expires is null || today.Date <= Expires.Value.Date)
            && (Subject is null || WildcardPattern.IsMatch(Subject, finding.Subject?.Name ?? ""))
            && (Path is null || (finding.Origin?.Text is { } text && WildcardPattern.IsMatch(Path, text.Source.Path)));
    }
}
