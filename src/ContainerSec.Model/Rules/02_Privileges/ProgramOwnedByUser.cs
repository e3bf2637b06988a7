namespace ContainerSec.Rules;

/// <summary>CSEC0228: the user that runs a program of the image can also change it.</summary>
internal sealed class ProgramOwnedByUser : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0228", "Executable or system path copied with a non-root owner", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A process that is taken over can rewrite its own program or the system's files, and stays in every restart of the container.",
        Fix = "Leave programs to root (drop --chown) and give the app's user only the directories it writes to.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.Cwe(708)],
        References = ["Dockerfile reference, COPY --chown"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nCOPY --chown=app:app entry.sh /usr/local/bin/entry.sh\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nCOPY entry.sh /usr/local/bin/entry.sh\nCOPY --chown=app:app data/ /srv/data/\n"),
        ],
    };

    private static readonly string[] SystemDirectories = ["/bin", "/sbin", "/usr", "/lib", "/lib64", "/etc", "/boot"];

    private static readonly string[] ProgramEndings = [".sh", ".bash", ".exe", ".so", ".service", ".timer", ".socket"];

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var copy in subject.FinalInstructions.OfType<CopyInstruction>())
        {
            if (!IsProgram(copy))
                context.Pass();
            else if (copy.Owner.Is(IsUser))
                context.Fail(copy.Owner.Origin ?? copy.Origin, $"copies a program or system file that belongs to '{copy.Owner.Value}'");
            else
                context.Judge(copy.Owner, static _ => false, "");
        }
    }

    // "app:app", "1000", but not "root", "0:0" or ":group", which leaves the user root.
    private static bool IsUser(string owner) => owner.Split(':')[0] is not ("" or "0" or "root");

    private static bool IsProgram(CopyInstruction copy) =>
        copy.Destination.Is(static path => SystemDirectories.Any(d => path == d || path.StartsWith(d + "/", StringComparison.Ordinal)) || EndsAsProgram(path))
        || copy.Sources.AnyKnown(EndsAsProgram);

    private static bool EndsAsProgram(string path) => ProgramEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
