namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Installs no recommended packages, or leaves a tool out of several that are installed.</summary>
/// <remarks>Whether the program needs one of them has to be looked at: it is done one by one.</remarks>
internal sealed class InstallLess : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Dockerfile is not { } file || file.At(place.Span) is not { Instruction: RunInstruction run } || file.ScriptOf(run) is null
            || PackageCommand.In(run.Script).FirstOrDefault(p => p.Action == PackageAction.Install && DockerfileOutline.SpanOf(p.Command.Origin).Contains(place.Span)) is not { } package)
            return null;
        var tool = package.Packages.FirstOrDefault(p => p.IsKnown && DockerfileOutline.SpanOf(p.Origin) == place.Span);
        if (tool.IsKnown)
            return package.Packages.Count > 1 ? PackageWord.Remove(place, tool.Value) : null;
        return package.Manager == PackageManager.Apt && package.Program != "aptitude" && !package.HasOption("--no-install-recommends")
            ? PackageOption.Add(package, "--no-install-recommends") is { } change ? change with { IsForAll = false } : null
            : null;
    }
}
