namespace ContainerSec.Rules;

/// <summary>CSEC0607: code from the network enters the image, or runs in the build, without anything to compare it with.</summary>
internal sealed class RemoteAdd : Rule, IJudge<CopyInstruction>, IJudge<RunInstruction>
{
    private static readonly string[] Downloaders = ["curl", "wget", "fetch", "aria2c"];

    private static readonly string[] Interpreters = ["sh", "bash", "dash", "ash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php", "pwsh"];

    public override RuleInfo Info { get; } = new("CSEC0607", "Download without integrity check in the build (ADD URL, curl | sh)", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        JudgesHistory = true,
        Why = "Whoever controls the server, its name or the way to it decides what is in the image; a script piped into a shell runs at once with the rights of the build.",
        Fix = "Use ADD --checksum=sha256:…, or download to a file and compare its hash (sha256sum -c) before it is used.",
        Mappings =
        [
            Mapping.CisDocker("4.9"), Mapping.Nist("4.1.5"), Mapping.OwaspDocker("D08"), Mapping.Attack("T1195.002"), Mapping.Cwe(494),
        ],
        References = ["Dockerfile reference, ADD --checksum"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN wget -qO- https://example.com/install.sh | sh\n"),
            Example.Good(Surface.Dockerfile,
                "FROM alpine:3.22\nADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef https://example.com/tool /usr/bin/tool\n"),
        ],
    };

    public void Check(CopyInstruction subject, RuleContext context)
    {
        if (!subject.IsAdd)
            return;
        foreach (var source in subject.Sources)
        {
            if (!source.Is(IsRemote))
                continue;
            if (!subject.Checksum.IsUnset || IsCommit(source.Value!))
                context.Pass();
            else
                context.Fail(source.Origin ?? subject.Origin, $"adds '{source.Value}' without a checksum");
        }
    }

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var pipeline in subject.Script.Pipelines)
        {
            if (pipeline.Commands.Count > 1)
                CheckPipe(pipeline.Commands, subject, context);
            foreach (var command in pipeline.Commands)
                CheckSubstitution(command, subject, context);
        }
    }

    private static void CheckPipe(IReadOnlyList<ShellCommand> commands, RunInstruction run, RuleContext context)
    {
        if (commands.FirstOrDefault(static c => c.IsAny(Downloaders)) is { } download
            && commands.SkipWhile(c => c != download).FirstOrDefault(static c => c.IsAny(Interpreters)) is { } interpreter)
            context.Fail(download.Origin ?? run.Origin, $"pipes what {download.Name.Value} downloads into {interpreter.Name.Value}");
    }

    // sh -c "$(curl …)", eval "$(curl …)", bash <(curl …): what is downloaded becomes the script. Elsewhere it is only text.
    private static void CheckSubstitution(ShellCommand command, RunInstruction run, RuleContext context)
    {
        if (command.Substitutions.Count == 0 || (!command.IsAny(Interpreters) && !command.IsAny("eval", "source", ".")))
            return;
        foreach (var inner in command.Substitutions.SelectMany(static p => p.Commands))
        {
            if (inner.IsAny(Downloaders))
                context.Fail(inner.Origin ?? run.Origin, $"runs what {inner.Name.Value} downloads with {command.Name.Value}");
        }
    }

    private static bool IsRemote(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("git@", StringComparison.Ordinal) || source.StartsWith("ssh://", StringComparison.Ordinal) || source.StartsWith("git://", StringComparison.Ordinal);

    // A git source with a full commit id behind '#' is what it is.
    private static bool IsCommit(string source)
    {
        var hash = source.IndexOf('#');
        return hash >= 0 && source.Length - hash - 1 == 40 && source.Skip(hash + 1).All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }
}
