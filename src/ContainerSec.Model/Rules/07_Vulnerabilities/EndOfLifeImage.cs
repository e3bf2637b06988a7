using System.Globalization;

namespace ContainerSec.Rules;

/// <summary>CSEC0701: nobody mends what is in the image.</summary>
/// <remarks>Judged by the day that the policy engine was given, from <see cref="EndOfLifeTable"/>; an image by digest alone says no version.</remarks>
internal sealed class EndOfLifeImage : Rule, IJudge<Workload>, IJudge<PulledImage>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0701", "Image of a release that is past its end of life", Severity.Warning, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Holes that are found now stay open: there is no fixed version to build on, and attackers know which ones to try.",
        Fix = "Move to a release that its vendor supports.",
        Mappings =
        [
            Mapping.Nist("4.1.1"), Mapping.OwaspDocker("D02"), Mapping.OwaspKubernetes("K02"), Mapping.Cwe(1104),
        ],
        References = [".NET and .NET Core support policy", "Debian LTS", "Ubuntu release cycle", "the support pages of each product"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:6.0\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0\n"),
            Example.Bad(Surface.Compose, "services:\n  db:\n    image: postgres:12\n"),
            Example.Good(Surface.Compose, "services:\n  db:\n    image: postgres:16\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Image.Pulled, context);

    public void Check(PulledImage subject, RuleContext context) => Judge(subject.Reference, context);

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Dockerfile)
            Judge(subject.BaseImage, context);
    }

    private static void Judge(Fact<ImageReference> image, RuleContext context)
    {
        if (image.IsUnknown)
            context.Unknown(image.Origin);
        if (!image.IsKnown)
            return;
        foreach (var release in EndOfLifeTable.Find(image.Value))
        {
            if (context.Today > release.LastDay)
                context.Fail(image.Origin, $"uses image '{image.Value}': {release.Product} {release.Version} has had no fixes since {Format(release.LastDay)}");
            else
                context.Pass();
        }
    }

    private static string Format(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
