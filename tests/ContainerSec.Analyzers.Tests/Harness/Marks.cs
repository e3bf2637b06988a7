using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Marks in the text of a test: <c>«…»</c> are the places of its diagnostics.</summary>
internal static class Marks
{
    /// <summary>The text without its marks, and their places in the order of the text.</summary>
    public static (string Text, IReadOnlyList<TextSpan> Places) TakeFrom(string text)
    {
        var (code, marks, open) = (new StringBuilder(), new List<TextSpan>(), new Stack<int>());
        foreach (var c in text)
        {
            if (c == '«')
            {
                open.Push(marks.Count);
                marks.Add(new TextSpan(code.Length, 0));
            }
            else if (c == '»')
            {
                var mark = open.Pop();
                marks[mark] = TextSpan.FromBounds(marks[mark].Start, code.Length);
            }
            else
            {
                code.Append(c);
            }
        }

        return (code.ToString(), marks);
    }
}
