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

    private static void AddCapabilities(ViewEntry entry, ImageReportBuilder report)
    {
        if (!FileCapabilities.TryRead(entry.Capability.ToArray(), out var capabilities))
        {
            report.Gaps.Add(new Gap { Code = GapCodes.Entry, Layer = entry.Layer, Path = entry.Path, Message = "The file has capabilities in a form that is not known (attribute security.capability)." });
            return;
        }

        report.FileCapabilities.Add(new CapableFile
        {
            Path = entry.Path,
            Permitted = capabilities.Permitted,
            Inheritable = capabilities.Inheritable,
            IsEffective = capabilities.IsEffective,
            RootId = capabilities.RootId,
            Layer = entry.Layer,
        });
    }
}
