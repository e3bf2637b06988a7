using ContainerSec.Images.Judging;
using ContainerSec.Images.Layers;
using ContainerSec.Images.Oci;

namespace ContainerSec.Images.Inspection;

/// <summary>Puts layers that were read together to a report.</summary>
internal sealed class ImageAssembly(
    ImageSource source, SourceImage image, OciImageConfiguration configuration, IReadOnlyList<ReadLayer> layers,
    InspectionOptions options, IReadOnlyList<Inspector> inspectors, List<Gap> gaps)
{
    private readonly MergedView _view = new();
    private readonly List<int[]> _placed = [];

    public ImageReport Assemble()
    {
        var history = ImageConfigurationReader.HistoryOf(configuration, [.. layers.Select(static l => l.Result.DiffId)]);
        foreach (var layer in layers)
            _placed.Add(_view.Add(layer.Result.DiffId, layer.Result.Files));
        var facts = new List<PlacedFact>();
        for (var i = 0; i < layers.Count; i++)
            Place(i, facts);
        var reported = ReportLayers(history);
        var builder = new ImageReportBuilder { Now = options.Clock.GetUtcNow() };
        var all = new ImageFacts(configuration, reported, _view, facts) { Files = [.. layers.Select((l, i) => new PlacedFiles(_view, i, l.Result.Files, _placed[i]))] };
        foreach (var inspector in inspectors)
            inspector.Conclude(all, builder);
        return ImageJudgement.Judge(Report(builder, reported, history), configuration, options);
    }

    private void Place(int layer, List<PlacedFact> facts)
    {
        var result = layers[layer].Result;
        foreach (var fact in result.Facts)
        {
            var node = _placed[layer][fact.Entry];
            var path = node >= 0 ? _view.PathOf(node) : fact.Path;
            facts.Add(new PlacedFact(fact, path, result.DiffId, IsDeleted: !_view.IsVisible(node, layer, fact.Entry)));
        }
    }

    private List<ImageLayer> ReportLayers(IReadOnlyList<ImageHistoryEntry> history)
    {
        var commands = history.Where(static h => h.Layer is not null).Select(static h => h.Command).ToList();
        var reported = new List<ImageLayer>();
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var (files, removed, wasted) = (0, 0, 0L);
            var records = layer.Result.Files.Records;
            for (var r = 0; r < records.Length; r++)
            {
                if (records[r].Type is EntryType.Whiteout or EntryType.OpaqueWhiteout)
                    removed++;
                else if (records[r].Type != EntryType.Folder)
                    files++;
                if (records[r].Type == EntryType.File && !_view.IsVisible(_placed[i][r], i, r))
                    wasted += records[r].Size;
            }

            reported.Add(new ImageLayer
            {
                Digest = layer.Digest,
                DiffId = layer.Result.DiffId,
                MediaType = layer.MediaType,
                Size = layer.Size,
                UnpackedSize = layer.Result.UnpackedSize,
                CreatedBy = i < commands.Count ? commands[i] : null,
                Files = files,
                Removed = removed,
                WastedSize = wasted,
            });
            gaps.AddRange(layer.Result.Gaps.Select(g => new Gap { Code = g.Code, Layer = layer.Result.DiffId, Path = g.Path, Message = g.Message }));
        }

        return reported;
    }

    private ImageReport Report(ImageReportBuilder builder, IReadOnlyList<ImageLayer> reported, IReadOnlyList<ImageHistoryEntry> history) => new()
    {
        Source = source.Name,
        Digest = image.Digest,
        IndexDigest = image.IndexDigest,
        ConfigDigest = image.Config.IsEmpty ? null : image.ConfigDigest ?? Digests.Sha256(image.Config.Span),
        Names = image.Names,
        Platform = ImageConfigurationReader.PlatformOf(configuration),
        Created = configuration.Created,
        Size = reported.Sum(static l => l.Size),
        Layers = reported,
        Settings = ImageConfigurationReader.SettingsOf(configuration),
        History = history,
        View = _view,
        OperatingSystem = builder.OperatingSystem,
        SetuidFiles = ByPath(builder.SetuidFiles, static f => f.Path),
        FileCapabilities = ByPath(builder.FileCapabilities, static f => f.Path),
        WorldWritable = ByPath(builder.WorldWritable, static f => f.Path),
        Devices = ByPath(builder.Devices, static f => f.Path),
        Packages = [.. builder.Packages.OrderBy(static p => p.Purl.ToString(), StringComparer.Ordinal).ThenBy(static p => p.Location, StringComparer.Ordinal)],
        DotNetApplications = ByPath(builder.DotNetApplications, static a => a.Path),
        DotNetSdks = ByPath(builder.DotNetSdks, static s => s.Path),
        Secrets = [.. builder.Secrets.OrderBy(static s => s.Path, StringComparer.Ordinal).ThenBy(static s => s.Line).ThenBy(static s => s.RuleId, StringComparer.Ordinal)],
        Keys = ByPath(builder.Keys, static k => k.Path),
        Accounts = [.. builder.Accounts.OrderBy(static a => a.UserId).ThenBy(static a => a.Name, StringComparer.Ordinal)],
        Tools = ByPath(builder.Tools, static t => t.Path),
        BuildLeftovers = ByPath(builder.BuildLeftovers, static l => l.Path),
        PackageCaches = ByPath(builder.PackageCaches, static l => l.Path),
        HasKnownReferrers = image.HasKnownReferrers,
        AttackSurface = builder.AttackSurface,
        SshDaemon = builder.SshDaemon,
        Referrers = image.Referrers,
        Gaps = [.. gaps, .. builder.Gaps],
        Policy = options.Policy,
    };

    private static IReadOnlyList<T> ByPath<T>(List<T> items, Func<T, string> path) => [.. items.OrderBy(path, StringComparer.Ordinal)];
}
