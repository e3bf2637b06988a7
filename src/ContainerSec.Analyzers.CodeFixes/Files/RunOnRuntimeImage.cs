using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Runs a .NET program that was published before on the image of ASP.NET Core instead of the SDK's.</summary>
/// <remarks>A stage that builds, or runs by <c>dotnet run</c>, needs the SDK: then another stage has to be written.</remarks>
internal sealed class RunOnRuntimeImage : TextFix
{
    // Tags that both images have: the SDK counts its own patches.
    private static readonly Regex Image = new(@"mcr\.microsoft\.com/dotnet/(sdk):\d+\.\d+(?:-(?:alpine[\d.]*|noble|jammy|bookworm-slim))?(?![\w.@-])", RegexOptions.CultureInvariant);

    private static readonly string[] OnlyPlaces = ["WORKDIR", "ENV", "EXPOSE", "USER", "LABEL", "ARG", "CMD", "ENTRYPOINT", "STOPSIGNAL"];

    public override Change? At(TextPlace place)
    {
        if (place.Surface == Surface.Dockerfile && (place.Dockerfile is not { } file || !OnlyRuns(file)))
            return null;
        if (place.Surface is not (Surface.Dockerfile or Surface.Project) || Image.Match(place.Text.ToString(place.Line.Span)) is not { Success: true } match)
            return null;
        var sdk = match.Groups[1];
        return Change.Replace("Run on the image 'dotnet/aspnet'", "Run on dotnet/aspnet", new TextSpan(place.Line.Start + sdk.Index, sdk.Length), "aspnet");
    }

    // A published program is copied from a stage and started by `dotnet name.dll`.
    private static bool OnlyRuns(DockerfileOutline file)
    {
        var stage = file.Stages[file.Stages.Count - 1];
        return stage.BaseStage is null
            && stage.Instructions.All(static i => i is CopyInstruction { IsAdd: false, From.IsUnset: false } || OnlyPlaces.Contains(i.Keyword))
            && stage.Instructions.OfType<CommandInstruction>().Any(static c => c.IsExecForm && c.Arguments is [{ IsKnown: true, Value: "dotnet" }, { IsKnown: true, Value: var program }, ..] && program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            && !file.Stages.Any(s => s.Instructions.OfType<CopyInstruction>().Any(c => c.FromStage?.Index == stage.Index));
    }
}
