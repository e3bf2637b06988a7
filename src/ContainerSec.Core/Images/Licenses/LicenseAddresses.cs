namespace ContainerSec.Images.Licenses;

/// <summary>Knows licences by the address of their text, as manifests of Java and old ones of npm name them.</summary>
internal static class LicenseAddresses
{
    // Everything after the prefix is the name.
    private static readonly string[] s_prefixes = ["opensource.org/licenses/", "opensource.org/license/", "spdx.org/licenses/", "gnu.org/licenses/old-licenses/", "gnu.org/licenses/", "gnu.org/copyleft/"];

    private static readonly (string Prefix, string License)[] s_texts =
    [
        ("apache.org/licenses/license-2.0", "Apache-2.0"),
        ("apache.org/licenses/license-1.1", "Apache-1.1"),
        ("mozilla.org/mpl/2.0", "MPL-2.0"),
        ("eclipse.org/legal/epl-2.0", "EPL-2.0"),
        ("eclipse.org/legal/epl-v20", "EPL-2.0"),
        ("eclipse.org/legal/epl-v10", "EPL-1.0"),
        ("eclipse.org/org/documents/epl-v10", "EPL-1.0"),
        ("eclipse.org/org/documents/epl-2.0", "EPL-2.0"),
        ("eclipse.org/org/documents/edl-v10", "BSD-3-Clause"),
        ("creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
        ("creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
        ("unlicense.org", "Unlicense"),
        ("boost.org/license_1_0", "BSL-1.0"),
    ];

    /// <summary>The licence at an address; null when the text is none that is known.</summary>
    public static string? Find(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon is not (4 or 5) || !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.Length > 200)
            return null;
        var address = text[(colon + 3)..].TrimEnd('/', ' ');
        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            address = address[4..];
        foreach (var prefix in s_prefixes)
        {
            if (address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return Named(address[prefix.Length..]);
        }

        var found = Array.Find(s_texts, t => address.StartsWith(t.Prefix, StringComparison.OrdinalIgnoreCase));
        return found.License;
    }

    private static string? Named(string name)
    {
        foreach (var ending in (string[])[".php", ".html", ".htm", ".txt", ".json"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name[..^ending.Length];
        }

        return name.Contains('/', StringComparison.Ordinal) ? null : LicenseNames.FindLicense([name.EndsWith("-license", StringComparison.OrdinalIgnoreCase) ? name[..^8] : name]);
    }
}
