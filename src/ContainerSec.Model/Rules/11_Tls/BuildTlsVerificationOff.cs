#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Rules;

/// <summary>CSEC1109: a command of the build loads something without verifying where it comes from.</summary>
internal sealed class BuildTlsVerificationOff : Rule, IJudge<RunInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC1109", "TLS verification switched off in a build command", Severity.Warning, Severity.Info)
    {
        JudgesHistory = true,
        Principle = Principle.DefenceInDepth,
        Why = "Whoever is on the way between the build and the server puts code of theirs into the image, and it runs wherever the image runs.",
        Fix = "Install the issuer's certificate in the image (update-ca-certificates), and remove the option.",
        Mappings = [Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.Attack("T1195.002"), Mapping.Attack("T1557"), Mapping.Cwe(295)],
        References = ["curl(1), option --insecure", "wget(1), option --no-check-certificate", "dnf.conf(5), sslverify"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN curl -fsSLk https://packages.contoso.com/tool.tar.gz -o /tmp/tool.tar.gz\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN curl -fsSL https://packages.contoso.com/tool.tar.gz -o /tmp/tool.tar.gz\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var command in subject.Script.Commands)
            Judge(command, context);
    }

    private static void Judge(ShellCommand command, RuleContext context)
    {
        foreach (var variable in command.Assignments)
        {
            if (variable.IsKnown && TlsVariable.Find(variable.Value.Name) is { } known)
                context.Judge(variable.Value.Value, known.IsOff, $"switches off TLS verification of {known.Program} in the build ('{known.Name}')");
        }

        var words = command.Arguments;
        var at = IndexOf(words, TlsArguments.IsOff);
        if (at < 0)
            at = IndexOfOff(command, words);
        if (at >= 0 && !ReachesOnlyItself(words))
            context.Fail(words[at].Origin ?? command.Origin, $"switches off TLS verification in the build ('{command.Name.Value} {words[at].Value}')");
        else if (command.Name.IsKnown)
            context.Pass();
    }

    // The word by which a program's own option switches verification off; -1 when there is none.
    private static int IndexOfOff(ShellCommand command, FactList<string> words) => command.Name.Value switch
    {
        "curl" => IndexOf(words, TlsArguments.IsCurlInsecure),
        "pip" or "pip3" or "pipx" or "uv" or "python" or "python3" => IndexOf(words, static w => w == "--trusted-host" || w.StartsWith("--trusted-host=", StringComparison.Ordinal)),
        "npm" or "yarn" or "pnpm" => IndexOfSetting(words, static name => name is "strict-ssl" or "--strict-ssl" or "enablestrictssl", "--no-strict-ssl"),
        "git" => IndexOfSetting(words, static name => name.StartsWith("http.", StringComparison.Ordinal) && name.EndsWith("sslverify", StringComparison.Ordinal)),
        "yum" or "dnf" or "microdnf" or "tdnf" or "yum-config-manager" => IndexOfSetting(words, static name => name is "sslverify" || name.EndsWith(".sslverify", StringComparison.Ordinal)),
        "apt" or "apt-get" => IndexOfSetting(words, static name => name.StartsWith("acquire::", StringComparison.Ordinal) && name.EndsWith("::verify-peer", StringComparison.Ordinal)),
        "conda" or "mamba" or "micromamba" => IndexOfSetting(words, static name => name is "ssl_verify"),
        "echo" or "printf" => IndexOf(words, WritesOff),
        _ => -1,
    };

    private static int IndexOf(FactList<string> words, Func<string, bool> condition)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Is(condition))
                return i;
        }

        return -1;
    }

    // "NAME false", "NAME=false", "--setopt=NAME=0"
    private static int IndexOfSetting(FactList<string> words, Func<string, bool> isName, string? flag = null)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Value?.ToLowerInvariant() ?? "";
            if (word == flag)
                return i;
            word = word.StartsWith("--setopt=", StringComparison.Ordinal) ? word.Substring("--setopt=".Length) : word;
            var equals = word.LastIndexOf('=');
            var value = equals >= 0 ? word.Substring(equals + 1) : i + 1 < words.Count ? words[i + 1].Value?.ToLowerInvariant() : "";
            if (isName(equals >= 0 ? word.Substring(0, equals) : word) && value is "false" or "0" or "no" or "off")
                return i;
        }

        return -1;
    }

    private static bool WritesOff(string text)
    {
        var bare = new string([.. text.Where(static c => c is not (' ' or '"' or '\''))]).ToLowerInvariant();
        return bare.Contains("sslverify=0", StringComparison.Ordinal) || bare.Contains("sslverify=false", StringComparison.Ordinal)
            || bare.Contains("strict-ssl=false", StringComparison.Ordinal) || bare.Contains("verify-peerfalse", StringComparison.Ordinal);
    }

    // A health check of the image's own server while it is built.
    private static bool ReachesOnlyItself(FactList<string> words)
    {
        var addresses = words.Where(static w => w.Is(static word => word.StartsWith("https://", StringComparison.OrdinalIgnoreCase))).ToList();
        return addresses.Count > 0 && addresses.TrueForAll(static a => ClearTextUrl.IsLoopback(ClearTextUrl.HostOf(a.Value!.Substring("https://".Length))));
    }
}
