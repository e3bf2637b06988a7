namespace ContainerSec.Secrets;

/// <summary>Every kind of secret that is known. Sources stand beside the groups: what issuers document, else what several scanners agree on.</summary>
internal static partial class SecretFormats
{
    private const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private const int ShortestValue = 20;

    /// <summary>All kinds, in the order of their groups.</summary>
    public static IReadOnlyList<SecretFormat> All { get; } = [.. Clouds(), .. Azure(), .. CodeHosts(), .. Registries(), .. Infrastructure(), .. Models(), .. Messages(), .. Payments(), .. Monitoring(), .. Applications(), .. Texts(), .. Files()];

    private static readonly Lazy<Dictionary<string, SecretFormat>> ById = new(static () => All.ToDictionary(static f => f.Id, StringComparer.Ordinal));

    // By the first character of the opening, which is ASCII: most values begin with none of them.
    private static readonly List<(string Opening, SecretFormat Format)>?[] ByOpening = OpeningsOf(All);

    /// <summary>A kind by its stable name; null when there is none.</summary>
    /// <param name="id">The name.</param>
    public static SecretFormat? WithId(string id) => ById.Value.TryGetValue(id, out var format) ? format : null;

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
        if (value[0] >= ByOpening.Length || ByOpening[value[0]] is not { } candidates)
            return null;
        // The longest: sk-ant- is more than sk-.
        var (longest, found) = ("", default(SecretFormat));
        foreach (var (opening, format) in candidates)
        {
            if (opening.Length > longest.Length && format.Fits(value, opening))
                (longest, found) = (opening, format);
        }

        return found is null ? null : $"{found.Label} ({longest}…, {value.Length} characters)";
    }

    private static SecretFormat Token(string id, string label, string word, string after, Func<string, bool>? check = null, bool hasChecksum = false, int least = 0) =>
        new(id, label, "", WordsOf(word), after) { Check = check, HasChecksum = hasChecksum, Least = least };

    private static SecretFormat Around(string id, string label, string before, string word, string after, Func<string, bool>? check = null) =>
        new(id, label, before, WordsOf(word), after) { Check = check };

    // Most words stand for themselves; gh[ousr]_ stands for four.
    private static IReadOnlyList<string> WordsOf(string word) => word.IndexOfAny(['[', '{', '\\']) < 0 ? [word] : ByteShape.Expand(word);

    private static SecretFormat Named(string id, string label, string after, params string[] names) => new(id, label, "", names, after) { IsNamed = true };

    private static SecretFormat Text(string id, string label, SecretFinder finder, params string[] words) => new(id, label, "", words, "[!-~]") { Finder = finder };

    private static SecretFormat File(string id, string label) => new(id, label, "", [], "") { Finder = static (_, _, _, _, _) => (-1, -1) };

    private static List<(string Opening, SecretFormat Format)>?[] OpeningsOf(IReadOnlyList<SecretFormat> formats)
    {
        var openings = new List<(string Opening, SecretFormat Format)>?[128];
        foreach (var format in formats)
        {
            if (!format.HasOpening)
                continue;
            foreach (var word in format.Words)
                (openings[word[0]] ??= []).Add((word, format));
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
