namespace ContainerSec.Rules;

/// <summary>CSEC1215: a secret that is mounted into a build step is readable by every user of that step.</summary>
internal sealed class BuildSecretReadableByOthers : Rule, IJudge<RunInstruction>
{
    private const int Others = 7;

    public override RuleInfo Info { get; } = new("CSEC1215", "Build secret or SSH mount readable by others", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A package script that runs as an ordinary user in that step can read the secret and send it away.",
        Fix = "Leave the mode out (it is 0400 for a secret and 0600 for an SSH socket), and set uid= or gid= for a step that does not run as root.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(732)],
        References = ["docs.docker.com: Dockerfile reference, RUN --mount=type=secret"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nRUN --mount=type=secret,id=token,mode=0444 cat /run/secrets/token\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nRUN --mount=type=secret,id=token,mode=0400 cat /run/secrets/token\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var mount in subject.Mounts)
        {
            if (mount.Value is { Type: "secret" or "ssh" } secret)
                context.Judge(secret.Mode, static mode => (mode & Others) != 0, mode => $"mounts {(secret.Type == "ssh" ? "an SSH socket" : "a secret")} that every user can reach: mode {Convert.ToString(mode, 8).PadLeft(4, '0')}");
        }
    }
}
