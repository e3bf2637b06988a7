using System.Buffers.Binary;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Which files are searched for what: by their place, and by their first bytes.</summary>
internal static class SearchedFiles
{
    // Documents of packages, translations, time zones, fonts, icons: made by others and full of examples.
    private static readonly string[] Documents =
    [
        "usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/share/locale/", "usr/share/zoneinfo/", "usr/share/fonts/", "usr/share/icons/", "usr/share/gtk-doc/", "usr/share/help/", "usr/share/licenses/", "usr/share/mime/",
        "proc/", "sys/", "dev/",
    ];

    // Where package managers put what others wrote.
    private static readonly string[] Libraries = ["node_modules/", "site-packages/", "dist-packages/", "lib/python2", "lib/python3", "lib/ruby/", "/gems/", "go/pkg/mod/", "usr/share/perl", "lib/perl", "usr/share/php/", "/vendor/", "usr/lib/go", "usr/local/go/", "lib/jvm/", ".cargo/registry/", "usr/share/dotnet/", "usr/lib/dotnet/", "usr/share/javascript/", "usr/share/nodejs/", "usr/lib/x86_64-linux-gnu/perl"];

    private static readonly string[] Fixtures = ["/test/", "/tests/", "/testing/", "/__tests__/", "/spec/", "/specs/", "/fixtures/", "/fixture/", "/testdata/", "/test-data/", "/examples/", "/example/", "/sample/", "/samples/", "/doc/", "/docs/", "/man/", "/idlelib/", "/idle_test/"];

    private static readonly HashSet<string> LockFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", ".package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "deno.lock", "composer.lock", "gemfile.lock", "poetry.lock", "pipfile.lock", "uv.lock", "cargo.lock", "go.sum", "packages.lock.json", "project.assets.json", "paket.lock", "mix.lock", "pubspec.lock", "podfile.lock", "gradle.lockfile", "flake.lock",
    };

    private static readonly string[] Compressed = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".ogg", ".webm", ".avi", ".mov", ".zip", ".gz", ".xz", ".bz2", ".zst", ".7z", ".mo", ".gmo", ".pyc", ".pdb"];

    /// <summary>What is looked for in a file of this place.</summary>
    /// <param name="path">Without leading slash.</param>
    public static FileSearch OfPath(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        foreach (var folder in Documents)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
                return FileSearch.Nothing;
        }

        foreach (var extension in Compressed)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return FileSearch.Nothing;
        }

        if (LockFiles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || name.EndsWith(".map", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase))
            return FileSearch.Tokens;
        return IsFixture(path) ? FileSearch.Distinctive : FileSearch.Everything;
    }

    /// <summary>Whether the bytes that a file begins with say that it is compressed: a search would find nothing but chance.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> head) => head.Length >= 6 && (
        BinaryPrimitives.ReadUInt16BigEndian(head) is 0x1F8B
        || BinaryPrimitives.ReadUInt32BigEndian(head) is 0x504B0304 or 0xFD377A58 or 0x28B52FFD or 0x425A6839 or 0x89504E47 or 0x47494638 or 0x377ABCAF or 0x774F4646 or 0x774F4632 or 0x25504446 or 0x4F676753 or 0x52494646
        || (head[0] == 0xFF && head[1] == 0xD8 && head[2] == 0xFF));

    // What libraries bring for their own tests.
    private static bool IsFixture(string path)
    {
        var isLibrary = false;
        foreach (var library in Libraries)
            isLibrary |= path.Contains(library, StringComparison.Ordinal);
        if (!isLibrary)
            return false;
        foreach (var fixture in Fixtures)
        {
            if (path.Contains(fixture, StringComparison.Ordinal))
                return true;
        }

        return path.EndsWith("/METADATA", StringComparison.Ordinal) || path.EndsWith("/PKG-INFO", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".rst", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".pod", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".d.ts", StringComparison.OrdinalIgnoreCase);
    }
}
