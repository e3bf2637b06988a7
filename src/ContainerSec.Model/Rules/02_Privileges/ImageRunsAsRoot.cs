namespace ContainerSec.Rules;

/// <summary>CSEC0211: the image's user is root, or nobody chose another one.</summary>
internal sealed class ImageRunsAsRoot : Rule, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0211", "Final stage runs as root", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Containers of the image run as uid 0 unless whoever starts them says otherwise, and few do.",
        Fix = "End the final stage with USER and a number above 0; on .NET images USER $APP_UID, or take a chiseled image.",
        Mappings =
        [
            Mapping.CisDocker("4.1"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D01"), Mapping.Attack("T1611"),
            Mapping.Cwe(250),
        ],
        References = ["Dockerfile reference, USER", "OCI image-spec, config.User"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nENTRYPOINT [\"/bin/sh\"]\n"),
            Example.Bad(Surface.Dockerfile, "FROM alpine:3.22\nUSER 1000\nRUN id\nUSER root\n"),
            Example.Good(Surface.Dockerfile, "FROM alpine:3.22\nUSER 1000:1000\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nENTRYPOINT [\"dotnet\", \"web.dll\"]\n"),
        ],
    };

    public void Check(ImageConfig subject, RuleContext context)
    {
        // A project's image gets its user from the SDK; accounts of Windows have their own rule.
        if (subject.Surface == Surface.Project || BaseImageUsers.IsWindows(subject))
            return;
        if (!subject.User.IsUnset)
            context.Judge(subject.User, static user => user.IsRoot, static user => $"runs as root (USER {user})");
        else if (subject.IsPartial)
            return;
        else if (subject.BaseImage.IsUnset)
            context.Fail(subject.Origin, "names no user: it runs as root");
        else if (subject.BaseImage is not { IsKnown: true, Value: { } image })
            context.Unknown(subject.BaseImage.Origin, "names no user: which one it has depends on a base image that is not known here");
        else if (BaseImageUsers.IsNonRoot(image))
            context.Pass();
        else
            context.Fail(subject.BaseImage.Origin ?? subject.Origin, $"names no user: it runs as that of '{image}', which is root unless that image says otherwise");
    }
}
