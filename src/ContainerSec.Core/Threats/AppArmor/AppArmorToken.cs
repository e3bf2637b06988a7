namespace ContainerSec.Threats;

internal enum AppArmorTokenKind
{
    End,
    Word,
    Quoted,
    Comma,
    OpenParenthesis,
    CloseParenthesis,
    OpenBlock,
    CloseBlock,
    Arrow,
    Assign,
    Append,
    AtMost,
}

/// <summary>A word or sign of a profile.</summary>
internal readonly record struct AppArmorToken(AppArmorTokenKind Kind, string Text, int Start, int End)
{
    public bool IsText => Kind is AppArmorTokenKind.Word or AppArmorTokenKind.Quoted;

    public bool Is(string word) => Kind == AppArmorTokenKind.Word && Text == word;
}
