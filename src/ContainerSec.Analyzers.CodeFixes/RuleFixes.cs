namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Which rule is mended by which edits; the first that fits a place is offered.</summary>
internal static class RuleFixes
{
    private static readonly Dictionary<string, Fix[]> ById = new(StringComparer.Ordinal)
    {
        ["CSEC0901"] = [new RemoveCall("WithPrivileged")],
        ["CSEC0904"] = [new SetArgument("Mount read-only", "WithBindMount", "isReadOnly", "true"), new SetArgument("Mount read-only", "WithBindMount", "accessMode", ".ReadOnly")],
    };

    /// <summary>The rules that have an edit.</summary>
    public static IEnumerable<string> Ids => ById.Keys;

    /// <summary>What can be done about a rule's finding at a place.</summary>
    public static IEnumerable<Change> For(string id, FixPlace place) =>
        ById.TryGetValue(id, out var fixes) && fixes.Select(fix => fix.At(place)).FirstOrDefault(static change => change is not null) is { } first ? [first] : [];
}
