namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--volume</c> and the short form of Compose's <c>volumes</c>: <c>[SOURCE:]TARGET[:OPTION,OPTION]</c>.</summary>
/// <remarks>A colon behind a single letter is a Windows drive: <c>C:\data:C:\app:ro</c>.</remarks>
internal static class VolumeSyntax
{
    /// <param name="text">The value; parts that are not known are holes.</param>
    /// <param name="origin">Where it was written.</param>
    /// <param name="error">What is wrong with it; null for nothing.</param>
    public static Fact<Mount> Parse(string text, Provenance? origin, out string? error)
    {
        error = null;
        if (text.IsHole())
            return Fact.Unknown<Mount>(origin);
        var parts = Split(text);
        if (parts.Count > 3)
            error = $"'{text}' has too many colons; a volume is SOURCE:TARGET:OPTIONS.";
        else if (parts.Any(static p => p.Length == 0))
            error = $"'{text}' has an empty part between its colons; a volume is SOURCE:TARGET:OPTIONS.";
        if (error is not null)
            return Fact.Unknown<Mount>(origin);
        if (parts.Count == 1)
            return Fact.Known(new Mount { Kind = MountKind.Volume, Target = parts[0].ToFact(origin) }, origin);
        var mount = new Mount { Kind = KindOf(parts[0]), Source = parts[0].ToFact(origin), Target = parts[1].ToFact(origin) };
        return Fact.Known(parts.Count == 3 ? WithOptions(mount, parts[2], origin) : mount, origin);
    }

    /// <summary>Whether a source is a path of the host, not the name of a volume.</summary>
    /// <remarks>A source that begins with a hole counts as a path: whatever it is, its value is not known.</remarks>
    public static bool IsPath(string source) =>
        source.Length > 0 && (source[0] is '/' or '.' or '~' or '\\' or Holes.Hole || IsDrive(source));

    public static bool IsNamedPipe(string path) =>
        path.StartsWith(@"\\.\pipe\", StringComparison.OrdinalIgnoreCase) || path.StartsWith("//./pipe/", StringComparison.OrdinalIgnoreCase);

    private static MountKind KindOf(string source) =>
        IsNamedPipe(source) ? MountKind.NamedPipe : IsPath(source) ? MountKind.Bind : MountKind.Volume;

    private static bool IsDrive(string path) =>
        path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/' && IsLetter(path[0]);

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static List<string> Split(string text)
    {
        var parts = new List<string>(3);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != ':' || (i == start + 1 && IsLetter(text[start]) && i + 1 < text.Length && text[i + 1] is '\\' or '/' && !IsShortName(text, start, i))))
                continue;
            parts.Add(text.Substring(start, i - start));
            start = i + 1;
        }

        return parts;
    }

    // In "a:/data" the a is the name of a volume unless another part follows: the client asks the same way.
    private static bool IsShortName(string text, int start, int colon) =>
        start == 0 && text[colon + 1] == '/' && text.IndexOf(':', colon + 1) < 0;

    private static Mount WithOptions(Mount mount, string options, Provenance? origin)
    {
        foreach (var option in options.Split(','))
        {
            mount = option switch
            {
                "ro" => mount with { ReadOnly = Fact.Known(true, origin) },
                "rw" => mount with { ReadOnly = Fact.Known(false, origin) },
                "shared" or "rshared" or "slave" or "rslave" or "private" or "rprivate" =>
                    mount with { Propagation = Fact.Known(option, origin) },
                _ when option.HasHole() => mount with
                {
                    ReadOnly = mount.ReadOnly.Or(Fact.Unknown<bool>(origin)),
                    Propagation = mount.Propagation.Or(Fact.Unknown<string>(origin)),
                },
                _ => mount,
            };
        }

        return mount;
    }
}
