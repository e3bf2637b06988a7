namespace ContainerSec.Rules;

/// <summary>CSEC1110: something is fetched from, or sent to, an address without encryption.</summary>
/// <remarks>Addresses within the host, the deployment's network or a private network are not meant.</remarks>
internal sealed class ClearTextUrlUsed : Rule, IJudge<CopyInstruction>, IJudge<RunInstruction>, IJudge<ImageConfig>, IJudge<Workload>
{
    // Programs that load what they are given; others may only print or compare an address.
    private static readonly HashSet<string> Loaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "curl", "wget", "aria2c", "git", "svn", "pip", "pip3", "npm", "yarn", "pnpm", "gem", "go", "dotnet", "nuget", "helm", "kubectl", "rpm", "yum", "dnf",
        "yum-config-manager", "add-apt-repository", "apt-key", "apk", "zypper", "ftp", "tnftp", "invoke-webrequest", "iwr", "invoke-restmethod", "start-bitstransfer",
    };

    public override RuleInfo Info { get; } = new("CSEC1110", "Clear-text URL", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever is on the way reads what is sent and puts something else into what is loaded; a build then carries it into the image.",
        Fix = "Use the https address; where there is none, check what was loaded against a digest.",
        Mappings = [Mapping.Attack("T1557"), Mapping.Cwe(319)],
        References = ["RFC 9110, section 4.2.2"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN curl -fsSL http://packages.contoso.com/tool.tar.gz -o /tmp/tool.tar.gz\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN curl -fsSL https://packages.contoso.com/tool.tar.gz -o /tmp/tool.tar.gz\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      args: [\"--report-to=http://telemetry.contoso.com/in\"]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      args: [\"--urls=http://0.0.0.0:8080\", \"--queue=http://queue:9000\"]\n"),
        ],
    };

    public void Check(CopyInstruction subject, RuleContext context)
    {
        if (subject.IsAdd)
            JudgeWords(subject.Sources, context);
    }

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var command in subject.Script.Commands)
        {
            if (command.Name.Is(Loaders.Contains))
                JudgeWords(WithoutProxies(command.Arguments), context);
        }
    }

    public void Check(ImageConfig subject, RuleContext context) => JudgeWords(subject.Entrypoint.Concat(subject.Command), context);

    public void Check(Workload subject, RuleContext context) => JudgeWords(subject.Configuration.Arguments, context);

    private static void JudgeWords(FactList<string> words, RuleContext context)
    {
        foreach (var word in words)
        {
            if (word.IsKnown)
                context.Judge(word, static w => FindIn(w) is not null, static w => $"uses the clear-text address '{FindIn(w)}'");
        }
    }

    // The argument of a shell holds many words.
    private static string? FindIn(string text) => text.IndexOf("://", StringComparison.Ordinal) < 0 ? null
        : text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(ClearTextUrl.FindIn).FirstOrDefault(static url => url is not null);

    // A proxy is spoken to over http, and passes TLS on unread.
    private static FactList<string> WithoutProxies(FactList<string> arguments)
    {
        if (!arguments.AnyKnown(IsProxy))
            return arguments;
        var kept = new List<Fact<string>>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Is(IsProxy))
                i++;
            else
                kept.Add(arguments[i]);
        }

        return new FactList<string>(kept, arguments.Origin, arguments.MayHaveMore);
    }

    private static bool IsProxy(string option) => option is "-x" or "--proxy" or "--preproxy";
}
