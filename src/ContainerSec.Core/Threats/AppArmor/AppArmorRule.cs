namespace ContainerSec.Threats;

/// <summary>One rule of a profile.</summary>
public sealed record AppArmorRule
{
    /// <summary>What it is about.</summary>
    public AppArmorRuleKind Kind { get; init; }

    /// <summary>The rule as written, without its comma.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it forbids; a rule that forbids wins over every one that allows.</summary>
    public bool IsDeny { get; init; }

    /// <summary>Whether uses are logged.</summary>
    public bool IsAudit { get; init; }

    /// <summary>Whether it counts only for files of the process's own user.</summary>
    public bool IsOwner { get; init; }

    /// <summary>Where it was written; null for a profile that is built in.</summary>
    public Provenance? Origin { get; init; }

    // Null is every capability.
    internal CapabilitySet? Capabilities { get; init; }

    // Null is every file.
    internal AppArmorGlob? Path { get; init; }

    // Of a file rule: letters of r w a l k m x.
    internal string Permissions { get; init; } = "";

    // Words before conditions: accesses of ptrace, signal, unix, dbus; domain and type of network.
    internal IReadOnlyList<string> Words { get; init; } = [];

    // "peer=x", "options=(ro,bind)", "-> target": a condition narrows a rule.
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Conditions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal bool IsUnconditional => Words.Count == 0 && Conditions.Count == 0;

    internal Evidence Because => new(IsDeny ? $"'{Text}' forbids it" : $"'{Text}' allows it", Origin);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
