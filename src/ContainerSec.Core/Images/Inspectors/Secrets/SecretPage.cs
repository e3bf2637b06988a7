using System.Text;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>The page that lists every kind of secret, made from the table: what <c>docs/images/secrets.md</c> holds.</summary>
internal static class SecretPage
{
    private const string Head = """
        # Secrets in images

        Every file of every layer is searched, also files that a later layer removes, and the image's variables, labels and build steps. A finding shows the first
        characters of the secret (the opening that all of its kind share and at most four more, never more than a third) and the first twelve digits of its SHA-256.

        - **Checksum**: the issuer puts one into the token. A text that fails it is none; one that passes is one, also in programs and in files of packages.
        - **Programs** and other binary files are searched only for forms that hardly anything else has.
        - **Not searched**: compressed media, documentation of packages below `usr/share`. Files that libraries bring for their own tests and examples, and binary files,
          are searched for distinctive forms only; lock files and source maps for tokens only. In files of OS packages that nobody changed only tokens with a checksum count.
        - **Examples** are left out: those of manuals and emulators, placeholders, variables, characters in the order of the alphabet, repetitions.
        - **To allow one**, put `containersec:allow-secret` and a reason into a remark on its line.


        """;

    /// <summary>The page as Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        page.Append($"## The {SecretFormats.All.Count} kinds\n\n| Rule | Kind | Form | Checksum | In programs |\n|---|---|---|---|---|\n");
        foreach (var format in SecretFormats.All.OrderBy(static f => f.Id, StringComparer.Ordinal))
            page.Append($"| `{format.Id}` | {format.Kind} | {Form(format)} | {(format.HasChecksum ? "yes" : "")} | {(format.IsDistinctive ? "yes" : "")} |\n");
        return page.ToString();
    }

    private static string Form(SecretFormat format) =>
        format.Words.Count == 0 ? "a value in such a file"
        : format.Pattern.Length == 0 ? $"around {string.Join(" or ", format.Words.Select(static w => $"`{w}`"))}"
        : $"`{Shorter(format)}`";

    // Words that differ in one character are many; a table cell bears few, and no bar.
    private static string Shorter(SecretFormat format)
    {
        var words = format.Words.Count > 4 ? $"{format.Words[0]}…" : string.Join(" or ", format.Words);
        var pattern = format.Pattern;
        return (format.IsNamed ? $"{words} = {pattern[(pattern.LastIndexOf(" = ", StringComparison.Ordinal) + 3)..]}" : format.Words.Count > 1 ? pattern.Replace("(" + string.Join("|", format.Words) + ")", $"({words})", StringComparison.Ordinal) : pattern).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
