namespace ContainerSec.Secrets;

/// <summary>Every kind of secret that is known. Sources stand beside the groups: what issuers document, else what several scanners agree on.</summary>
internal static partial class SecretFormats
{
    private const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private const int ShortestValue = 20;

    /// <summary>All kinds, in the order of their groups.</summary>
    public static IReadOnlyList<SecretFormat> All { get; } = [.. Clouds(), .. Azure(), .. CodeHosts(), .. Registries(), .. Infrastructure(), .. Models(), .. Messages(), .. Payments(), .. Monitoring(), .. Applications(), .. Texts(), .. Files()];

    private static readonly Dictionary<string, SecretFormat> ById = All.ToDictionary(static f => f.Id, StringComparer.Ordinal);

    // By the first character of the opening: most values begin with none of them.
    private static readonly Dictionary<char, List<(string Opening, SecretFormat Format)>> ByOpening = OpeningsOf(All);

    /// <summary>A kind by its stable name; null when there is none.</summary>
    /// <param name="id">The name.</param>
    public static SecretFormat? WithId(string id) => ById.TryGetValue(id, out var format) ? format : null;

    /// <summary>What a value is by its form, ready for a message; null when it has none of the known forms.</summary>
    /// <param name="value">The value, without blanks around it.</param>
    public static string? Find(string value)
    {
        // Asked of every value, and most are short.
        if (value.Length < ShortestValue)
            return null;
        if (value.StartsWith("-----BEGIN ", StringComparison.Ordinal) && value.Contains("PRIVATE KEY"))
            return "a private key";
        if (IsJsonWebToken(value))
            return $"a JSON web token ({value.Length} characters)";
        if (!ByOpening.TryGetValue(value[0], out var candidates))
            return null;
        foreach (var (opening, format) in candidates)
        {
            if (format.Fits(value, opening))
                return $"{format.Label} ({opening}…, {value.Length} characters)";
        }

        return null;
    }

    private static SecretFormat Token(string id, string label, string word, string after, Func<string, bool>? check = null, bool hasChecksum = false, int least = 0) =>
        new(id, label, "", WordsOf(word), after) { Check = check, HasChecksum = hasChecksum, Least = least };

    private static SecretFormat Around(string id, string label, string before, string word, string after, Func<string, bool>? check = null) =>
        new(id, label, before, WordsOf(word), after) { Check = check };

    // Most words stand for themselves; gh[ousr]_ stands for four.
    private static IReadOnlyList<string> WordsOf(string word) => word.IndexOfAny(['[', '{', '\\']) < 0 ? [word] : [.. ByteShape.Parse(word).Expand()];

    private static SecretFormat Named(string id, string label, string after, params string[] names) => new(id, label, "", names, after) { IsNamed = true };

    private static SecretFormat Text(string id, string label, SecretFinder finder, params string[] words) => new(id, label, "", words, "[!-~]") { Finder = finder };

    private static SecretFormat File(string id, string label) => new(id, label, "", [], "") { Finder = static (_, _, _, _, _) => (-1, -1) };

    private static Dictionary<char, List<(string Opening, SecretFormat Format)>> OpeningsOf(IReadOnlyList<SecretFormat> formats)
    {
        var openings = new Dictionary<char, List<(string Opening, SecretFormat Format)>>();
        // The longest first: sk-ant- is more than sk-.
        foreach (var (word, format) in formats.Where(static f => f.HasOpening).SelectMany(static f => f.Words.Select(w => (w, f))).OrderByDescending(static p => p.w.Length))
        {
            if (!openings.TryGetValue(word[0], out var list))
                openings[word[0]] = list = [];
            list.Add((word, format));
        }

        return openings;
    }

    // header.payload.signature, each base64url; "eyJ" is {" in base64
    private static bool IsJsonWebToken(string value)
    {
        if (!value.StartsWith("eyJ", StringComparison.Ordinal) || value.Length < 40)
            return false;
        var parts = value.Split('.');
        return parts.Length == 3 && parts[1].StartsWith("eyJ", StringComparison.Ordinal)
            && value.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.' or '=');
    }
}
