namespace ContainerSec.Rules;

/// <summary>CSEC0614: packages are installed whoever signed them.</summary>
internal sealed class PackageSignatureCheckOff : Rule, IJudge<Dockerfile>
{
    private static readonly (IReadOnlyList<string> Programs, string[] Options)[] Switches =
    [
        (PackageManager.Apt.Programs, ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"]),
        (PackageManager.Apk.Programs, ["--allow-untrusted"]),
        (PackageManager.Dnf.Programs, ["--nogpgcheck", "--no-gpgchecks"]),
        (PackageManager.Zypper.Programs, ["--no-gpg-checks", "--no-gpgcheck", "--allow-unsigned-rpm"]),
        (["rpm"], ["--nosignature", "--nodigest", "--nofiledigest", "--noverify"]),
    ];

    // Settings do the same wherever they are written: behind -o and --setopt, or into a configuration file with echo or sed.
    private static readonly string[] Settings =
    [
        "AllowUnauthenticated=true", "AllowUnauthenticated=1", "AllowUnauthenticated \"true", "AllowInsecureRepositories=true", "AllowInsecureRepositories=1",
        "[trusted=yes", "gpgcheck=0", "gpgcheck=false", "gpgcheck=no",
    ];

    public override RuleInfo Info { get; } = new("CSEC0614", "Package signature check switched off in the build", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "A mirror, a proxy or somebody on the way can replace a package, and its install script runs as root in the build.",
        Fix = "Remove the option; install the repository's signing key instead.",
        Mappings =
        [
            Mapping.CisDocker("4.11"), Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.Attack("T1195.002"), Mapping.Cwe(347),
        ],
        References = ["apt-get(8)", "apk(8)", "dnf.conf(5), gpgcheck", "rpm(8)", "zypper(8)"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y --allow-unauthenticated curl\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var run in subject.Instructions.OfType<RunInstruction>())
        {
            foreach (var command in run.Script.Commands)
            {
                var options = Array.Find(Switches, s => command.IsAny(s.Programs)).Options;
                Judge(command, options, run, context);
            }
        }
    }

    private static void Judge(ShellCommand command, string[]? options, RunInstruction run, RuleContext context)
    {
        var found = command.Arguments.FirstOrDefault(argument => argument.Is(a => options?.Contains(a) == true || IsSetting(a)));
        if (found.IsKnown)
            context.Fail(found.Origin ?? command.Origin ?? run.Origin, $"runs {command.Name.Value} with '{found.Value}'");
        else if (options is not null && command.Arguments.HasUnknown)
            context.Unknown(command.Origin ?? run.Origin);
        else if (options is not null)
            context.Pass();
    }

    // repo_gpgcheck is about the index and off in most distributions.
    private static bool IsSetting(string argument) =>
        Array.Exists(Settings, setting => argument.IndexOf(setting, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && (at == 0 || argument[at - 1] != '_'));
}
