using System.Runtime.InteropServices;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Modules that Go programs were built from, and Go's standard library.</summary>
/// <remarks>
/// Programs are read piece by piece and never held. The main module is listed when the program states its version; built from a folder it is the application itself.
/// A module that was replaced by another is listed as the other; one that was replaced by a folder is a gap.
/// </remarks>
internal sealed class GoPrograms : Inspector
{
    public override InspectorInfo Info { get; } = new("go", Version: 1)
    {
        Interests = [PathInterest.Executables],
        MaxFileSize = null,
    };

    // The smallest Go program has over a megabyte; a library of a few kilobytes has no room for the runtime.
    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) => entry.Size >= 64 << 10 ? new Scanner(entry, sink) : null;

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        foreach (var (fact, path, layer, _) in facts.Visible<GoProgramFact>())
        {
            var modules = fact.Modules.Select(static m => (Module: m, Purl: PurlOf(m.Name, m.Version))).DistinctBy(static m => m.Purl).ToList();
            var isFromSystem = report.UnmodifiedPackageFiles.Contains(path);
            foreach (var (module, purl) in modules)
            {
                report.Packages.Add(new ImagePackage
                {
                    Purl = purl,
                    Name = module.Name,
                    Version = module.Version,
                    Location = path,
                    Layer = layer,
                    // The program names all modules, not which needs which.
                    DependsOn = module.IsMain ? [.. modules.Where(static m => !m.Module.IsMain).Select(static m => m.Purl.ToString()).Order(StringComparer.Ordinal)] : [],
                    IsFromOperatingSystem = isFromSystem,
                });
            }
        }
    }

    // The purl specification: namespace and name are in lower case.
    private static PackageUrl PurlOf(string path, string version)
    {
        path = path.ToLowerInvariant().Trim('/');
        var slash = path.LastIndexOf('/');
        return new PackageUrl { Type = "golang", Namespace = slash > 0 ? path[..slash] : null, Name = path[(slash + 1)..], Version = version };
    }

    private static void Report(GoBuildInfo info, LayerEntry entry, LayerSink sink)
    {
        var modules = new List<GoModuleFact>();
        var replaced = new List<string>();
        if (info.Main is { Replacement: null } main && IsVersion(main.Version))
            modules.Add(new GoModuleFact(main.Path, main.Version, IsMain: true));
        if (info.GoVersion.StartsWith("go", StringComparison.Ordinal))
            modules.Add(new GoModuleFact("stdlib", info.GoVersion[2..].Split(' ')[0], IsMain: false));
        foreach (var module in info.Modules)
        {
            var built = module.Replacement ?? module;
            if (IsVersion(built.Version))
                modules.Add(new GoModuleFact(built.Path, built.Version, IsMain: false));
            else
                replaced.Add(module.Path);
        }

        if (replaced.Count > 0)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"Of {replaced.Count} modules the program does not tell the version, because folders took their place: {string.Join(", ", replaced.Take(5))}{(replaced.Count > 5 ? " …" : "")}.");
        sink.Add(new GoProgramFact { Path = entry.Path, Modules = modules });
    }

    private static bool IsVersion(string version) => version.Length > 0 && version[0] != '(';

    /// <summary>Looks for the build information in the pieces of a program.</summary>
    private sealed class Scanner(LayerEntry entry, LayerSink sink) : ContentScanner
    {
        // The note with the build id stands at the begin of a Go program.
        private const int HeadSize = 4096;

        private readonly ProgramHead _head = new();
        private readonly StreamSearch _buildId = new("Go build ID: \""u8);
        private readonly AlignedSearch _magic = new(GoBuildInfo.Magic);
        private List<byte>? _found;
        private int _needed;
        private long _position;
        private bool _isGo;
        private bool _hasPointers;
        private bool _isDone;

        public override void Read(ReadOnlySpan<byte> bytes)
        {
            if (_isDone)
                return;
            if (_head.Take(bytes) is false)
            {
                _isDone = true;
                return;
            }

            if (_position < HeadSize && !_isGo)
                _isGo = _buildId.Find(bytes[..(int)Math.Min(bytes.Length, HeadSize - _position)], out _);
            Search(bytes);
        }

        public override void Complete()
        {
            if (_isDone)
                return;
            // The longest number may reach beyond the end of the file.
            if (_found is not null && GoBuildInfo.Read([.. _found, .. new byte[10]], out var info) > 0 && info is not null)
                Report(info, entry, sink);
            else if (_hasPointers)
                sink.Gap(GapCodes.Opaque, entry.Path, "The Go program was built before Go 1.18 and keeps its modules behind pointers, which are not followed.");
            else if (_found is not null || _isGo)
                sink.Gap(GapCodes.Opaque, entry.Path, "The Go program has no build information that can be read, so its modules are not known.");
        }

        private void Search(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty && !_isDone)
            {
                if (_found is not null)
                {
                    Collect(ref bytes);
                    continue;
                }

                // It is aligned; the same bytes elsewhere are a text.
                if (!_magic.Find(bytes, _position, out var end))
                {
                    _position += bytes.Length;
                    return;
                }

                bytes = bytes[end..];
                _position += end;
                (_found, _needed) = ([.. GoBuildInfo.Magic], GoBuildInfo.HeaderSize);
            }
        }

        private void Collect(ref ReadOnlySpan<byte> bytes)
        {
            var taken = Math.Min(bytes.Length, _needed - _found!.Count);
            _found.AddRange(bytes[..taken]);
            bytes = bytes[taken..];
            _position += taken;
            if (_found.Count < _needed)
                return;
            var candidate = CollectionsMarshal.AsSpan(_found);
            _needed = GoBuildInfo.Read(candidate, out var info);
            if (info is not null)
            {
                _isDone = true;
                Report(info, entry, sink);
            }
            else if (_needed <= _found.Count)
            {
                // The magic bytes in a program that looks for them, as Go's own tools do: what follows is searched again.
                _hasPointers |= GoBuildInfo.HasPointers(candidate);
                _found = null;
                candidate = candidate[GoBuildInfo.Magic.Length..];
                _position -= candidate.Length;
                Search(candidate);
            }
        }
    }
}

/// <summary>The modules of a Go program.</summary>
internal sealed record GoProgramFact : LayerFact
{
    public IReadOnlyList<GoModuleFact> Modules { get; init; } = [];
}

/// <summary>A module of a Go program, as it was built.</summary>
/// <param name="Name">The path: <c>golang.org/x/net</c>; <c>stdlib</c> for the standard library.</param>
/// <param name="Version">The version, with its <c>v</c>; of the standard library without.</param>
/// <param name="IsMain">Whether it is the program's own.</param>
internal sealed record GoModuleFact(string Name, string Version, bool IsMain);
