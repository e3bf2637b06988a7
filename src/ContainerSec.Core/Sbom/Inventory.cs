using System.Security.Cryptography;
using System.Text;

namespace ContainerSec.Images.Sbom;

/// <summary>The packages of an image as a bill of materials lists them: one item a purl, with every place where it was seen.</summary>
internal sealed class Inventory
{
    public Inventory(ImageReport report)
    {
        Report = report;
        Items = [.. report.Packages.GroupBy(static p => p.Purl.ToString(), StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(static g => new Item(g.Key, [.. g]))];
        var known = Items.Select(static i => i.Purl).ToHashSet(StringComparer.Ordinal);
        foreach (var item in Items)
            item.DependsOn = [.. item.Packages.SelectMany(static p => p.DependsOn).Where(known.Contains).Distinct().Order(StringComparer.Ordinal)];
        var needed = Items.SelectMany(static i => i.DependsOn.Where(d => d != i.Purl)).ToHashSet(StringComparer.Ordinal);
        TopLevel = [.. Items.Where(i => !needed.Contains(i.Purl)).Select(static i => i.Purl)];
        LayerIndex = report.Layers.Select(static (l, i) => (l.DiffId, i)).DistinctBy(static l => l.DiffId).ToDictionary(static l => l.DiffId, static l => l.i, StringComparer.Ordinal);
    }

    public ImageReport Report { get; }

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Items that no other item needs.</summary>
    public IReadOnlyList<string> TopLevel { get; }

    /// <summary>The number of a layer, base first, from 0.</summary>
    public IReadOnlyDictionary<string, int> LayerIndex { get; }

    /// <summary>The image's name without tag; the source where it has none.</summary>
    public string Name => Report.Names.Count > 0 ? ImageReference.Parse(Report.Names[0]) is { IsValid: true, Repository.Length: > 0 } reference ? reference.Registry.Length > 0 ? $"{reference.Registry}/{reference.Repository}" : reference.Repository : Report.Names[0] : Report.Source;

    /// <summary>What tells this image from every other: the digest of manifest, configuration, or of the packages of a folder.</summary>
    public string Version => Report.Digest ?? Report.ConfigDigest ?? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Items.Select(static i => i.Purl)))));

    /// <summary>When the bill was made: when the image was, so that the same image gives the same bill.</summary>
    public DateTimeOffset Created => Report.Created ?? DateTimeOffset.UnixEpoch;

    /// <summary>The version of the program that wrote it.</summary>
    public static string ToolVersion { get; } = typeof(Inventory).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>A UUID made from a text, RFC 9562 version 8.</summary>
    public static Guid IdOf(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Licences that all apply, as one SPDX expression; null when none is known.</summary>
    public static string? ExpressionOf(IReadOnlyList<string> licenses) => licenses.Count == 0 ? null
        : string.Join(" AND ", licenses.Select(l => licenses.Count > 1 && l.Contains(' ', StringComparison.Ordinal) ? $"({l})" : l));

    /// <summary>One package, wherever it was seen.</summary>
    public sealed class Item(string purl, IReadOnlyList<ImagePackage> packages)
    {
        public string Purl => purl;

        public IReadOnlyList<ImagePackage> Packages => packages;

        public ImagePackage First => packages[0];

        public IReadOnlyList<string> DependsOn { get; set; } = [];

        /// <summary>The expression of its licences; null when none is known.</summary>
        public string? License => ExpressionOf([.. packages.SelectMany(static p => p.Licenses).Distinct().Order(StringComparer.Ordinal)]);
    }
}
