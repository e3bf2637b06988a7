namespace ContainerSec.Readers.Tests.Shells;

/// <summary>Writes what a shell reader found so that a row of a test can show it.</summary>
internal static class ShellText
{
    public static string Of(ShellScript script) => (script.MayHaveMore ? "+" : "") + string.Join(';', script.Pipelines.Select(Of));

    public static string PlaceOf(ShellCommand command)
    {
        var place = command.Origin!.Text!;
        return place.Source.Content[place.StartOffset..place.EndOffset];
    }

    private static string Of(ShellPipeline pipeline) => string.Join('|', pipeline.Commands.Select(Of)) + (pipeline.HasPipefail ? "!" : "");

    private static string Of(ShellCommand command)
    {
        var parts = command.Assignments.Select(static a => $"{a.Value!.Name}={Of(a.Value.Value)}")
            .Append(command.Name.IsUnset ? "" : Of(command.Name))
            .Concat(command.Arguments.Select(static a => Quote(Of(a))))
            .Concat(command.OutputFiles.Select(static f => ">" + Of(f)))
            .Concat(command.Substitutions.Count == 0 ? [] : ["{" + string.Join(';', command.Substitutions.Select(Of)) + "}"]);
        return string.Join(' ', parts);
    }

    private static string Of(Fact<string> fact) => fact.IsKnown ? fact.Value : "?";

    private static string Quote(string text) => text.Length == 0 || text.Any(char.IsWhiteSpace) ? $"[{text}]" : text;
}
