using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A text that is put together piece by piece: <c>ReferenceExpressionBuilder</c>, the very one. What is known only where it is deployed is a hole.</summary>
internal sealed class ReferenceText : Value
{
    private const string Builder = "ReferenceExpressionBuilder.";

    private string _text = "";

    /// <summary>Whoever else has it may add to it.</summary>
    public override void GiveAway() => _text += Holes.Hole;

    public static void AddMembers(Dictionary<string, Meaning> members)
    {
        members[Builder + ".ctor"] = static _ => new ReferenceText();
        members[Builder + "Append"] = static call => Append(call, "handler");
        members[Builder + "AppendLiteral"] = static call => Append(call, "value");
        members[Builder + "AppendFormatted"] = static call => Append(call, call.Has("value") ? "value" : "valueProvider");
        members[Builder + "AppendValueProvider"] = static call => Append(call, "valueProvider");
        members[Builder + "Build"] = static call => call.Receiver is ReferenceText written ? new TextValue(written._text) : Unknown;
    }

    private static Value Append(Call call, string parameter)
    {
        if (call.Receiver is ReferenceText written)
            written._text += TextValue.PartOf(call[parameter].Value ?? Unknown);
        return Unknown;
    }
}
