using System.Collections.Frozen;
using System.Text;

namespace ContainerSec.Images.Licenses;

/// <summary>Knows a licence by its SPDX identifier in any spelling, and by the names that people write: <c>Apache License, Version 2.0</c>, <c>GPLv2+</c>, <c>New BSD</c>.</summary>
/// <remarks>
/// A name is compared by its key: words in lower case, split between letters and digits, without those that tell nothing (<c>the</c>, <c>license</c>, <c>version</c>),
/// <c>2.0</c> as <c>2</c>. Names that leave the version or variant open (<c>BSD</c>, <c>GPL</c>, <c>Apache</c>) are not known.
/// </remarks>
internal static class LicenseNames
{
    /// <summary>How many words a name has at most.</summary>
    public const int MaxWords = 16;

    private const string Aliases = """
        MIT = Expat | MIT X11 | MIT/X11 | X11/MIT | Expat/MIT | MIT/Expat | MIT Expat | MIT License MIT
        MIT-0 = MIT No Attribution
        Apache-2.0 = ASL 2.0 | ASLv2 | Apache Software 2.0 | Apache License Apache 2.0 | Apache Public License 2.0 | Apache-License-2.0
        Apache-1.1 = ASL 1.1
        BSD-3-Clause = New BSD | BSD New | BSD 3 | 3 Clause BSD | 3-Clause | Modified BSD | BSD Modified | Revised BSD | BSD Revised | BSD 3-Clause New | BSD 3-Clause New or Revised | New or Revised BSD | BSD New or Revised | Eclipse Distribution License 1.0 | EDL 1.0
        BSD-2-Clause = Simplified BSD | BSD Simplified | BSD 2 | 2 Clause BSD | 2-Clause | BSD 2-Clause Simplified
        BSD-4-Clause = BSD 4 | 4 Clause BSD | Original BSD | BSD Original | BSD 4-Clause Original or Old
        0BSD = Zero-Clause BSD | BSD Zero Clause | BSD 0-Clause | Free Public License 1.0.0
        ISC = ISCL | ISC ISCL
        MPL-2.0 = Mozilla Public License 2.0 | Mozilla 2.0
        MPL-1.1 = Mozilla Public License 1.1 | Mozilla 1.1
        MPL-1.0 = Mozilla Public License 1.0
        EPL-2.0 = Eclipse Public License 2.0 | Eclipse 2.0
        EPL-1.0 = Eclipse Public License 1.0 | Eclipse 1.0
        CPL-1.0 = Common Public License 1.0
        CDDL-1.0 = Common Development and Distribution License 1.0 | Common Development and Distribution License CDDL 1.0
        CDDL-1.1 = Common Development and Distribution License 1.1 | Common Development and Distribution License CDDL 1.1
        AFL-2.1 = Academic Free License 2.1
        AFL-3.0 = Academic Free License 3.0
        OSL-3.0 = Open Software License 3.0
        EUPL-1.1 = European Union Public License 1.1
        EUPL-1.2 = European Union Public License 1.2
        BSL-1.0 = Boost | Boost Software License | Boost 1.0 | Boost Software License 1.0
        BUSL-1.1 = Business Source License 1.1
        SSPL-1.0 = Server Side Public License 1
        ZPL-2.0 = Zope Public License 2.0
        ZPL-2.1 = Zope Public License 2.1
        Zlib = zlib/libpng | zlib libpng
        CC0-1.0 = CC0 | CC0 1.0 Universal | Creative Commons Zero 1.0 Universal | CC0 1.0 Universal Public Domain Dedication | CC0 1.0 Universal CC0 1.0 Public Domain Dedication | Public Domain CC0
        CC-BY-3.0 = Creative Commons Attribution 3.0 | Creative Commons Attribution 3.0 Unported
        CC-BY-4.0 = Creative Commons Attribution 4.0 | Creative Commons Attribution 4.0 International
        CC-BY-SA-4.0 = Creative Commons Attribution Share Alike 4.0 International | Creative Commons Attribution-ShareAlike 4.0 International
        PSF-2.0 = PSF | PSFL | Python Software Foundation | Python Software Foundation License 2.0
        OFL-1.1 = SIL Open Font License 1.1 | SIL OFL 1.1
        UPL-1.0 = Universal Permissive License 1.0
        NCSA = University of Illinois/NCSA Open Source | University of Illinois NCSA Open Source
        HPND = Historical Permission Notice and Disclaimer
        BlueOak-1.0.0 = Blue Oak Model License 1.0.0
        WTFPL = WTFPL 2 | Do What The F*ck You Want To Public License
        MulanPSL-2.0 = Mulan Permissive Software License 2
        PostgreSQL = Postgres
        Vim = VIM
        """;

    private const string ExceptionAliases = """
        Classpath-exception-2.0 = Classpath Exception | GNU Classpath Exception | CPE | the GNU Classpath Exception 2.0
        LLVM-exception = LLVM Exceptions
        GCC-exception-3.1 = GCC Runtime Library Exception 3.1 | GCC Exceptions 3.1
        Linux-syscall-note = Linux Syscall Note
        Font-exception-2.0 = Font Exception
        Bison-exception-2.2 = Bison Exception
        """;

    // What the list says to write instead of identifiers with a meaning that was not clear; https://spdx.org/licenses/ "Deprecated License Identifiers".
    private const string Replacements = """
        GPL-2.0-with-autoconf-exception = GPL-2.0-only WITH Autoconf-exception-2.0
        GPL-2.0-with-bison-exception = GPL-2.0-only WITH Bison-exception-2.2
        GPL-2.0-with-classpath-exception = GPL-2.0-only WITH Classpath-exception-2.0
        GPL-2.0-with-font-exception = GPL-2.0-only WITH Font-exception-2.0
        GPL-2.0-with-GCC-exception = GPL-2.0-only WITH GCC-exception-2.0
        GPL-3.0-with-autoconf-exception = GPL-3.0-only WITH Autoconf-exception-3.0
        GPL-3.0-with-GCC-exception = GPL-3.0-only WITH GCC-exception-3.1
        StandardML-NJ = SMLNJ
        """;

    private static readonly FrozenSet<string> s_noise = FrozenSet.ToFrozenSet(["the", "license", "licence", "licenses", "licences", "licensed", "version", "v", "gnu", "software"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_ids = SpdxLicenseList.Licenses.Concat(SpdxLicenseList.Exceptions).ToFrozenDictionary(static i => i, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> s_replacements = Lines(Replacements).ToFrozenDictionary(static l => l.Id, static l => l.Names, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> s_licenses = KeysOf(SpdxLicenseList.Licenses, Aliases);

    private static readonly FrozenDictionary<string, string> s_exceptions = KeysOf(SpdxLicenseList.Exceptions, ExceptionAliases);

    /// <summary>The identifier that a text is, in whatever case, or what replaced it; null when it is none.</summary>
    public static string? FindId(string text) => s_ids.TryGetValue(text, out var id) && !IsException(id) ? CurrentOf(id) : null;

    /// <summary>The licence that some words name; null when they name none. The result can be an expression: a deprecated identifier may stand for a licence with an exception.</summary>
    public static string? FindLicense(ReadOnlySpan<string> words)
    {
        if (words.Length == 1 && FindId(words[0]) is { } id)
            return id;
        var parts = PartsOf(words);
        return parts.Count == 0 ? null : FindGnu(parts) ?? s_licenses.GetValueOrDefault(string.Join(' ', parts));
    }

    /// <summary>The exception that some words name; null when they name none.</summary>
    public static string? FindException(ReadOnlySpan<string> words) =>
        words.Length == 1 && s_ids.TryGetValue(words[0], out var id) && IsException(id) ? id : s_exceptions.GetValueOrDefault(string.Join(' ', PartsOf(words)));

    private static bool IsException(string id) => SpdxLicenseList.Exceptions.Contains(id, StringComparer.Ordinal);

    // GPL-2.0 does not tell whether later versions are meant, so the list has GPL-2.0-only and GPL-2.0-or-later instead.
    private static string CurrentOf(string id)
    {
        if (s_replacements.TryGetValue(id, out var replacement))
            return replacement;
        var plain = id.EndsWith('+') ? id[..^1] : id;
        var current = plain + (id.EndsWith('+') ? "-or-later" : "-only");
        return IsGnu(id) && s_ids.ContainsKey(current) ? current : id;
    }

    private static bool IsGnu(string id) =>
        id.StartsWith("GPL-", StringComparison.Ordinal) || id.StartsWith("LGPL-", StringComparison.Ordinal) || id.StartsWith("AGPL-", StringComparison.Ordinal) || id.StartsWith("GFDL-", StringComparison.Ordinal);

    // Family, version, and perhaps that later ones are meant too. Without a version nothing is known.
    private static string? FindGnu(List<string> parts)
    {
        var (family, at) = parts switch
        {
            ["gpl", ..] => ("GPL", 1),
            ["lgpl", ..] => ("LGPL", 1),
            ["agpl", ..] => ("AGPL", 1),
            ["gfdl" or "fdl", ..] => ("GFDL", 1),
            ["general", "public", ..] => ("GPL", 2),
            ["lesser" or "library", "general", "public", ..] => ("LGPL", 3),
            ["library", "or", "lesser", "general", "public", ..] => ("LGPL", 5),
            ["affero", "general", "public", ..] => ("AGPL", 3),
            ["free", "documentation", ..] => ("GFDL", 2),
            _ => ("", 0),
        };
        if (at == 0 || at >= parts.Count)
            return null;
        var version = parts[at].Contains('.', StringComparison.Ordinal) ? parts[at] : parts[at] + ".0";
        string? suffix = parts[(at + 1)..] switch
        {
            [] or ["only"] => "-only",
            ["+"] => "-or-later",
            ["or" or "and", "later" or "newer" or "above" or "greater"] => "-or-later",
            ["or" or "and", "later" or "newer", "versions"] => "-or-later",
            ["or", "any", "later"] => "-or-later",
            ["or", "at", "your", "option", "any", "later"] => "-or-later",
            _ => null,
        };
        return suffix is not null && s_ids.TryGetValue(family + "-" + version + suffix, out var id) ? id : null;
    }

    private static List<string> PartsOf(ReadOnlySpan<string> words)
    {
        var parts = new List<string>(words.Length);
        foreach (var word in words)
            AddParts(word, parts);
        return parts;
    }

    private static void AddParts(string word, List<string> parts)
    {
        var part = new StringBuilder();
        foreach (var c in word)
        {
            var isDigit = char.IsAsciiDigit(c) || (c == '.' && part.Length > 0 && char.IsAsciiDigit(part[^1]));
            var splits = part.Length > 0 && ((isDigit && !char.IsAsciiDigit(part[0])) || (!isDigit && char.IsAsciiDigit(part[0])));
            if (splits || c is '+' or '-' or '_' or '/')
                Flush(part, parts);
            if (c == '+')
                parts.Add("+");
            else if (c is not ('-' or '_' or '/' or '\'' or '"'))
                part.Append(char.ToLowerInvariant(c));
        }

        Flush(part, parts);
    }

    private static void Flush(StringBuilder part, List<string> parts)
    {
        var text = part.ToString().TrimEnd('.');
        part.Clear();
        // "GPLv2", "MPLv2.0": the letter belongs to the number.
        if (text.EndsWith("plv", StringComparison.Ordinal) || text.EndsWith("slv", StringComparison.Ordinal) || text is "apachev" or "bsdv")
            text = text[..^1];
        if (text.EndsWith(".0", StringComparison.Ordinal))
            text = text[..^2];
        if (text.Length > 0 && !s_noise.Contains(text))
            parts.Add(text);
    }

    private static FrozenDictionary<string, string> KeysOf(IReadOnlyList<string> ids, string aliases)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            // Of two that have one key, which is meant cannot be told by it; both are still found by their exact spelling.
            var key = string.Join(' ', PartsOf([id]));
            keys[key] = keys.ContainsKey(key) ? "" : CurrentOf(id);
        }

        foreach (var (id, names) in Lines(aliases))
        {
            foreach (var name in names.Split('|'))
                keys[string.Join(' ', PartsOf(name.Split(' ', StringSplitOptions.RemoveEmptyEntries)))] = id;
        }

        return keys.Where(static k => k.Key.Length > 0 && k.Value.Length > 0).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Id, string Names)> Lines(string table) =>
        table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static line => (line[..line.IndexOf(" = ", StringComparison.Ordinal)], line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..]));
}
