using System.Text;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Judging;

/// <summary>Turns what was seen in an image's files into what rules judge.</summary>
internal static class BuiltImageSubject
{
    public static BuiltImage Of(ImageReport report, string name)
    {
        // A part that was not seen may hold more of everything.
        var mayHaveMore = report.Gaps.Count > 0;
        return new BuiltImage
        {
            Name = name,
            Kind = "image",
            Origin = new ImageProvenance("config"),
            Created = report.Created is { } created ? Fact.Known(created.UtcDateTime, new ImageProvenance("config:created")) : default,
            SetuidFiles = List(report.SetuidFiles, static f => (new PrivilegedFile(f.Path, RightsOf(f)), f.Path, f.Layer)),
            FileCapabilities = List(report.FileCapabilities, static f => (new PrivilegedFile(f.Path, (f.Permitted | f.Inheritable).ToString()), f.Path, f.Layer)),
            Accounts = new FactList<ImageLogin>([.. report.Accounts.Select(static a => Fact.Known(new ImageLogin { Name = a.Name, UserId = a.UserId, HasEmptyPassword = EmptyPasswordOf(a) }, new ImageProvenance("etc/passwd")))], null, mayHaveMore),
            Tools = List(report.Tools, static t => (t.Name, t.Path, t.Layer)),
            Secrets = List([.. SecretsOf(report)], static s => (s.What, s.Path, s.Layer)),
            BuildLeftovers = List(report.BuildLeftovers, static l => (l.Path, l.Path, l.Layer)),
            PackageCaches = List(report.PackageCaches, static l => (l.Path, l.Path, l.Layer)),
            DotNetSdks = List(report.DotNetSdks, static s => (s.Version, s.Path, s.Layer)),
            Signatures = report.HasKnownReferrers
                ? new FactList<string>([.. report.Referrers.Where(static r => IsSignature(r.Type)).Select(static r => Fact.Known(r.Type))], null, mayHaveMore: false)
                : FactList<string>.Unset,
        };

        FactList<TFact> List<TItem, TFact>(IReadOnlyList<TItem> items, Func<TItem, (TFact Fact, string Path, string? Layer)> convert)
            where TFact : notnull =>
            new([.. items.Select(convert).Select(static i => Fact.Known(i.Fact, new ImageProvenance(i.Path, i.Layer)))], null, mayHaveMore);
    }

    private static string RightsOf(ImageFile file)
    {
        var rights = new StringBuilder();
        if ((file.Mode & 0b100_000_000_000) != 0)
            rights.Append("setuid ").Append(file.UserId == 0 ? "root" : file.UserId);
        if ((file.Mode & 0b010_000_000_000) != 0)
            rights.Append(rights.Length > 0 ? " and " : "").Append("setgid ").Append(file.GroupId == 0 ? "root" : file.GroupId);
        return rights.ToString();
    }

    private static Fact<bool> EmptyPasswordOf(ImageAccount account) =>
        account.Password == AccountPassword.Unknown ? Fact.Unknown<bool>(new ImageProvenance("etc/shadow")) : Fact.Known(account.Password == AccountPassword.Empty, new ImageProvenance("etc/shadow"));

    // Secrets of the configuration are judged there.
    private static IEnumerable<(string What, string Path, string? Layer)> SecretsOf(ImageReport report)
    {
        foreach (var secret in report.Secrets.Where(static s => s.Layer is not null))
            yield return ($"{SecretFormats.WithId(secret.RuleId)?.Label ?? secret.Kind}{(secret.Deleted ? ", in a file that a later layer removed" : "")}", secret.Path, secret.Layer);
        // A file that is a private key is found by the search for secrets too, unless that is off.
        var files = report.Secrets.Select(static s => (s.Path, s.Layer)).ToHashSet();
        foreach (var key in report.Keys.Where(k => !files.Contains((k.Path, k.Layer)) && k.Kind is ImageKeyKind.PrivateKey or ImageKeyKind.SshHostKey && !k.IsPublicKnowledge))
            yield return ($"{(key.Kind == ImageKeyKind.SshHostKey ? "an SSH host key" : "a private key")}{(key.IsEncrypted ? " (encrypted)" : "")}{(key.Deleted ? ", in a file that a later layer removed" : "")}", key.Path, key.Layer);
    }

    // Media and artifact types of Sigstore's cosign and of Notation; attestations of builds are signed with the former.
    private static bool IsSignature(string type) =>
        type.Contains("cosign", StringComparison.OrdinalIgnoreCase) || type.Contains("sigstore", StringComparison.OrdinalIgnoreCase) || type.Contains("notary", StringComparison.OrdinalIgnoreCase);
}
