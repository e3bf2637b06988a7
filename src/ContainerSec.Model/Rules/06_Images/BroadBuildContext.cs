namespace ContainerSec.Rules;

/// <summary>CSEC0610: the build is sent a whole disk or home folder.</summary>
/// <remarks>A parent folder is an ordinary context of .NET solutions. What a .dockerignore leaves out is not known here: only contexts that no ignore file makes right are judged.</remarks>
internal sealed class BroadBuildContext : Rule, IJudge<ImageBuild>
{
    private static readonly string[] Whole = ["/", "~", "~/", "\\", "/home", "/root", "/home/", "/root/"];

    public override RuleInfo Info { get; } = new("CSEC0610", "Build context too wide", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Keys, tokens and histories of the user are sent to the builder, and one COPY puts them into an image that others pull.",
        Fix = "Build from the folder of the application, with a .dockerignore that lists what is needed.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["Docker documentation, Build context"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    build: /\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    build: ./web\n"),
        ],
    };

    public void Check(ImageBuild subject, RuleContext context) =>
        context.Judge(subject.BuildContext, static path => Whole.Contains(path) || IsDrive(path), static path => $"builds from '{path}'");

    private static bool IsDrive(string path) => path.Length is 2 or 3 && char.IsLetter(path[0]) && path[1] == ':';
}
