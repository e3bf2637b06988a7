namespace ContainerSec.Rules;

/// <summary>CSEC0619: lists and caches of the package manager stay in the layer.</summary>
/// <remarks>Removing them in a later RUN does not help: the layer that has them stays. Only stages that become the image count.</remarks>
internal sealed class PackageCacheLeft : Rule, IJudge<Dockerfile>, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0619", "Package lists or caches left in a layer", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The image grows by what nothing uses, and a list that was left makes the next install take outdated versions.",
        Fix = "Clean up in the same RUN ('rm -rf /var/lib/apt/lists/*', 'dnf clean all'), use 'apk add --no-cache' or 'pip install --no-cache-dir', or mount a cache.",
        References = ["Docker documentation, Building best practices: apt-get", "Dockerfile reference, RUN --mount=type=cache"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN apk add curl\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nRUN apk add --no-cache curl\n"),
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        var noPipCache = false;
        foreach (var instruction in subject.FinalStages.SelectMany(static s => s.Instructions))
        {
            if (instruction is VariableInstruction { Keyword: "ENV" } env)
                noPipCache |= env.Variables.AnyKnown(static v => v.Name == "PIP_NO_CACHE_DIR");
            if (instruction is RunInstruction run)
                Check(run, noPipCache, context);
        }
    }

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.PackageCaches, static _ => true, static folder => $"ships '{folder}', which nothing uses");

    private static void Check(RunInstruction run, bool noPipCache, RuleContext context)
    {
        var packages = PackageCommand.In(run.Script);
        var judged = new HashSet<PackageManager>();
        foreach (var package in packages)
        {
            var manager = package.Manager;
            if (package.Action != PackageAction.Install || !LeavesCache(manager) || !judged.Add(manager))
                continue;
            if (IsCleaned(run, manager, packages) || HasNoCacheOption(package) || (manager == PackageManager.Pip && noPipCache))
                context.Pass();
            else if (package.HasUnknown || run.Script.MayHaveMore)
                context.Unknown(package.Command.Origin ?? run.Origin);
            else
                context.Fail(package.Command.Origin ?? run.Origin, $"leaves what {package.Program} cached in the layer");
        }
    }

    // npm, gem and go: their caches are judged by nobody, and multi-stage builds leave them behind.
    private static bool LeavesCache(PackageManager manager) =>
        manager == PackageManager.Apt || manager == PackageManager.Apk || manager == PackageManager.Dnf || manager == PackageManager.Zypper
        || manager == PackageManager.Pip || manager == PackageManager.Yarn;

    private static bool HasNoCacheOption(PackageCommand package) => package.HasOption("--no-cache", "--no-cache-dir", "--no-cache-directory");

    private static bool IsCleaned(RunInstruction run, PackageManager manager, IReadOnlyList<PackageCommand> packages)
    {
        if (run.Mounts.AnyKnown(m => m.Type is "cache" or "tmpfs" && m.Target.Is(manager.IsCache)))
            return true;
        if (run.Script.Commands.Any(c => c.IsAny("rm", "find") && c.Arguments.AnyKnown(manager.IsCache)))
            return true;
        // "apt-get clean" empties the archives only, the lists stay.
        return manager != PackageManager.Apt && packages.Any(p => p.Manager == manager && p.Action == PackageAction.Clean);
    }
}
