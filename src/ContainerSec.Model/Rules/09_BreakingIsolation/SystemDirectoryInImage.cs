namespace ContainerSec.Rules;

/// <summary>CSEC0915: the image makes a system directory a volume, or works in a directory of the kernel.</summary>
internal sealed class SystemDirectoryInImage : Rule, IJudge<ValueInstruction>, IJudge<ImageConfig>
{
    private static readonly HostPath[] KernelFolders = [.. new[] { "/proc", "/sys", "/dev", "/boot", "/lost+found" }.Select(static k => HostPath.Parse(k)!)];

    private static readonly string[] SystemFolders = ["/", "/bin", "/etc", "/lib", "/lib64", "/run", "/sbin", "/usr", "/usr/bin", "/usr/lib", "/usr/sbin", "/var"];

    public override RuleInfo Info { get; } = new("CSEC0915", "VOLUME or WORKDIR on a system directory", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        JudgesHistory = true,
        Why = "A volume over a system directory makes it writable and keeps what an intruder puts there; files written below the kernel's directories do not end up in the image at all.",
        Fix = "Use a directory of the program's own, such as /app or /data.",
        References = ["Dockerfile reference, VOLUME and WORKDIR"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nVOLUME /etc\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nWORKDIR /app\nVOLUME /data\n"),
        ],
    };

    public void Check(ValueInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "VOLUME")
            JudgeVolumes(subject.Values, context);
        else if (subject is { Keyword: "WORKDIR", Values.Count: > 0 })
            JudgeWorkingDirectory(subject.Values[0], context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        JudgeVolumes(subject.Volumes, context);
        JudgeWorkingDirectory(subject.WorkingDirectory, context);
    }

    private static void JudgeVolumes(FactList<string> volumes, RuleContext context) =>
        context.JudgeEach(volumes, static v => IsKernel(v) || SystemFolders.Contains(Normal(v)), static v => $"makes the system directory '{v}' a volume");

    private static void JudgeWorkingDirectory(Fact<string> directory, RuleContext context) =>
        context.Judge(directory, static d => IsKernel(d), static d => $"works in the system directory '{d}'");

    private static bool IsKernel(string path) =>
        HostPath.Parse(path) is { } location && Array.Exists(KernelFolders, location.IsAtOrBelow);

    private static string Normal(string path) => HostPath.Parse(path)?.ToString() ?? "";
}
