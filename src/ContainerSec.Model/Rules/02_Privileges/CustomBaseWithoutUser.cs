namespace ContainerSec.Rules;

/// <summary>CSEC0207: a project publishes onto a base image of its own and leaves the user to it.</summary>
internal sealed class CustomBaseWithoutUser : Rule, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0207", "Custom base image without ContainerUser", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The default base images of .NET run the app as a user without rights; another base image decides by itself, and most run as root.",
        Fix = "Set the property ContainerUser to a user that the base image has, by number.",
        Mappings = [Mapping.CisDocker("4.1"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D01")],
        References = [".NET SDK container documentation, ContainerUser"],
        WhenOn = Severity.Info,
        Examples =
        [
            Example.Bad(Surface.Project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <ContainerBaseImage>contoso.azurecr.io/base/web:1.4</ContainerBaseImage>\n  </PropertyGroup>\n</Project>\n"),
            Example.Good(Surface.Project, "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n    <ContainerBaseImage>contoso.azurecr.io/base/web:1.4</ContainerBaseImage>\n    <ContainerUser>1654</ContainerUser>\n  </PropertyGroup>\n</Project>\n"),
        ],
    };

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (subject.Surface != Surface.Project || subject.BaseImage.IsUnset)
            return;
        if (!subject.User.IsUnset)
            context.Pass();
        else if (subject.BaseImage is not { IsKnown: true, Value: { } image })
            context.Unknown(subject.BaseImage.Origin);
        else if (IsOfDotNet(image) || BaseImageUsers.IsNonRoot(image))
            context.Pass();
        else
            context.Fail(subject.BaseImage.Origin, $"is built on '{image}' and names no user");
    }

    // The SDK recognises the images of .NET and sets the user that they bring.
    private static bool IsOfDotNet(ImageReference image) =>
        image.Registry == "mcr.microsoft.com" && image.Repository.StartsWith("dotnet/", StringComparison.Ordinal);
}
