namespace ContainerSec.Rules;

/// <summary>CSEC0615: the build takes whatever version is newest that day.</summary>
internal sealed class UnpinnedPackage : Rule, IJudge<RunInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC0615", "Package version not pinned in the build", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Two builds of the same file differ, and a package that was taken over reaches the image without anybody deciding so.",
        Fix = "Name the version (apt 'curl=8.14.1-2', apk 'curl=8.14.1-r1', pip 'requests==2.32.4', npm 'ws@8.18.3') or install from a lock file.",
        References = ["apt-get(8)", "apk(8)", "pip install", "npm install"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN apk add --no-cache curl\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nRUN apk add --no-cache curl=8.14.1-r1\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var package in PackageCommand.In(subject.Script))
            Judge(package, subject, context);
    }

    private static void Judge(PackageCommand command, RunInstruction run, RuleContext context)
    {
        // Files that list versions: requirements, constraints, lock files.
        if (command.Action != PackageAction.Install || command.HasOption("-r", "--requirement", "-c", "--constraint", "-v", "--version", "--frozen-lockfile"))
            return;
        var unpinned = new List<Fact<string>>();
        foreach (var package in command.Packages)
        {
            if (package.IsUnknown)
                context.Unknown(package.Origin ?? command.Command.Origin);
            else if (IsFile(package.Value!) || IsPinned(command.Manager, package.Value!))
                context.Pass();
            else
                unpinned.Add(package);
        }

        // One call is one finding, however many packages it names.
        if (unpinned.Count == 0)
            return;
        var others = unpinned.Count == 1 ? "" : unpinned.Count == 2 ? " and one other package" : $" and {unpinned.Count - 1} other packages";
        context.Fail(unpinned[0].Origin ?? command.Command.Origin ?? run.Origin, $"installs '{unpinned[0].Value}'{others} with {command.Program} in whatever version is newest");
    }

    private static bool IsFile(string package) =>
        package.StartsWith("/", StringComparison.Ordinal) || package.StartsWith(".", StringComparison.Ordinal) || package.IndexOf("://", StringComparison.Ordinal) >= 0
        || package.EndsWith(".deb", StringComparison.Ordinal) || package.EndsWith(".rpm", StringComparison.Ordinal) || package.EndsWith(".apk", StringComparison.Ordinal)
        || package.EndsWith(".whl", StringComparison.Ordinal) || package.EndsWith(".gem", StringComparison.Ordinal) || package.EndsWith(".tgz", StringComparison.Ordinal);

    private static bool IsPinned(PackageManager manager, string package)
    {
        // "name@version", where the name itself may begin with '@'; "@latest" is none.
        if (manager == PackageManager.Npm || manager == PackageManager.Yarn || manager == PackageManager.Go)
            return package.LastIndexOf('@') is > 0 and var at && at + 1 < package.Length && package.Substring(at + 1) != "latest";
        if (manager == PackageManager.Pip)
            return package.IndexOf("==", StringComparison.Ordinal) > 0 || package.IndexOf('@') > 0;
        if (manager == PackageManager.Gem)
            return package.IndexOf(':') > 0;
        // dnf: "name-version", where a name may have dashes of its own; a version begins with a digit.
        if (manager == PackageManager.Dnf)
            return package.StartsWith("@", StringComparison.Ordinal) || HasVersionPart(package);
        // apk also pins a range or a repository: "name~1.2", "name<2"; a group of its own is named with a leading dot, which counts as a file.
        return package.IndexOfAny(['=', '~', '<', '>']) > 0;
    }

    private static bool HasVersionPart(string package)
    {
        for (var dash = package.IndexOf('-'); dash > 0 && dash + 1 < package.Length; dash = package.IndexOf('-', dash + 1))
        {
            if (char.IsDigit(package[dash + 1]) && package.IndexOf('.', dash) > 0)
                return true;
        }

        return false;
    }
}
