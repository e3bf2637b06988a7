namespace ContainerSec.Rules;

/// <summary>CSEC0703: the application runs in an image made for building.</summary>
internal sealed class SdkImageAtRunTime : Rule, IJudge<Dockerfile>, IJudge<ImageConfig>, IJudge<BuiltImage>
{
    // Official images whose purpose is to compile: each has a smaller sibling, or its programs need none.
    private static readonly string[] Sdks =
    [
        "mcr.microsoft.com/dotnet/sdk", "mcr.microsoft.com/dotnet/core/sdk", "mcr.microsoft.com/dotnet/nightly/sdk",
        "docker.io/library/golang", "docker.io/library/rust", "docker.io/library/gcc", "docker.io/library/maven", "docker.io/library/gradle",
    ];

    public override RuleInfo Info { get; } = new("CSEC0703", "SDK image used at run time", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Compilers, package managers and hundreds of packages come along: more to patch, and an intruder finds all tools in place.",
        Fix = "Build in a stage on the SDK and copy the result to mcr.microsoft.com/dotnet/aspnet, runtime or a chiseled image.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04")],
        References = [".NET documentation, Official .NET Docker images"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . /app\nENTRYPOINT [\"dotnet\", \"run\"]\n"),
            Example.Good(Surface.Dockerfile,
                "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /app /app\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.FinalStages)
            Judge(stage.BaseImage, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.DotNetSdks, static _ => true, static version => $"holds the .NET SDK {version}");

    private static void Judge(Fact<ImageReference> image, RuleContext context) =>
        context.Judge(image, static i => Sdks.Contains(i.FullName), static i => $"runs in '{i}', an image made for building");
}
