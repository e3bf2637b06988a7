namespace ContainerSec.Images;

/// <summary>A secret that whoever has the image has too.</summary>
public sealed record ImageSecret
{
    /// <summary>The detection that found it: <c>github-token</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>What it is, for people: <c>GitHub personal access token</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The file; <c>config:env/NAME</c>, <c>config:label/NAME</c> or <c>config:history/N</c> (from 0) for the configuration.</summary>
    public required string Path { get; init; }

    /// <summary>The line, from 1; null where lines mean nothing.</summary>
    public int? Line { get; init; }

    /// <summary>The diff id of the layer; null for the configuration.</summary>
    public string? Layer { get; init; }

    /// <summary>Whether a later layer removed or replaced the file: the secret is in the image all the same.</summary>
    public bool Deleted { get; init; }

    /// <summary>Its first characters and a hash of the whole, enough to recognise it and too little to use it.</summary>
    public required string Redacted { get; init; }
}
