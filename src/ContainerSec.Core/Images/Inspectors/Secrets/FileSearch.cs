namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>How much of a file is searched.</summary>
internal enum FileSearch
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>Formats that hardly anything else has.</summary>
    Distinctive,

    /// <summary>Tokens, but not names and values.</summary>
    Tokens,

    /// <summary>Everything.</summary>
    Everything,
}
