using System.Text;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Reads a Java archive and the archives in it.</summary>
/// <remarks>
/// Maven writes <c>META-INF/maven/group/artifact/pom.properties</c> into what it builds; an archive with several took others in. Without one, the manifest and the file's name tell what they tell
/// (JAR File Specification, "Main Attributes"; OSGi Core, "Bundle Manifest Headers"). An archive with <c>BOOT-INF</c> or <c>WEB-INF</c> is an application: what is said of itself is no package.
/// </remarks>
internal sealed class JavaArchiveReader(LayerEntry entry, LayerSink sink)
{
    private const int MaxUnpacked = 128 << 20;
    private const int MaxNested = 32 << 20;
    private const int MaxText = 1 << 20;
    private const int MaxArchives = 5000;
    private const int MaxItems = 2_000_000;
    private const int MaxPackages = 5000;

    private static readonly string[] s_extensions = [".jar", ".war", ".ear", ".par", ".hpi", ".jpi"];

    private long _unpacked;
    private int _archives;
    private int _items;
    private int _packages;
    private bool _isExhausted;

    /// <summary>Reads an archive.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="inner">Where it is in the file: empty for the file itself, else <c>!/BOOT-INF/lib/a.jar</c>.</param>
    /// <param name="depth">How many archives it is in.</param>
    public void Read(ReadOnlyMemory<byte> bytes, string inner, int depth)
    {
        if (bytes.IsEmpty || Exhausted(++_archives > MaxArchives))
            return;
        if (ZipDirectory.Open(bytes) is not { } directory)
        {
            sink.Gap(GapCodes.Opaque, entry.Path, $"The Java archive{Named(inner)} is no zip archive that can be read.");
            return;
        }

        var contents = new Contents();
        while (directory.Next(out var item) && !Exhausted(++_items > MaxItems))
            Take(directory, item, contents, inner, depth);
        Report(contents, inner);
    }

    private static string Named(string inner) => inner.Length > 0 ? $" '{inner[2..]}'" : "";

    private void Take(ZipDirectory directory, ZipItem item, Contents contents, string inner, int depth)
    {
        var name = item.Name.Span;
        contents.IsApplication |= name.StartsWith("BOOT-INF/"u8) || name.StartsWith("WEB-INF/"u8);
        var lastSlash = name.LastIndexOf((byte)'/');
        if (lastSlash > 0 && name.EndsWith(".class"u8))
            contents.SeeClass(name[..(lastSlash + 1)]);
        else if (name.SequenceEqual("META-INF/MANIFEST.MF"u8))
            contents.Manifest = JarManifest.Read(ReadText(directory, item));
        else if (name.StartsWith("META-INF/maven/"u8) && name.EndsWith("/pom.properties"u8))
            contents.Add(PomOf(ReadText(directory, item)));
        else if (name[(name.LastIndexOf((byte)'.') + 1)..] is { Length: 3 } && IsArchive(item.Text))
            ReadNested(directory, item, inner, depth);
    }

    private static bool IsArchive(string name) => s_extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private void ReadNested(ZipDirectory directory, ZipItem item, string inner, int depth)
    {
        if (depth >= sink.Budgets.MaxNesting)
        {
            sink.Gap(GapCodes.Budget, entry.Path, $"The archive{Named(inner)} has archives nested deeper than {sink.Budgets.MaxNesting}; they are not opened.");
            return;
        }

        if (Exhausted(_unpacked > MaxUnpacked || _archives >= MaxArchives))
            return;
        var name = Evidence.NameOf(item.Text) ?? "?";
        if (directory.Read(item, MaxNested) is { } bytes)
        {
            // What is stored as it is costs no memory.
            _unpacked += item.Method == 0 ? 0 : bytes.Length;
            Read(bytes, $"{inner}!/{name}", depth + 1);
        }
        else
        {
            sink.Gap(GapCodes.Opaque, entry.Path, $"The archive '{name}' in it is encrypted, damaged, or larger than {MaxNested:N0} bytes.");
        }
    }

    private string ReadText(ZipDirectory directory, ZipItem item)
    {
        var text = directory.Read(item, MaxText);
        _unpacked += text?.Length ?? 0;
        if (text is null && item.PackedSize > 0)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"'{item.Text}' in the archive is encrypted, damaged, or too large.");
        return text is null ? "" : Encoding.UTF8.GetString(text.Value.Span);
    }

    private bool Exhausted(bool isOver)
    {
        if (isOver && !_isExhausted)
            sink.Gap(GapCodes.Budget, entry.Path, "The Java archive holds more archives or entries than are read; the rest of it is not reported.");
        return _isExhausted |= isOver;
    }

    private void Report(Contents contents, string inner)
    {
        var path = inner.Length > 0 ? inner : entry.Path;
        var file = FileName.Of(path[(path.LastIndexOf('/') + 1)..]);
        var licenses = contents.Manifest.Licenses();
        var own = contents.Poms.Count == 1 ? contents.Poms[0] : contents.Poms.Find(p => p.Artifact == file.Artifact);
        foreach (var pom in contents.Poms)
        {
            if (!(contents.IsApplication && pom == own))
                Add(pom, inner, pom == own ? licenses : []);
        }

        if (contents.Poms.Count == 0 && !contents.IsApplication)
            ReportByManifest(contents, file, path, inner, licenses);
    }

    // Without a version nothing shows that the archive is a library at all.
    private void ReportByManifest(Contents contents, FileName file, string path, string inner, IReadOnlyList<string> licenses)
    {
        var manifest = contents.Manifest;
        // "group#artifact;version", as Nebula's plug-ins for Gradle write the title.
        if (manifest["Implementation-Title"]?.Split('#', ';') is [{ Length: > 0 } group, { Length: > 0 } titled, { Length: > 0 } version] && !group.Contains(' ', StringComparison.Ordinal))
        {
            Add(new Pom(group, titled, version), inner, licenses);
            return;
        }

        var stated = Evidence.NameOf(file.Version ?? manifest["Implementation-Version"] ?? manifest["Bundle-Version"]);
        if (stated is not null && Evidence.NameOf(file.Artifact) is { } artifact)
            Add(new Pom(GroupOf(contents, artifact) ?? GroupOfRepository(path, artifact, stated), artifact, stated), inner, licenses);
    }

    private static string? GroupOf(Contents contents, string artifact)
    {
        var vendor = contents.Manifest["Implementation-Vendor-Id"];
        if (vendor is { Length: > 0 } && !vendor.Contains(' ', StringComparison.Ordinal))
            return Evidence.NameOf(vendor);
        if (JavaGroups.Find(artifact) is { } known && contents.HasClassBelow(known.Folder))
            return known.Group;
        // Maven's plug-in for bundles makes the symbolic name of group and artifact. An artifact without hyphen can be the end of the group too, so it tells nothing.
        var symbolic = contents.Manifest["Bundle-SymbolicName"]?.Split(';')[0].Trim();
        var end = "." + artifact;
        return symbolic is not null && artifact.Contains('-', StringComparison.Ordinal) && symbolic.Length > end.Length && symbolic.EndsWith(end, StringComparison.Ordinal) ? Evidence.NameOf(symbolic[..^end.Length]) : null;
    }

    // The layout of a Maven repository: group as folders, artifact, version, artifact-version.jar.
    private static string? GroupOfRepository(string path, string artifact, string version)
    {
        var end = $"/{artifact}/{version}/{artifact}-{version}.jar";
        var start = path.IndexOf("/.m2/repository/", StringComparison.Ordinal) is var local and >= 0 ? local + 16 : path.IndexOf("/maven-repo/", StringComparison.Ordinal) + 12;
        return start >= 12 && path.EndsWith(end, StringComparison.Ordinal) && path.Length - end.Length > start ? path[start..^end.Length].Replace('/', '.') : null;
    }

    private void Add(Pom pom, string inner, IReadOnlyList<string> licenses)
    {
        if (!Exhausted(++_packages > MaxPackages))
            sink.Add(new JavaPackageFact { Path = entry.Path, Inner = inner, Group = pom.Group, Name = pom.Artifact, Version = pom.Version, Licenses = licenses });
    }

    // A properties file; null when a part is missing or still the name of a variable.
    private static Pom? PomOf(string text)
    {
        string? group = null, artifact = null, version = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            if (equals <= 0 || line[0] is '#' or '!')
                continue;
            var value = Evidence.NameOf(line[(equals + 1)..].ToString());
            switch (line[..equals].Trim())
            {
                case "groupId":
                    group = value;
                    break;
                case "artifactId":
                    artifact = value;
                    break;
                case "version":
                    version = value;
                    break;
            }
        }

        return group is null || artifact is null || version is null || $"{group}{artifact}{version}".Contains("${", StringComparison.Ordinal) ? null : new Pom(group, artifact, version);
    }

    /// <summary>What an archive says of itself.</summary>
    private sealed class Contents
    {
        private const int MaxFolders = 5000;

        private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

        public List<Pom> Poms { get; } = [];

        public JarManifest Manifest { get; set; } = JarManifest.Read("");

        public bool IsApplication { get; set; }

        public void Add(Pom? pom)
        {
            if (pom is not null && Poms.Count < MaxPackages && !Poms.Contains(pom))
                Poms.Add(pom);
        }

        public void SeeClass(ReadOnlySpan<byte> folder)
        {
            if (_folders.Count < MaxFolders)
                _folders.Add(Encoding.UTF8.GetString(folder));
        }

        public bool HasClassBelow(string folder) => _folders.Any(f => f.StartsWith(folder, StringComparison.Ordinal));
    }

    private sealed record Pom(string? Group, string Artifact, string Version);

    /// <summary>The name of an archive: <c>log4j-1.2-api-2.17.1.jar</c>.</summary>
    private readonly record struct FileName(string Artifact, string? Version)
    {
        // The version begins at the last hyphen before a digit.
        public static FileName Of(string name)
        {
            name = name[..Math.Max(name.LastIndexOf('.'), 0)];
            for (var hyphen = name.LastIndexOf('-'); hyphen > 0; hyphen = name.LastIndexOf('-', hyphen - 1))
            {
                if (hyphen + 1 < name.Length && char.IsAsciiDigit(name[hyphen + 1]))
                    return new FileName(name[..hyphen], name[(hyphen + 1)..]);
            }

            return new FileName(name, null);
        }
    }
}

/// <summary>The main attributes of a manifest.</summary>
internal sealed class JarManifest
{
    private const int MaxAttributes = 500;

    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of an attribute; null when it is missing or empty.</summary>
    public string? this[string name] => _attributes.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>JAR File Specification: a line that begins with a blank goes on with the one before, an empty line ends the main section.</summary>
    public static JarManifest Read(string text)
    {
        var manifest = new JarManifest();
        var line = new StringBuilder();
        foreach (var part in text.AsSpan().EnumerateLines())
        {
            if (part.IsEmpty)
                break;
            if (part[0] == ' ')
            {
                line.Append(part[1..]);
                continue;
            }

            manifest.Take(line.ToString());
            line.Clear().Append(part);
        }

        manifest.Take(line.ToString());
        return manifest;
    }

    /// <summary>Of <c>Bundle-License</c>: a name or address, or several with commas, each perhaps with parameters.</summary>
    public IReadOnlyList<string> Licenses()
    {
        if (this["Bundle-License"] is not { } stated || stated == "<<EXTERNAL>>")
            return [];
        var whole = LicenseExpression.Normalise(stated.Split(';')[0].Trim('"'));
        return !whole.StartsWith("LicenseRef-", StringComparison.Ordinal) ? [whole] : LicenseExpression.NormaliseAll(stated.Split(',').Take(20).Select(static l => l.Split(';')[0].Trim(' ', '"')));
    }

    private void Take(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _attributes.Count < MaxAttributes)
            _attributes.TryAdd(line[..colon], line[(colon + 1)..].Trim());
    }
}
