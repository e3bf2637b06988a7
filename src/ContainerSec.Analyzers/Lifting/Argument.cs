using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>An argument of a call as facts.</summary>
/// <param name="Value">Its value; null when it was not given and has no default.</param>
/// <param name="Place">Where it was said.</param>
/// <param name="IsGiven">Whether it was written, not a default.</param>
internal readonly record struct Argument(Value? Value, TextProvenance? Place, bool IsGiven)
{
    /// <summary>A truth value; null is unset.</summary>
    public Fact<bool> Bool => Value switch
    {
        null or ConstantValue { IsNull: true } => default,
        ConstantValue { Bool: { } known } => Fact.Known(known, Place),
        _ => Fact.Unknown<bool>(Place),
    };

    /// <summary>A whole number; null is unset.</summary>
    public Fact<long> Number => Value switch
    {
        null or ConstantValue { IsNull: true } => default,
        ConstantValue { Number: { } known } => Fact.Known(known, Place),
        _ => Fact.Unknown<long>(Place),
    };

    /// <summary>A text that is known as a whole; null is unset.</summary>
    public Fact<string> Text => Value switch
    {
        null or ConstantValue { IsNull: true } => default,
        TextValue { Text: var text } => text.ToFact(Place),
        ConstantValue constant => TextValue.PartOf(constant).ToFact(Place),
        _ => Fact.Unknown<string>(Place),
    };

    /// <summary>A text in which holes stand for what is not known; null is unset.</summary>
    public Fact<string> TextWithHoles => Value switch
    {
        null or ConstantValue { IsNull: true } => default,
        _ => Fact.Known(TextValue.PartOf(Value), Place),
    };

    /// <summary>The items of a list as texts with holes; a single text is a list of one.</summary>
    public FactList<string> TextsWithHoles => Value switch
    {
        null or ConstantValue { IsNull: true } => FactList<string>.Unset,
        ListValue list => new FactList<string>(TextsOf(list), Place, list.MayHaveMore),
        TextValue text => new FactList<string>([Fact.Known(text.Text, Place)], Place),
        _ => FactList<string>.Unknown(Place),
    };

    /// <summary>The items of a list as texts; a single text is a list of one.</summary>
    public FactList<string> Texts =>
        TextsWithHoles is var texts && texts.State == FactState.Known ? new FactList<string>([.. texts.Select(static t => t.IsKnown ? t.Value.ToFact(t.Origin) : t)], texts.Origin, texts.MayHaveMore) : texts;

    /// <summary>The name of a member of an enumeration or of a type with well-known members: <c>ReadOnly</c>.</summary>
    public Fact<string> Member => Value switch
    {
        null or ConstantValue { IsNull: true } => default,
        ConstantValue { MemberName: { } name } => Fact.Known(name, Place),
        MemberValue { Member.Name: var name } => Fact.Known(name, Place),
        _ => Fact.Unknown<string>(Place),
    };

    private List<Fact<string>> TextsOf(ListValue list)
    {
        var texts = new List<Fact<string>>(list.Items.Count);
        foreach (var item in list.Items)
            texts.Add(item.Value.IsUnknown ? Fact.Unknown<string>(item.Place ?? Place) : Fact.Known(TextValue.PartOf(item.Value), item.Place ?? Place));
        return texts;
    }
}
