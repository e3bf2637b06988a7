namespace ContainerSec.Polyfills;

/// <summary>Members of string that netstandard2.0 lacks, with the meaning of today's framework (ordinal).</summary>
internal static class TextExtensions
{
    public static bool Contains(this string text, char value) => text.IndexOf(value) >= 0;

    public static bool Contains(this string text, string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

    public static bool StartsWith(this string text, char value) => text.Length > 0 && text[0] == value;

    public static bool EndsWith(this string text, char value) => text.Length > 0 && text[text.Length - 1] == value;

    public static string[] Split(this string text, char separator, StringSplitOptions options = StringSplitOptions.None) =>
        text.Split([separator], options);

    public static string[] Split(this string text, char separator, int count) => text.Split([separator], count);

    public static int IndexOf(this string text, char value, StringComparison comparison) =>
        text.IndexOf(value.ToString(), comparison);

    public static string Replace(this string text, string oldValue, string newValue, StringComparison comparison) =>
        comparison == StringComparison.Ordinal ? text.Replace(oldValue, newValue) : throw new NotSupportedException();
}
