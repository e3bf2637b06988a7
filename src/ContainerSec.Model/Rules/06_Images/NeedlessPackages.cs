namespace ContainerSec.Rules;

/// <summary>CSEC0618: what the application does not need is there for whoever breaks in.</summary>
/// <remarks>Only stages that become the image count: a compiler of a build stage stays behind.</remarks>
internal sealed class NeedlessPackages : Rule, IJudge<Dockerfile>, IJudge<BuiltImage>
{
    // Tools of people at a terminal or of a whole machine: a build has no use for running them.
    private static readonly string[] Interactive = ["ssh", "vim", "vi", "nano", "shutdown", "reboot", "service", "systemctl", "ps", "top", "htop", "free", "kill", "mount", "ifconfig"];

    private static readonly string[] Packages =
    [
        "vim", "vim-tiny", "nano", "emacs", "openssh-server", "openssh", "telnet", "telnetd", "netcat", "netcat-openbsd", "netcat-traditional", "nmap", "nmap-ncat",
        "tcpdump", "strace", "gdb", "net-tools", "iputils-ping", "htop", "man-db", "screen", "tmux",
    ];

    public override RuleInfo Info { get; } = new("CSEC0618", "Needless packages or interactive tools in the image", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        JudgesHistory = true,
        Why = "Each package brings vulnerabilities of its own, and editors, scanners and debuggers are just what an intruder would otherwise have to bring along.",
        Fix = "Install with --no-install-recommends, leave tools for people out, or build on a chiseled or distroless image.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("4.3"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04")],
        References = ["apt-get(8), --no-install-recommends"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        var recommendsOff = false;
        foreach (var run in subject.FinalStages.SelectMany(static s => s.Instructions).OfType<RunInstruction>())
        {
            recommendsOff |= run.Script.Commands.Any(static c => c.Arguments.AnyKnown(static a => a.IndexOf("Install-Recommends", StringComparison.OrdinalIgnoreCase) >= 0));
            foreach (var package in PackageCommand.In(run.Script))
            {
                if (package.Action == PackageAction.Install)
                    Judge(package, recommendsOff, run, context);
            }

            foreach (var command in run.Script.Commands.Where(static c => c.IsAny(Interactive)))
                context.Fail(command.Origin ?? run.Origin, $"runs '{command.Name.Value}', a tool for people at a terminal, in the build");
        }
    }

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.Tools, static tool => Packages.Contains(tool), static tool => $"holds '{tool}', a tool for people at a terminal");

    private static void Judge(PackageCommand command, bool recommendsOff, RunInstruction run, RuleContext context)
    {
        var origin = command.Command.Origin ?? run.Origin;
        if (command.Manager == PackageManager.Apt && !recommendsOff && !command.HasOption("--no-install-recommends"))
        {
            if (command.HasUnknown)
                context.Unknown(origin);
            else
                context.Fail(origin, $"installs recommended packages too, because {command.Program} runs without --no-install-recommends");
        }

        if (command.Manager != PackageManager.Pip && command.Manager != PackageManager.Npm && command.Packages.FirstOrDefault(static p => p.Is(IsTool)) is { IsKnown: true } tool)
            context.Fail(tool.Origin ?? origin, $"installs '{tool.Value}', a tool for people at a terminal");
        else
            context.Pass();
    }

    private static bool IsTool(string package) => Packages.Contains(package.Split('=')[0]);
}
