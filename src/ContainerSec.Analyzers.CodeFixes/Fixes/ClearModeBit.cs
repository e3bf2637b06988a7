using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a bit out of a file mode that is written as a number: <c>(UnixFileMode)511</c> becomes <c>(UnixFileMode)509</c>.</summary>
/// <remarks>The number stays as it is written: decimal, hexadecimal or binary.</remarks>
internal sealed class ClearModeBit(string title, int bit) : Fix
{
    public override Change? At(FixPlace place)
    {
        // Of several numbers none says the mode alone.
        if (place.Value?.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().ToArray() is not [{ RawKind: (int)SyntaxKind.NumericLiteralExpression, Token: { Value: int mode, Text: var text } token }] || (mode & bit) == 0)
            return null;
        return Change.Replace(title, title, token.Span,
            text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? "0x" + (mode & ~bit).ToString("x", CultureInfo.InvariantCulture)
            : text.StartsWith("0b", StringComparison.OrdinalIgnoreCase) ? Without(text)
            : (mode & ~bit).ToString(CultureInfo.InvariantCulture));
    }

    // 0b111_111_111: the digit of the bit, counted from the end, becomes 0.
    private string Without(string text)
    {
        var digits = text.ToCharArray();
        for (var (i, value) = (digits.Length - 1, 1); i > 1; i--)
        {
            if (digits[i] == '_')
                continue;
            if (value == bit)
                digits[i] = '0';
            value <<= 1;
        }

        return new string(digits);
    }
}
