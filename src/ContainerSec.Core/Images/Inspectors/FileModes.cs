using System.Buffers.Binary;
using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Inspectors;

/// <summary>Files whose mode, capabilities or type give rights: setuid, setgid, world-writable, file capabilities, devices.</summary>
/// <remarks>inode(7), capabilities(7). The archive's headers tell it all: no file is read.</remarks>
internal sealed class FileModes : Inspector
{
    private const int SetUserId = 0b100_000_000_000;
    private const int SetGroupId = 0b010_000_000_000;
    private const int Sticky = 0b001_000_000_000;
    private const int WritableByOthers = 0b000_000_010;

    public override InspectorInfo Info { get; } = new("file-modes", Version: 1) { Interests = [] };

    public override void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
        foreach (var entry in facts.View.Entries)
        {
            var isFile = entry.Type is EntryType.File or EntryType.HardLink;
            if (isFile && (entry.Mode & (SetUserId | SetGroupId)) != 0)
                report.SetuidFiles.Add(FileOf(entry));
            if ((entry.Mode & WritableByOthers) != 0 && (isFile || (entry.Type == EntryType.Folder && (entry.Mode & Sticky) == 0)))
                report.WorldWritable.Add(FileOf(entry));
            if (entry.Type is EntryType.CharacterDevice or EntryType.BlockDevice)
                report.Devices.Add(FileOf(entry));
            if (isFile && !entry.Capability.IsEmpty)
                AddCapabilities(entry, report);
        }
    }

    private static ImageFile FileOf(ViewEntry entry) => new() { Path = entry.Path, Mode = entry.Mode, UserId = entry.UserId, GroupId = entry.GroupId, Layer = entry.Layer };

    // struct vfs_cap_data of linux/capability.h: revision and flags, then permitted and inheritable in halves of 32 bits, then in version 3 the root id. All little-endian.
    private static void AddCapabilities(ViewEntry entry, ImageReportBuilder report)
    {
        var bytes = entry.Capability;
        var head = bytes.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        var version = head >> 24;
        if ((version, bytes.Length) is not ((1, 12) or (2, 20) or (3, 24)))
        {
            report.Gaps.Add(new Gap { Code = GapCodes.Entry, Layer = entry.Layer, Path = entry.Path, Message = "The file has capabilities in a form that is not known (attribute security.capability)." });
            return;
        }

        var (permitted, inheritable) = ((ulong)Word(bytes, 1), (ulong)Word(bytes, 2));
        if (version > 1)
        {
            permitted |= (ulong)Word(bytes, 3) << 32;
            inheritable |= (ulong)Word(bytes, 4) << 32;
        }

        report.FileCapabilities.Add(new CapableFile
        {
            Path = entry.Path,
            Permitted = new CapabilitySet(permitted),
            Inheritable = new CapabilitySet(inheritable),
            IsEffective = (head & 1) != 0,
            RootId = version == 3 ? Word(bytes, 5) : null,
            Layer = entry.Layer,
        });
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * index)..]);
}
