using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Leaves no lists and caches of a package manager in a layer: by its option, or by a command behind.</summary>
internal sealed class CleanUpPackages : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Dockerfile is not { } file || file.At(place.Span) is not { Instruction: RunInstruction run, Stage: var stage } || file.ScriptOf(run) is null
            || PackageCommand.In(run.Script).FirstOrDefault(p => p.Action == PackageAction.Install && DockerfileOutline.SpanOf(p.Command.Origin).Contains(place.Span)) is not { } package)
            return null;
        if (package.Manager == PackageManager.Apk)
            return PackageOption.Add(package, "--no-cache");
        if (package.Manager == PackageManager.Pip)
            return PackageOption.Add(package, "--no-cache-dir");
        var command = package.Manager == PackageManager.Apt && !IsNeededLater(file, stage, run) ? "rm -rf /var/lib/apt/lists/*"
            : package.Manager == PackageManager.Dnf ? $"{package.Program} clean all"
            : package.Manager == PackageManager.Zypper ? "zypper clean --all"
            : package.Manager == PackageManager.Yarn ? "yarn cache clean"
            : null;
        if (command is null || !file.CanGoOn(run))
            return null;
        // As the script does it: on a line of its own, or behind.
        var isLong = file.TextOf(run).IndexOf('\n') >= 0;
        return new Change($"Add '{command}'", "Clean up") { Edits = [new TextChange(new TextSpan(file.SpanOf(run).End, 0), (isLong ? " \\\n    && " : " && ") + command)] };
    }

    // Without the lists a later installation that does not load them itself finds nothing.
    private static bool IsNeededLater(DockerfileOutline file, DockerfileStage stage, RunInstruction run) => stage.Instructions.SkipWhile(i => !ReferenceEquals(i, run)).Skip(1)
        .Concat(file.Stages.Where(s => s.Index != stage.Index && stage.IsPartOf(s)).SelectMany(static s => s.Instructions)).OfType<RunInstruction>()
        .Select(static later => PackageCommand.In(later.Script))
        .Any(static packages => packages.Any(static p => p.Manager == PackageManager.Apt && p.Action == PackageAction.Install) && !packages.Any(static p => p.Manager == PackageManager.Apt && p.Action == PackageAction.Refresh));
}
