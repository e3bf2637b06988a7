using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Makes one layer of an update of the package index and the installation in the next line: <c>RUN apt-get update</c> and <c>RUN apt-get install -y curl</c>.</summary>
/// <remarks>Only where the second begins with what the first must have done, and what stands in it is not run all the same when the first fails.</remarks>
internal sealed class JoinWithNextRun : TextFix
{
    private const string Title = "Update and install in one layer";

    private static readonly Regex RunsAnyway = new(@";|\|\||(?<!&)&(?!&)|#", RegexOptions.CultureInvariant);

    public override Change? At(TextPlace place)
    {
        if (place.Dockerfile is not { } file || file.At(place.Span) is not { Instruction: RunInstruction update, Stage: var stage } || !file.CanGoOn(update))
            return null;
        var index = stage.Instructions.ToList().IndexOf(update);
        if (index + 1 == stage.Instructions.Count || stage.Instructions[index + 1] is not RunInstruction { IsOnBuild: false } install || file.ScriptOf(install) is not { } script)
            return null;
        var (first, second) = (file.SpanOf(update), file.SpanOf(install));
        // With options of its own a step is run in another way; a remark between would stand in the script.
        if (update.Mounts.Count > 0 || file.ScriptOf(update) != first.Start + 4 || script != second.Start + 4 || !Lines.IsBlank(file.TextOf(TextSpan.FromBounds(first.End, second.Start))))
            return null;
        var manager = PackageCommand.In(update.Script).FirstOrDefault(static p => p.Action == PackageAction.Refresh)?.Manager;
        if (manager is null || RunsAnyway.IsMatch(file.TextOf(install)) || !PackageCommand.In(install.Script).Any(p => p.Manager == manager && p.Action == PackageAction.Install))
            return null;
        return Change.Replace(Title, Title, TextSpan.FromBounds(first.End, script), " && \\\n    ");
    }
}
