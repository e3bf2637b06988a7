namespace ContainerSec.Rules;

/// <summary>CSEC0609: a project that says nothing publishes its image as 'latest'.</summary>
internal sealed class PublishedAsLatest : Rule, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0609", "Image published as 'latest' by default", Severity.Hidden)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Every publish moves the same tag: nobody can tell which build runs, and there is nothing to go back to.",
        Fix = "Set ContainerImageTag or ContainerImageTags, for instance to $(Version).",
        Mappings = [Mapping.Nist("4.2.2"), Mapping.OwaspDocker("D08")],
        References = [".NET SDK, Containerize an app: ContainerImageTag"],
        Examples =
        [
            Example.Bad(Surface.Project,
                "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <PropertyGroup>\n    <ContainerRepository>shop</ContainerRepository>\n  </PropertyGroup>\n</Project>\n"),
            Example.Good(Surface.Project,
                "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <PropertyGroup>\n    <ContainerRepository>shop</ContainerRepository>\n    <ContainerImageTag>1.2.0</ContainerImageTag>\n  </PropertyGroup>\n</Project>\n"),
        ],
    };

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Project)
            return;
        if (subject.Tags.AnyKnown(static t => t.Tag is not null))
            context.Pass();
        else if (subject.Tags.HasUnknown)
            context.Unknown(subject.Tags.Origin);
        else
            context.Fail(null, "is published as 'latest', because no tag is set");
    }
}
