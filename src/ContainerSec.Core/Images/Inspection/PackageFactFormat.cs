using ContainerSec.Images.Inspectors;

namespace ContainerSec.Images.Inspection;

/// <summary>How facts of packages are kept: a layer has thousands of them that say the same few words, and as JSON they take longer to read than all else.</summary>
/// <remarks>Each stands with its kind and the number of other facts since the one before, so that all come back in their order.</remarks>
internal static class PackageFactFormat
{
    private const int SystemPackage = 0;
    private const int PackageFiles = 1;
    private const int Copyright = 2;

    /// <summary>Writes what it knows, and gives back the others.</summary>
    public static List<LayerFact> Write(IReadOnlyList<LayerFact> facts, CompactWriter writer)
    {
        var others = new List<LayerFact>();
        var before = 0;
        foreach (var fact in facts)
        {
            Action<CompactWriter>? rest = fact switch
            {
                SystemPackageFact package => w => Write(package, w),
                PackageFilesFact files => w => Write(files, w),
                CopyrightFact copyright => w => Write(copyright, w),
                _ => null,
            };
            if (rest is null)
            {
                others.Add(fact);
                continue;
            }

            writer.Number(others.Count - before);
            before = others.Count;
            writer.Number(fact is SystemPackageFact ? SystemPackage : fact is PackageFilesFact ? PackageFiles : Copyright);
            writer.Text(fact.Path);
            writer.Number(fact.Entry);
            rest(writer);
        }

        return others;
    }

    /// <summary>Reads them back among the others.</summary>
    /// <exception cref="InvalidDataException">The bytes are no facts.</exception>
    public static IReadOnlyList<LayerFact> Read(ReadOnlySpan<byte> bytes, IReadOnlyList<LayerFact> others)
    {
        if (bytes.IsEmpty)
            return others;
        var facts = new List<LayerFact>(others.Count + 64);
        var reader = new CompactReader(bytes);
        var other = 0;
        while (!reader.IsAtEnd)
        {
            for (var until = other + reader.Number(others.Count - other); other < until; other++)
                facts.Add(others[other]);
            var kind = reader.Number(Copyright);
            var path = reader.Text() ?? throw new InvalidDataException();
            var entry = reader.Number(int.MaxValue);
            LayerFact fact = kind switch
            {
                SystemPackage => ReadPackage(path, ref reader),
                PackageFiles => new PackageFilesFact { Path = path, Package = reader.Text(), Files = reader.Text() ?? throw new InvalidDataException() },
                _ => new CopyrightFact { Path = path, Licenses = reader.Texts() ?? throw new InvalidDataException() },
            };
            fact.Entry = entry;
            facts.Add(fact);
        }

        for (; other < others.Count; other++)
            facts.Add(others[other]);
        return facts;
    }

    private static void Write(SystemPackageFact package, CompactWriter writer)
    {
        writer.Text(package.Type);
        writer.Text(package.Name);
        writer.Text(package.Version);
        writer.Text(package.Epoch?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.Text(package.Architecture);
        writer.Text(package.SourceName);
        writer.Text(package.SourceVersion);
        writer.Text(package.SourceFile);
        writer.Text(package.Module);
        writer.Text(package.Supplier);
        writer.Texts(package.Licenses);
        writer.Texts(package.Requires);
        writer.Texts(package.Provides);
    }

    // In the order of Write: an object initializer runs from top to bottom.
    private static SystemPackageFact ReadPackage(string path, ref CompactReader reader) => new()
    {
        Path = path,
        Type = reader.Text() ?? throw new InvalidDataException(),
        Name = reader.Text() ?? throw new InvalidDataException(),
        Version = reader.Text() ?? throw new InvalidDataException(),
        Epoch = reader.Text() is not { } epoch ? null : uint.TryParse(epoch, out var number) ? number : throw new InvalidDataException(),
        Architecture = reader.Text(),
        SourceName = reader.Text(),
        SourceVersion = reader.Text(),
        SourceFile = reader.Text(),
        Module = reader.Text(),
        Supplier = reader.Text(),
        Licenses = reader.Texts(),
        Requires = reader.Texts(),
        Provides = reader.Texts(),
    };

    private static void Write(PackageFilesFact files, CompactWriter writer)
    {
        writer.Text(files.Package);
        writer.Text(files.Files);
    }

    private static void Write(CopyrightFact copyright, CompactWriter writer) => writer.Texts(copyright.Licenses);
}
