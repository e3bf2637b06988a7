using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC0614: packages are installed whoever signed them.</summary>
internal sealed class PackageSignatureCheckOff : Rule, IJudge<RunInstruction>
{
    private static readonly Dictionary<string, string[]> Switches = new[]
    {
        Of(PackageManager.Apt.Programs, "--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"),
        Of(PackageManager.Apk.Programs, "--allow-untrusted"),
        Of(PackageManager.Dnf.Programs, "--nogpgcheck", "--no-gpgchecks"),
        Of(PackageManager.Zypper.Programs, "--no-gpg-checks", "--no-gpgcheck", "--allow-unsigned-rpm"),
        Of(["rpm"], "--nosignature", "--nodigest", "--nofiledigest", "--noverify"),
    }.SelectMany(static s => s).ToDictionary(static s => s.Program, static s => s.Options, StringComparer.Ordinal);

    // Settings do the same wherever they are written: behind -o and --setopt, or into a configuration file with echo or sed.
    private static readonly string[] Settings =
    [
        "AllowUnauthenticated=true", "AllowUnauthenticated=1", "AllowUnauthenticated \"true", "AllowInsecureRepositories=true", "AllowInsecureRepositories=1",
        "[trusted=yes", "gpgcheck=0", "gpgcheck=false", "gpgcheck=no",
    ];

    private static readonly Markers SettingParts = new("allow", "trusted", "gpgcheck");

    public override RuleInfo Info { get; } = new("CSEC0614", "Package signature check switched off in the build", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        JudgesHistory = true,
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

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var command in subject.Script.Commands)
            Judge(command, command.Name.Value is { } name && Switches.TryGetValue(name, out var options) ? options : null, subject, context);
    }

    private static void Judge(ShellCommand command, string[]? options, RunInstruction run, RuleContext context)
    {
        foreach (var argument in command.Arguments)
        {
            if (argument.Value is { } text && (options?.Contains(text) == true || IsSetting(text)))
            {
                context.Fail(argument.Origin ?? command.Origin ?? run.Origin, $"runs {command.Name.Value} with '{text}'");
                return;
            }
        }

        if (options is not null && command.Arguments.HasUnknown)
            context.Unknown(command.Origin ?? run.Origin);
        else if (options is not null)
            context.Pass();
    }

    private static IEnumerable<(string Program, string[] Options)> Of(IReadOnlyList<string> programs, params string[] options) =>
        programs.Select(program => (program, options));

    // repo_gpgcheck is about the index and off in most distributions.
    private static bool IsSetting(string argument) => SettingParts.AreIn(argument)
        && Array.Exists(Settings, setting => argument.IndexOf(setting, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && (at == 0 || argument[at - 1] != '_'));
}
