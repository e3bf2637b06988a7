using System.Globalization;

namespace ContainerSec.Rules;

/// <summary>CSEC0707: the image is older than the policy allows.</summary>
internal sealed class OldImage : Rule, IJudge<BuiltImage>
{
    // What people set as "no time": reproducible builds have the epoch, or January 1980 as zip archives do.
    private const int FirstYear = 1981;

    public override RuleInfo Info { get; } = new("CSEC0707", "Image older than the policy allows", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Packages of an image do not update themselves: every fault that became known since it was built is in it.",
        Fix = "Build it again on a current base image, and often; 'maxImageAgeDays' of the policy says how old one may be.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.CisDocker("4.4"), Mapping.Nist("4.1.1"), Mapping.OwaspDocker("D02")],
        References = ["OCI image-spec, Image Configuration: created"],
    };

    public void Check(BuiltImage subject, RuleContext context)
    {
        if (context.Policy.Options.MaxImageAgeDays is not { } days)
            return;
        if (subject.Created is not { IsKnown: true, Value: var created } || created.Year < FirstYear)
            context.Unknown(subject.Created.Origin ?? subject.Origin, "does not say when it was made");
        else if ((context.Today - created).TotalDays > days)
            context.Fail(subject.Created.Origin, $"was made on {created.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, more than {days} days ago");
        else
            context.Pass();
    }
}
