using ContainerSec.Images.Layers;
using Microsoft.Win32.SafeHandles;

namespace ContainerSec.Images.Sources.Archives;

/// <summary>An archive that is not packed: each entry is a section of the file, so all can be read at the same time.</summary>
internal sealed class PlainArchive(string path) : ImageArchive
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.None);

    public override string Name => path;

    public override Task<Stream> OpenAsync(ArchiveMember member, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(new FileSection(_file, member.Offset, member.Size));

    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task IndexAsync(InspectionBudgets budgets, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using var _ = file.ConfigureAwait(false);
        await IndexAsync(new TarReader(file, budgets), budgets, noted: null, cancellationToken).ConfigureAwait(false);
    }
}
