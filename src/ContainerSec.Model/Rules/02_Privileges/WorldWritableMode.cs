namespace ContainerSec.Rules;

/// <summary>CSEC0208: a file of the image or a mounted one can be written by every user.</summary>
internal sealed class WorldWritableMode : Rule, IJudge<Workload>, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0208", "World-writable file mode", Severity.Info, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whichever process an attacker gets hold of can replace the file, and another one, with more rights, reads or runs it.",
        Fix = "Give the mode that the owner needs: 0644 for data, 0755 for programs, 0400 for secrets.",
        Mappings = [Mapping.Cwe(732)],
        References = ["chmod(1)", "inode(7), file mode"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nCOPY --chmod=777 entry.sh /usr/local/bin/entry.sh\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN chmod -R a+rwX /srv\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nCOPY --chmod=755 entry.sh /usr/local/bin/entry.sh\nRUN chmod 1777 /srv/tmp\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var mount in subject.Storage.Mounts)
        {
            if (mount.IsKnown)
                context.Judge(mount.Value.Mode, static mode => PermissionBits.IsWorldWritable(mode), static mode => $"mounts a file with mode {PermissionBits.Format(mode)}, which every user can write");
        }
    }

    // Only what ends up in the image counts: a builder stage is thrown away.
    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var instruction in subject.FinalInstructions)
        {
            if (instruction is CopyInstruction copy)
                context.Judge(copy.Mode, PermissionBits.GrantsWorldWrite, static mode => $"copies files with mode '{mode}', which every user can write");
            else if (instruction is RunInstruction run)
                Check(run, context);
        }
    }

    private static void Check(RunInstruction run, RuleContext context)
    {
        foreach (var command in run.Script.Commands.Where(static c => c.IsAny("chmod")))
        {
            var mode = command.Arguments.FirstOrDefault(static a => !a.Is(IsOption));
            context.Judge(mode, PermissionBits.GrantsWorldWrite, static text => $"sets the mode '{text}', with which every user can write");
        }
    }

    // "-R" is an option, "-w" a mode that takes away.
    private static bool IsOption(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) || (argument.Length > 1 && argument[0] == '-' && "Rcfv".IndexOf(argument[1]) >= 0);
}
