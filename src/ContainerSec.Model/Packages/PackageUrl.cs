using System.Text;

namespace ContainerSec;

/// <summary>A package's name in every tool: <c>pkg:type/namespace/name@version?qualifiers#subpath</c>.</summary>
/// <remarks>The Package-URL specification (ECMA-427). Its parts are kept decoded and in normal form; <see cref="ToString"/> writes the canonical text, and two packages are the same if their texts are.</remarks>
public sealed record PackageUrl
{
    /// <summary>The type, in lower case: <c>deb</c>, <c>nuget</c>, <c>npm</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The namespace, its parts separated by slashes: <c>debian</c>, <c>@angular</c>; null when there is none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The version; null when none is named.</summary>
    public string? Version { get; init; }

    /// <summary>Qualifiers, names in lower case; in the canonical text they are in ascending order and empty values are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Qualifiers { get; init; } = [];

    /// <summary>A path inside the package; null when none is named.</summary>
    public string? Subpath { get; init; }

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("pkg:").Append(Type).Append('/');
        if (Namespace is { Length: > 0 })
        {
            foreach (var part in Namespace.Split('/'))
                Encode(text, part).Append('/');
        }

        Encode(text, Name);
        if (Version is { Length: > 0 })
            Encode(text.Append('@'), Version);
        var separator = '?';
        foreach (var qualifier in Qualifiers.Where(static q => q.Value.Length > 0).OrderBy(static q => q.Key, StringComparer.Ordinal))
        {
            Encode(text.Append(separator).Append(qualifier.Key).Append('='), qualifier.Value);
            separator = '&';
        }

        if (Subpath is { Length: > 0 })
        {
            separator = '#';
            foreach (var part in Subpath.Split('/'))
            {
                Encode(text.Append(separator), part);
                separator = '/';
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(PackageUrl? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    // Letters, digits, '.', '-', '_', '~' and ':' stand for themselves, everything else as its UTF-8 bytes in percent.
    private static StringBuilder Encode(StringBuilder text, string part)
    {
        foreach (var b in Encoding.UTF8.GetBytes(part))
        {
            var c = (char)b;
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '~' or ':')
                text.Append(c);
            else
                text.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
        }

        return text;
    }

    private static char Hex(int digit) => "0123456789ABCDEF"[digit];
}
