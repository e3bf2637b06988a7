namespace ContainerSec.Rules;

/// <summary>CSEC0611: ADD does more than copy, and here nothing of that is wanted.</summary>
/// <remarks>Archives are what ADD is for; addresses and repositories are CSEC0607's.</remarks>
internal sealed class AddInsteadOfCopy : Rule, IJudge<CopyInstruction>
{
    private static readonly string[] Archives = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".gz", ".bz2", ".xz"];

    public override RuleInfo Info { get; } = new("CSEC0611", "ADD of a local file where COPY suffices", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "ADD unpacks archives and fetches addresses: a file that changes its form changes what lands in the image.",
        Fix = "Write COPY: it does nothing but copy.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("4.9")],
        References = ["Dockerfile reference, ADD"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nADD app.conf /etc/app.conf\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nCOPY app.conf /etc/app.conf\n"),
        ],
    };

    public void Check(CopyInstruction subject, RuleContext context)
    {
        if (!subject.IsAdd)
            context.Pass();
        else if (subject.Sources.HasUnknown)
            context.Unknown(subject.Origin);
        else if (subject.Sources.Count > 0 && subject.Sources.All(static s => s.Is(IsPlainPath)))
            context.Fail(subject.Origin, $"adds '{subject.Sources[0].Value}', which COPY would do");
    }

    // A pattern may match an archive.
    private static bool IsPlainPath(string source) =>
        source.IndexOf("://", StringComparison.Ordinal) < 0 && !source.StartsWith("git@", StringComparison.Ordinal) && source.IndexOfAny(['*', '?', '[']) < 0
        && !Array.Exists(Archives, archive => source.EndsWith(archive, StringComparison.OrdinalIgnoreCase));
}
