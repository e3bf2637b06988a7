using System.Text.Json;
using ContainerSec.Images.Inspection;
using ZstdSharp;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads what Chisel put into an image: parts of Debian packages ("slices"), as Ubuntu's chiselled images of .NET are made of. They have no database of dpkg.</summary>
/// <remarks>
/// Chisel's documentation, "Chisel manifest" and "jsonwall": a JSON object a line, packed with zstd, in the order of their text.
/// <c>{"kind":"package","name":"libc6","version":"2.39-0ubuntu8","sha256":"…","arch":"amd64"}</c>; <c>{"kind":"path","path":"/usr/bin/openssl","slices":["openssl_bins"],"sha256":"…","size":1}</c>,
/// with <c>final_sha256</c> when Chisel itself changed the file.
/// </remarks>
internal static class ChiselManifest
{
    public const string Path = "var/lib/chisel/manifest.wall";

    private const int MaxSize = 64 << 20;

    public static void Read(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
        if (Unpack(content) is not { } text)
        {
            sink.Gap(GapCodes.PackageEvidence, entry.Path, "The manifest of Chisel is not packed with zstd, is damaged, or is larger than 64 MiB; its packages are not listed.");
            return;
        }

        var files = new FileListing();
        var unreadable = 0;
        foreach (var line in new ByteLines(text.Span))
        {
            if (line.IsEmpty)
                continue;
            try
            {
                var reader = new Utf8JsonReader(line);
                using var value = JsonDocument.ParseValue(ref reader);
                if (value.RootElement.ValueKind == JsonValueKind.Object)
                    Add(entry, value.RootElement, files, sink);
            }
            catch (JsonException)
            {
                unreadable++;
            }
        }

        if (unreadable > 0)
            sink.Gap(GapCodes.PackageEvidence, entry.Path, $"{unreadable:N0} lines of the manifest of Chisel are no JSON; what they tell is not listed.");
        if (!files.IsEmpty)
            sink.Add(new PackageFilesFact { Path = entry.Path, Files = files.ToString() });
    }

    private static void Add(LayerEntry entry, JsonElement line, FileListing files, LayerSink sink)
    {
        switch (Text(line, "kind"))
        {
            case "package" when Text(line, "name") is { Length: > 0 } name && Text(line, "version") is { Length: > 0 } version:
                sink.Add(new SystemPackageFact { Path = entry.Path, Type = "deb", Name = name, Version = version, Architecture = Text(line, "arch") });
                break;
            case "package":
                sink.Gap(GapCodes.PackageEvidence, entry.Path, "A package of the manifest of Chisel has no name or version; it is not listed.");
                break;
            case "path" when Text(line, "sha256") is not null && Text(line, "final_sha256") is null && Text(line, "path") is { } path && !path.StartsWith("/etc/", StringComparison.Ordinal):
                files.Add(path.TrimStart('/'));
                break;
        }
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ReadOnlyMemory<byte>? Unpack(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var unpacked = new DecompressionStream(new MemoryStream(content.ToArray(), writable: false));
            var text = new MemoryStream();
            var buffer = new byte[64 << 10];
            for (int read; (read = unpacked.Read(buffer)) > 0;)
            {
                if (text.Length + read > MaxSize)
                    return null;
                text.Write(buffer, 0, read);
            }

            return text.GetBuffer().AsMemory(0, (int)text.Length);
        }
        catch (Exception exception) when (exception is ZstdException or IOException)
        {
            return null;
        }
    }
}
