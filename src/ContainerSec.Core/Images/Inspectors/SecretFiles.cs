using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors.Secrets;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors;

/// <summary>Secrets in files, also in those that a later layer removed, and in the configuration.</summary>
internal sealed class SecretFiles : Inspector
{
    public override InspectorInfo Info { get; } = new("secrets", Version: 1) { Interests = [PathInterest.Everything], MaxFileSize = null, GapCode = GapCodes.SecretSearch };

    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) =>
        entry.Size > 0 && SearchedFiles.OfPath(entry.Path) is var search and not FileSearch.Nothing ? new SecretScanner(entry, sink, search) : null;

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        var found = facts.All<SecretFact>().ToList();
        // A file that a later layer wrote again with the same secret in it still has it.
        var visible = found.Where(static f => !f.IsDeleted).Select(static f => (f.Path, f.Fact.RuleId, f.Fact.Redacted)).ToHashSet();
        foreach (var secret in found)
        {
            var format = SecretFormats.WithId(secret.Fact.RuleId);
            if (format is null || (secret.IsDeleted && visible.Contains((secret.Path, secret.Fact.RuleId, secret.Fact.Redacted))))
                continue;
            if (!format.HasChecksum && report.UnmodifiedPackageFiles.Contains(secret.Path))
                continue;
            report.Secrets.Add(new ImageSecret
            {
                RuleId = format.Id,
                Kind = format.Kind,
                Path = secret.Path,
                Line = secret.Fact.Line > 0 ? secret.Fact.Line : null,
                Layer = secret.Layer,
                Deleted = secret.IsDeleted,
                Redacted = secret.Fact.Redacted,
            });
        }

        ConfigurationSecrets.Add(facts.Configuration, report.Secrets);
    }
}
