using System.Text;

namespace ContainerSec.Reports;

/// <summary>Writes lines for a terminal, in colours where it takes them.</summary>
/// <remarks>Names and commands come from what is judged and are hostile: of control characters only the colours of this class reach the terminal.</remarks>
internal sealed class Ink(TextWriter writer, ReportOptions options)
{
    public const string Bold = "\e[1m", Dim = "\e[2m", Red = "\e[31m", Green = "\e[32m", Yellow = "\e[33m", Cyan = "\e[36m";
    private const string Reset = "\e[0m";

    private static readonly string[] Colours = [Bold, Dim, Red, Green, Yellow, Cyan, Reset];

    public string Paint(string text, string colour) => options.Colour ? colour + text + Reset : text;

    public string Paint(Severity severity) => Paint(Names.Of(severity), ColourOf(severity));

    public void Line(string text)
    {
        writer.Write(Shown(text));
        writer.Write('\n');
    }

    public static string ColourOf(Severity severity) => severity switch { Severity.Error => Red, Severity.Warning => Yellow, _ => Cyan };

    private string Shown(string text)
    {
        if (!text.Any(static c => char.IsControl(c) && c != '\t'))
            return text;
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var colour = options.Colour && text[i] == '\e' ? Array.Find(Colours, c => string.CompareOrdinal(text, i, c, 0, c.Length) == 0) : null;
            if (colour is not null)
            {
                shown.Append(colour);
                i += colour.Length - 1;
            }
            else
            {
                shown.Append(char.IsControl(text[i]) && text[i] != '\t' ? '\uFFFD' : text[i]);
            }
        }

        return shown.ToString();
    }
}
