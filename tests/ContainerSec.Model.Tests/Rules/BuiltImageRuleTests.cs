namespace ContainerSec.Tests.Rules;

/// <summary>Rules about what is in the files of an image: built by hand here, as its inspection builds it.</summary>
[TestClass]
public class BuiltImageRuleTests
{
    private static readonly DateTime Today = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);

    private static FactList<T> Of<T>(params T[] items)
        where T : notnull => new([.. items.Select(static i => Fact.Known(i, new ImageProvenance("some/file", "sha256:aa")))]);

    private static FactList<T> Unseen<T>() => new([], null, mayHaveMore: true);

    private static ImageLogin Account(string name, long id, bool? hasEmptyPassword = false) =>
        new() { Name = name, UserId = id, HasEmptyPassword = hasEmptyPassword is { } known ? Fact.Known(known) : Fact.Unknown<bool>() };

    public static IEnumerable<(string Id, string What, BuiltImage Image, Verdict Expected)> Cases =>
    [
        ("CSEC0223", "su", new BuiltImage { SetuidFiles = Of(new PrivilegedFile("usr/bin/su", "setuid root")) }, Verdict.Fail),
        ("CSEC0223", "none", new BuiltImage { SetuidFiles = Of<PrivilegedFile>() }, Verdict.NotApplicable),
        ("CSEC0223", "a layer was not seen", new BuiltImage { SetuidFiles = Unseen<PrivilegedFile>() }, Verdict.Unknown),
        ("CSEC0224", "ping", new BuiltImage { FileCapabilities = Of(new PrivilegedFile("usr/bin/ping", "NET_RAW")) }, Verdict.Fail),
        ("CSEC0224", "none", new BuiltImage { FileCapabilities = Of<PrivilegedFile>() }, Verdict.NotApplicable),
        ("CSEC0225", "root without password", new BuiltImage { Accounts = Of(Account("root", 0, hasEmptyPassword: true)) }, Verdict.Fail),
        ("CSEC0225", "locked", new BuiltImage { Accounts = Of(Account("root", 0)) }, Verdict.Pass),
        ("CSEC0225", "shadow was not seen", new BuiltImage { Accounts = Of(Account("root", 0, hasEmptyPassword: null)) }, Verdict.Unknown),
        ("CSEC0226", "a second root", new BuiltImage { Accounts = Of(Account("root", 0), Account("toor", 0)) }, Verdict.Fail),
        ("CSEC0226", "twice", new BuiltImage { Accounts = Of(Account("app", 1000), Account("app", 1001)) }, Verdict.Fail),
        ("CSEC0226", "apart", new BuiltImage { Accounts = Of(Account("root", 0), Account("app", 1000)) }, Verdict.Pass),
        ("CSEC0613", ".git", new BuiltImage { BuildLeftovers = Of("app/.git") }, Verdict.Fail),
        ("CSEC0613", "none", new BuiltImage { BuildLeftovers = Of<string>() }, Verdict.NotApplicable),
        ("CSEC0618", "nmap", new BuiltImage { Tools = Of("nmap") }, Verdict.Fail),
        ("CSEC0618", "a shell is no finding", new BuiltImage { Tools = Of("bash") }, Verdict.Pass),
        ("CSEC0619", "lists", new BuiltImage { PackageCaches = Of("var/lib/apt/lists") }, Verdict.Fail),
        ("CSEC0621", "unsigned", new BuiltImage { Signatures = Of<string>() }, Verdict.Fail),
        ("CSEC0621", "signed", new BuiltImage { Signatures = Of("application/vnd.dev.cosign.artifact.sig.v1+json") }, Verdict.NotApplicable),
        ("CSEC0621", "an archive cannot tell", new BuiltImage(), Verdict.NotApplicable),
        ("CSEC0703", "SDK", new BuiltImage { DotNetSdks = Of("10.0.401") }, Verdict.Fail),
        ("CSEC0707", "two years old", new BuiltImage { Created = Fact.Known(Today.AddDays(-730)) }, Verdict.Fail),
        ("CSEC0707", "new", new BuiltImage { Created = Fact.Known(Today.AddDays(-7)) }, Verdict.Pass),
        ("CSEC0707", "a reproducible build says nothing", new BuiltImage { Created = Fact.Known(DateTime.UnixEpoch) }, Verdict.Unknown),
        ("CSEC1007", "sshd", new BuiltImage { Tools = Of("sshd") }, Verdict.Fail),
        ("CSEC1217", "a token", new BuiltImage { Secrets = Of("a GitHub token") }, Verdict.Fail),
        ("CSEC1217", "none", new BuiltImage { Secrets = Of<string>() }, Verdict.NotApplicable),
        ("CSEC0221", "sudo", new BuiltImage { Tools = Of("sudo") }, Verdict.Fail),
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Judge_BuiltImage(string id, string what, BuiltImage image, Verdict expected)
    {
        var policy = Profiles.Find("strict")! with { Options = new PolicyOptions { MaxImageAgeDays = 90 } };

        var result = new PolicyEngine(policy).Evaluate(new Deployment { BuiltImages = [image] }, Today);

        var failed = result.Findings.Any(f => f.RuleId == id);
        var unknown = result.Unjudged.Any(u => u.Rule.Info.Id == id);
        Assert.AreEqual(expected == Verdict.Fail, failed, what);
        Assert.AreEqual(expected == Verdict.Unknown, unknown, what);
    }
}
