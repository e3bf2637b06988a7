namespace ContainerSec.Images.Sources.Folders;

/// <summary>The unpacked root of an image or container: one layer, made to an archive while it is read.</summary>
internal sealed class DirectorySource(string path) : ImageSource
{
    public override string Name => $"dir:{path}";

    public override Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(path))
            throw new ContainerSecException($"{path}: error CSEC0001: there is no such folder.");
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Task.FromResult(new SourceImage { Layers = [new FolderLayer(root, options.Budgets)] });
    }

    private sealed class FolderLayer(string root, InspectionBudgets budgets) : SourceLayer
    {
        private readonly List<Gap> _gaps = [];

        public override IReadOnlyList<Gap> Gaps => _gaps;

        public override Task<Stream> OpenAsync(CancellationToken cancellationToken = default)
        {
            _gaps.Clear();
            return Task.FromResult<Stream>(new FolderTar(root, budgets, _gaps));
        }
    }
}
