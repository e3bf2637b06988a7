using System.IO.Compression;
using System.Text.Json;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Crates that Rust programs were built from, as cargo-auditable recorded them.</summary>
/// <remarks>
/// The section <c>.dep-v0</c> holds JSON packed with zlib (cargo-auditable, PARSING.md and its schema); it is not loaded, so it stands behind the constants and code.
/// Constants of a Rust program name sources below <c>/rustc</c>; from the first such name on, the end of the program is kept.
/// Crates for building only, and those of the program's own source, are not packages of the image. ELF only: images of Linux have no others.
/// </remarks>
internal sealed class RustPrograms : Inspector
{
    private const int MaxKept = 16 << 20;

    // What cargo-auditable itself takes for more than enough.
    private const int MaxUnpacked = 8 << 20;
    private const int MaxCrates = 20_000;

    public override InspectorInfo Info { get; } = new("rust", Version: 1)
    {
        Interests = [PathInterest.Executables],
        MaxFileSize = null,
    };

    public override ContentScanner? Scan(LayerEntry entry, LayerSink sink) => entry.Size >= 4096 ? new Scanner(entry, sink) : null;

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        foreach (var (fact, path, layer, _) in facts.Visible<RustProgramFact>())
        {
            var isFromSystem = report.UnmodifiedPackageFiles.Contains(path);
            if (fact.Crates is not { } crates)
            {
                if (!isFromSystem)
                    report.Gaps.Add(new Gap { Code = GapCodes.Opaque, Layer = layer, Path = path, Message = "The program was written in Rust and has no list of its crates, as cargo-auditable adds one; what it was built from is not known." });
                continue;
            }

            var purls = crates.Select(static c => new PackageUrl { Type = "cargo", Name = c.Name, Version = c.Version }).ToList();
            for (var i = 0; i < crates.Count; i++)
            {
                if (!crates[i].IsReported)
                    continue;
                report.Packages.Add(new ImagePackage
                {
                    Purl = purls[i],
                    Name = crates[i].Name,
                    Version = crates[i].Version,
                    Location = path,
                    Layer = layer,
                    DependsOn = [.. crates[i].Requires.Where(r => r >= 0 && r < crates.Count && crates[r].IsReported && r != i).Select(r => purls[r].ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    IsFromOperatingSystem = isFromSystem,
                });
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> section, LayerEntry entry, LayerSink sink)
    {
        try
        {
            using var document = JsonDocument.Parse(Unpack(section));
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("packages", out var packages) || packages.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException("it has no list of packages");
            sink.Add(new RustProgramFact { Path = entry.Path, Crates = [.. packages.EnumerateArray().Take(MaxCrates).Select(CrateOf)] });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException or IOException)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"The list of crates in the Rust program cannot be read: {exception.Message}");
        }
    }

    private static RustCrate CrateOf(JsonElement package)
    {
        var (name, version) = (Evidence.NameOf(package.Text("name")), Evidence.NameOf(package.Text("version")));
        if (name is null || version is null)
            throw new InvalidDataException("a crate has no name or version");
        var requires = package.TryGetProperty("dependencies", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(static d => d.TryGetInt32(out _)).Select(static d => d.GetInt32()).Take(MaxCrates)
            : [];
        return new RustCrate
        {
            Name = name,
            Version = version,
            IsReported = package.Text("kind") is not "build" && !"local".Equals(package.Text("source"), StringComparison.OrdinalIgnoreCase),
            Requires = [.. requires],
        };
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> section)
    {
        using var unpacked = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(section.ToArray(), writable: false), CompressionMode.Decompress);
        var piece = new byte[16 << 10];
        while (zlib.Read(piece) is > 0 and var count)
        {
            unpacked.Write(piece, 0, count);
            if (unpacked.Length > MaxUnpacked)
                throw new InvalidDataException($"it is larger than {MaxUnpacked:N0} bytes");
        }

        return unpacked.GetBuffer().AsMemory(0, (int)unpacked.Length);
    }

    /// <summary>Keeps the end of a program that shows to be of Rust.</summary>
    private sealed class Scanner(LayerEntry entry, LayerSink sink) : ContentScanner
    {
        // "/rustc/" and the 40 digits of a commit, or Debian's "/rustc-1.".
        private const int SignSize = 42;

        private readonly StreamSearch _sign = new("/rustc"u8);
        private readonly byte[] _head = new byte[ElfSections.HeadSize];
        private readonly byte[] _afterSign = new byte[SignSize];
        private byte[]? _tail;
        private long _tailStart;
        private long _position;
        private long _signEnd = -1;
        private bool _isOther;

        public override void Read(ReadOnlySpan<byte> bytes)
        {
            if (_isOther)
                return;
            Copy(bytes, _position, _head, 0);
            if (_position + bytes.Length >= 4 && !_head.AsSpan().StartsWith("\u007fELF"u8))
            {
                _isOther = true;
                return;
            }

            if (_signEnd < 0 && _sign.Find(bytes, out var end))
            {
                _signEnd = _position + end;
                _tailStart = Math.Max(_signEnd, entry.Size - MaxKept);
                _tail = new byte[Math.Max(0, entry.Size - _tailStart)];
            }

            if (_tail is not null)
            {
                Copy(bytes, _position, _tail, _tailStart);
                Copy(bytes, _position, _afterSign, _signEnd);
            }

            _position += bytes.Length;
        }

        public override void Complete()
        {
            if (_isOther || _tail is null)
                return;
            if (!new ElfSections(_head, _tail, _tailStart).TryFind(".dep-v0"u8, out var section))
            {
                if (IsRust())
                    sink.Gap(GapCodes.Opaque, entry.Path, "The Rust program is too large, or its section headers are damaged, so that a list of its crates would not be found.");
            }
            else if (!section.IsEmpty)
            {
                RustPrograms.Read(section, entry, sink);
            }
            else if (IsRust())
            {
                sink.Add(new RustProgramFact { Path = entry.Path });
            }
        }

        private bool IsRust() =>
            _afterSign.AsSpan().StartsWith("-1."u8) || (_afterSign[0] == '/' && !_afterSign.AsSpan(1, 40).ContainsAnyExcept("0123456789abcdef"u8));

        // The part of a piece that belongs into a place of the file that is kept.
        private static void Copy(ReadOnlySpan<byte> bytes, long position, byte[] kept, long keptStart)
        {
            var from = Math.Max(position, keptStart);
            var to = Math.Min(position + bytes.Length, keptStart + kept.Length);
            if (from < to)
                bytes[(int)(from - position)..(int)(to - position)].CopyTo(kept.AsSpan((int)(from - keptStart)));
        }
    }
}

/// <summary>A program of Rust.</summary>
internal sealed record RustProgramFact : LayerFact
{
    /// <summary>In the order of its list, which they name one another by; null when it has none.</summary>
    public IReadOnlyList<RustCrate>? Crates { get; init; }
}

/// <summary>A crate of a program.</summary>
internal sealed record RustCrate
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Whether it is a package: not for building only, not the program's own source.</summary>
    public bool IsReported { get; init; }

    /// <summary>Places in the list.</summary>
    public IReadOnlyList<int> Requires { get; init; } = [];
}
