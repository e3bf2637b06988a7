using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>Reads the identity of a managed assembly that goes by: only its headers and its metadata are kept.</summary>
/// <remarks>
/// ECMA-335, II.25 (PE headers, CLI header, metadata root) and II.22.2 (Assembly table). ReadyToRun: dotnet/runtime,
/// docs/design/coreclr/botr/readytorun-format.md, "CLI header": the field ManagedNativeHeader leads to a header that begins with "RTR".
/// </remarks>
internal sealed class AssemblyScanner(LayerEntry entry, LayerSink sink) : ContentScanner
{
    // The largest of the framework has 3.4 MB; what is larger is told as a gap.
    private const int MaxMetadataSize = 16 << 20;
    private const int CliHeaderSize = 72;
    private const int MaxSections = 96;

    private readonly StreamWindow _window = new();
    private List<PeSection> _sections = [];
    private StreamCapture? _cliHeader;
    private StreamCapture? _nativeHeader;
    private StreamCapture? _metadata;
    private bool _isStarted;
    private bool _isIgnored;

    public override void Read(ReadOnlySpan<byte> bytes)
    {
        while (!_isIgnored && bytes.Length > 0)
        {
            if (_window.IsFull)
                Look();
            if (!_isIgnored)
                bytes = bytes[_window.Append(bytes)..];
        }
    }

    public override void Complete()
    {
        if (!_isIgnored)
            Look();
        if (!_isIgnored)
            Conclude();
        _window.Close();
    }

    private void Look()
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _isIgnored = !Start(_window.Bytes);
        }

        _cliHeader?.Fill(_window);
        if (_metadata is null && _cliHeader is { IsComplete: true } header)
            ReadCliHeader(header.Bytes.Span);
        _nativeHeader?.Fill(_window);
        _metadata?.Fill(_window);
        if (_metadata is { IsComplete: true })
        {
            Conclude();
            _isIgnored = true;
        }
    }

    // From "MZ" over the PE header to the fifteenth data directory, the CLI header; null there means that it is no managed file.
    private bool Start(ReadOnlySpan<byte> head)
    {
        if (head.Length < 0x40 || !head.StartsWith("MZ"u8))
            return false;
        var pe = BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..]);
        if (pe < 0 || pe > head.Length - 24 || !head[pe..].StartsWith("PE\0\0"u8))
            return false;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 6)..]);
        var optional = head[(pe + 24)..];
        var optionalSize = BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 20)..]);
        if (optionalSize > optional.Length || optionalSize < 2 || count > MaxSections)
            return false;
        // The directories come after 96 bytes in PE32, after 112 in PE32+.
        var fixedSize = BinaryPrimitives.ReadUInt16LittleEndian(optional) == 0x10B ? 96 : 112;
        var directories = optional[Math.Min(fixedSize, (int)optionalSize)..optionalSize];
        if (directories.Length < 15 * 8)
            return false;
        _sections = SectionsOf(optional[optionalSize..], count);
        if (OffsetOf(BinaryPrimitives.ReadUInt32LittleEndian(directories[(14 * 8)..])) is not { } place)
            return false;
        _cliHeader = new StreamCapture(place, CliHeaderSize);
        return true;
    }

    private static List<PeSection> SectionsOf(ReadOnlySpan<byte> table, int count)
    {
        var sections = new List<PeSection>();
        for (var i = 0; i < count && (i + 1) * 40 <= table.Length; i++)
        {
            var section = table.Slice(i * 40, 40);
            sections.Add(new PeSection(
                BinaryPrimitives.ReadUInt32LittleEndian(section[12..]),
                BinaryPrimitives.ReadUInt32LittleEndian(section[16..]),
                BinaryPrimitives.ReadUInt32LittleEndian(section[20..])));
        }

        return sections;
    }

    // Where an address of the loaded image stands in the file; null for none.
    private long? OffsetOf(uint address)
    {
        foreach (var section in _sections)
        {
            if (address != 0 && address >= section.Address && address - section.Address < section.Size)
                return (long)address - section.Address + section.Offset;
        }

        return null;
    }

    private void ReadCliHeader(ReadOnlySpan<byte> header)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        // What is not ahead in the file cannot be had any more; no compiler writes it so.
        if (OffsetOf(BinaryPrimitives.ReadUInt32LittleEndian(header[8..])) is not { } place || place < _window.Start || size is 0 or > MaxMetadataSize)
        {
            _isIgnored = true;
            sink.Gap(GapCodes.DotNetApplication, entry.Path, $"The metadata of the .NET assembly has {size:N0} bytes or a place where it is not read.");
            return;
        }

        _metadata = new StreamCapture(place, size);
        if (OffsetOf(BinaryPrimitives.ReadUInt32LittleEndian(header[64..])) is { } native && native >= _window.Start)
            _nativeHeader = new StreamCapture(native, 4);
    }

    private void Conclude()
    {
        if (_metadata is not { IsComplete: true } metadata)
        {
            if (_metadata is not null)
                sink.Gap(GapCodes.DotNetApplication, entry.Path, "The .NET assembly ends before its metadata does.");
            return;
        }

        try
        {
            using var provider = MetadataReaderProvider.FromMetadataImage(ImmutableCollectionsMarshal.AsImmutableArray(metadata.Bytes.ToArray()));
            Add(provider.GetMetadataReader());
        }
        catch (Exception exception) when (exception is BadImageFormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            sink.Gap(GapCodes.DotNetApplication, entry.Path, $"The metadata of the .NET assembly cannot be read: {exception.Message}");
        }
    }

    private void Add(MetadataReader reader)
    {
        // A module of an assembly has no identity of its own.
        if (!reader.IsAssembly)
            return;
        var assembly = reader.GetAssemblyDefinition();
        string? informational = null, framework = null;
        var isReference = false;
        foreach (var handle in assembly.GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            switch (NameOf(reader, attribute))
            {
                case "AssemblyInformationalVersionAttribute":
                    informational = FirstText(reader, attribute);
                    break;
                case "TargetFrameworkAttribute":
                    framework = FirstText(reader, attribute);
                    break;
                case "ReferenceAssemblyAttribute":
                    isReference = true;
                    break;
            }
        }

        // What only a compiler reads does not run.
        if (isReference)
            return;
        sink.Add(new AssemblyFact
        {
            Path = entry.Path,
            Name = reader.GetString(assembly.Name),
            Version = assembly.Version.ToString(),
            InformationalVersion = informational,
            TargetFramework = framework is null ? null : TargetFrameworkName.Short(framework),
            ModuleId = reader.GetGuid(reader.GetModuleDefinition().Mvid),
            IsReadyToRun = _nativeHeader is { IsComplete: true } native && native.Bytes.Span.SequenceEqual("RTR\0"u8),
            IsSatellite = !assembly.Culture.IsNil,
        });
    }

    private static string NameOf(MetadataReader reader, CustomAttribute attribute)
    {
        // The framework's own assemblies define the attributes that they carry.
        if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
            return reader.GetString(reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name);
        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) : "";
    }

    // ECMA-335, II.23.3: a prolog of 0x0001, then the arguments of the constructor.
    private static string? FirstText(MetadataReader reader, CustomAttribute attribute)
    {
        var blob = reader.GetBlobReader(attribute.Value);
        return blob.Length > 2 && blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null;
    }

    private readonly record struct PeSection(uint Address, uint Size, uint Offset);
}

/// <summary>A managed assembly.</summary>
internal sealed record AssemblyFact : LayerFact
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? InformationalVersion { get; init; }

    public string? TargetFramework { get; init; }

    /// <summary>The id that the compiler gave to this very compilation: two files with it are the same code, trimmed or precompiled or not.</summary>
    public Guid ModuleId { get; init; }

    public bool IsReadyToRun { get; init; }

    public bool IsSatellite { get; init; }
}
