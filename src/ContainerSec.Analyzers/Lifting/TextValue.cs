using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>A text; where a part of it is not known a <see cref="Holes.Hole"/> stands.</summary>
internal sealed class TextValue(string text) : Value
{
    // A loop may double a text each time; nothing about a container is that long.
    private const int MaxLength = 100_000;

    /// <summary>A text of which nothing is known.</summary>
    public static TextValue Hole { get; } = new(Holes.Hole.ToString());

    public string Text { get; } = text.Length <= MaxLength ? text : Hole.Text;

    /// <summary>Any value as a part of a text.</summary>
    public static string PartOf(Value value) => value switch
    {
        TextValue text => text.Text,
        ConstantValue { Constant: null } => "",
        ConstantValue { Constant: bool or Enum } => Hole.Text,
        ConstantValue { Type: null, Constant: char c } => c.ToString(),
        ConstantValue { Type: null, Constant: IFormattable constant } => constant.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => Hole.Text,
    };
}
