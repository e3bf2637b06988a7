using System.Buffers.Binary;
using System.Text;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Looks for .NET in a program that goes by: a single-file application, or one that was compiled ahead of time.</summary>
/// <remarks>
/// A single file has, somewhere in its host, a signature of 32 bytes and before it the offset of the manifest, which stands at the end, after the files.
/// deps.json and runtimeconfig.json are never compressed, so what looks like one is kept until the manifest tells whether it is.
/// A program of NativeAOT has its code in a section of its own and names the compiler in .comment; it exports DotNetRuntimeDebugHeader.
/// </remarks>
internal sealed class ExecutableScanner(LayerEntry entry, LayerSink sink) : ContentScanner
{
    // The SHA-256 of ".net core bundle\n".
    private static ReadOnlySpan<byte> BundleSignature =>
    [
        0x8B, 0x12, 0x02, 0xB9, 0x6A, 0x61, 0x20, 0x38, 0x72, 0x7B, 0x93, 0x02, 0x14, 0xD7, 0xA0, 0x32,
        0x13, 0xF5, 0xB9, 0xE6, 0xEF, 0xAE, 0x33, 0x18, 0xEE, 0x3B, 0x2D, 0xCE, 0x24, 0xB3, 0x6A, 0xAE,
    ];

    private static ReadOnlySpan<byte> CompilerMark => ".NET: ilc "u8;

    private static ReadOnlySpan<byte> RuntimeMark => "\0DotNetRuntimeDebugHeader\0"u8;

    private static ReadOnlySpan<byte> JsonMark => "\"runtime"u8;

    // What is looked at around a mark: before it the offset or white space, after it the rest of a word or a version.
    private const int Around = StreamWindow.Overlap / 2;
    private const int MaxManifestSize = 8 << 20;
    private const int MaxJsonSize = 4 << 20;
    private const int MaxJsonTotal = 8 << 20;
    private const int MaxDocuments = 1000;
    private const int MaxCandidates = 4;

    private readonly StreamWindow _window = new();
    private readonly List<StreamCapture> _manifests = [];
    private readonly List<JsonCapture> _documents = [];
    private readonly List<(long Place, string Version)> _compilers = [];
    private JsonCapture? _document;
    private ElfSections? _sections;
    private long _searched;
    private int _documentsSize;
    private bool _isStarted;
    private bool _isIgnored;
    private bool _isElf;
    private bool _exportsRuntime;

    public override void Read(ReadOnlySpan<byte> bytes)
    {
        if (!_isStarted && bytes.Length > 0)
        {
            // The first byte of ELF, PE and Mach-O (of both byte orders, and of several architectures): scripts and data are left alone at once.
            _isStarted = true;
            _isIgnored = bytes[0] is not (0x7F or (byte)'M' or 0xCF or 0xCE or 0xFE or 0xCA);
        }

        while (!_isIgnored && bytes.Length > 0)
        {
            if (_window.IsFull)
                Look(isLast: false);
            if (!_isIgnored)
                bytes = bytes[_window.Append(bytes)..];
        }
    }

    public override void Complete()
    {
        if (!_isIgnored)
            Look(isLast: true);
        if (!_isIgnored)
            Conclude();
        _window.Close();
    }

    private void Look(bool isLast)
    {
        if (_searched == 0 && !Start())
        {
            _isIgnored = true;
            return;
        }

        _sections?.Capture.Fill(_window);
        var limit = isLast ? _window.End : _window.End - Around;
        Search(BundleSignature, limit, FoundSignature);
        if (_isElf)
        {
            if (_compilers.Count < MaxCandidates)
                Search(CompilerMark, limit, FoundCompiler);
            if (!_exportsRuntime)
                Search(RuntimeMark, limit, (_, _) => _exportsRuntime = true);
        }

        foreach (var manifest in _manifests)
            manifest.Fill(_window);
        if (_manifests.Count > 0)
            SearchDocuments(limit);
        _searched = Math.Max(_searched, limit);
    }

    private bool Start()
    {
        var bytes = _window.Bytes;
        _isElf = bytes.StartsWith("\u007FELF"u8);
        _sections = ElfSections.Of(bytes, entry.Size);
        return _isElf || bytes.StartsWith("MZ"u8) || (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) is 0xCFFAEDFE or 0xCEFAEDFE or 0xFEEDFACE or 0xFEEDFACF or 0xCAFEBABE);
    }

    private void Search(ReadOnlySpan<byte> mark, long limit, Action<int, long> found)
    {
        var at = (int)(_searched - _window.Start);
        var bytes = _window.Bytes;
        while (bytes[at..].IndexOf(mark) is var next and >= 0)
        {
            at += next;
            // One that begins later is seen again, with all that is around it.
            if (_window.Start + at >= limit)
                return;
            found(at, _window.Start + at);
            at++;
        }
    }

    private void FoundSignature(int at, long place)
    {
        if (at < sizeof(long) || _manifests.Count == MaxCandidates)
            return;
        var offset = BinaryPrimitives.ReadInt64LittleEndian(_window.Bytes[(at - sizeof(long))..]);
        // A host without files has zero there.
        if (offset > place && offset < entry.Size)
            _manifests.Add(new StreamCapture(offset, Math.Min(entry.Size - offset, MaxManifestSize)));
    }

    private void FoundCompiler(int at, long place)
    {
        var text = _window.Bytes[(at + CompilerMark.Length)..];
        text = text[..Math.Min(text.Length, Around - CompilerMark.Length)];
        var end = text.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E);
        if (end > 0 && _compilers.Count < MaxCandidates)
            _compilers.Add((place, Encoding.ASCII.GetString(text[..end])));
    }

    // Inside of the bundle, from signature to manifest: { "runtimeTarget": … or { "runtimeOptions": …
    private void SearchDocuments(long limit)
    {
        var end = _manifests.Max(static m => m.Start);
        var place = Math.Max(_searched, _window.Start);
        while (true)
        {
            if (_document is not null)
            {
                _document.Feed(_window.Bytes[(int)(_document.End - _window.Start)..]);
                if (!_document.IsComplete && !_document.IsGivenUp)
                    return;
                Keep(_document);
                place = Math.Max(place, _document.IsGivenUp ? _document.Start + 1 : _document.End);
                _document = null;
            }

            if (place >= limit || place >= end)
                return;
            var next = _window.Bytes[(int)(place - _window.Start)..].IndexOf(JsonMark);
            if (next < 0 || (place += next) >= limit)
                return;
            if (StartOfDocument((int)(place - _window.Start)) is { } start && _documentsSize < MaxJsonTotal && _documents.Count < MaxDocuments)
                _document = new JsonCapture(start, Math.Min(MaxJsonSize, MaxJsonTotal - _documentsSize));
            place++;
        }
    }

    private long? StartOfDocument(int at)
    {
        var bytes = _window.Bytes;
        var rest = bytes[(at + JsonMark.Length)..];
        if (!rest.StartsWith("Target\""u8) && !rest.StartsWith("Options\""u8))
            return null;
        var brace = bytes[..at].LastIndexOfAnyExcept(" \t\r\n"u8);
        return brace >= 0 && bytes[brace] == (byte)'{' ? _window.Start + brace : null;
    }

    private void Keep(JsonCapture document)
    {
        if (!document.IsComplete)
            return;
        _documents.Add(document);
        _documentsSize += document.Bytes.Length;
    }

    private void Conclude()
    {
        foreach (var capture in _manifests)
        {
            if (BundleManifest.Read(capture.Bytes.Span, capture.Start) is { } manifest)
            {
                AddBundle(manifest);
                return;
            }
        }

        if (_manifests.Count > 0)
            sink.Gap(GapCodes.DotNetApplication, entry.Path, "The program has the mark of a .NET single-file application, and its table of contents cannot be read; its packages cannot be told.");
        else if (_isElf)
            ConcludeNative();
    }

    private void AddBundle(BundleManifest manifest)
    {
        var dependencies = Document(manifest, BundleFileType.DepsJson, ".deps.json");
        var configuration = Document(manifest, BundleFileType.RuntimeConfigJson, ".runtimeconfig.json");
        string? problem = null, configurationProblem = null;
        sink.Add(new BundleFact
        {
            Path = entry.Path,
            Version = manifest.Version,
            Files = [.. manifest.Files.Where(static f => f.Type is not BundleFileType.Symbols).Select(static f => f.Path)],
            IsCompressed = manifest.Files.Exists(static f => f.CompressedSize > 0),
            Manifest = dependencies is null ? null : DependencyManifestReader.Read(dependencies.Bytes, out problem),
            Configuration = configuration is null ? null : RuntimeConfigurationReader.Read(configuration.Bytes, out configurationProblem),
        });
        if ((problem ?? configurationProblem) is { } message)
            sink.Gap(GapCodes.DotNetApplication, entry.Path, message);
    }

    private JsonCapture? Document(BundleManifest manifest, BundleFileType type, string extension)
    {
        var file = manifest.Files.Find(f => f.Type == type) ?? manifest.Files.Find(f => f.Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        // The file may begin with a byte order mark and end with white space.
        return file is not { CompressedSize: 0 } ? null : _documents.Find(d => d.Start - file.Offset is 0 or 3 && d.End <= file.Offset + file.Size);
    }

    private void ConcludeNative()
    {
        var sections = _sections?.Read() ?? [];
        var hasNames = sections.Exists(static s => s.Name.Length > 0);
        // Without names of sections, the exported symbol and the compiler's mark together leave no doubt either.
        var isNative = hasNames ? sections.Exists(static s => s is { Name: "__managedcode", HasContent: true }) : _exportsRuntime && _compilers.Count > 0;
        if (!isNative)
            return;
        var comment = sections.Find(static s => s.Name == ".comment");
        var compiler = _compilers.Find(c => comment is null || (c.Place >= comment.Offset && c.Place < comment.Offset + comment.Size)).Version;
        sink.Add(new NativeApplicationFact { Path = entry.Path, Compiler = compiler });
    }
}

/// <summary>A single-file application.</summary>
internal sealed record BundleFact : LayerFact
{
    /// <summary>The version of the bundle's format.</summary>
    public uint Version { get; init; }

    /// <summary>The files in it, relative to the application.</summary>
    public List<string> Files { get; init; } = [];

    public bool IsCompressed { get; init; }

    public DependencyManifest? Manifest { get; init; }

    public RuntimeConfiguration? Configuration { get; init; }
}

/// <summary>A program that was compiled ahead of time.</summary>
internal sealed record NativeApplicationFact : LayerFact
{
    /// <summary>The version of the compiler; null when the file does not tell it.</summary>
    public string? Compiler { get; init; }
}
