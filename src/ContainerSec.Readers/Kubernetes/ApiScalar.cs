using System.Globalization;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>What a scalar is to the Kubernetes API, which reads YAML 1.1 as JSON: text, number or truth value are told apart before a field is looked at.</summary>
/// <remarks>YAML 1.1 has the truth values yes and on, octal numbers such as 0644, and underscores in numbers.</remarks>
internal static class ApiScalar
{
    public static bool? Truth(YamlScalar scalar)
    {
        if (!scalar.IsPlain)
            return null;
        return scalar.Value switch
        {
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => true,
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => false,
            _ => null,
        };
    }

    public static long? Integer(YamlScalar scalar)
    {
        if (!scalar.IsPlain)
            return null;
        var text = scalar.Value.Replace("_", "");
        var isNegative = text.Length > 0 && text[0] == '-';
        var digits = text.Length > 0 && text[0] is '-' or '+' ? text.Substring(1) : text;
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', _, ..] => (16, 2),
            ['0', 'o', _, ..] => (8, 2),
            ['0', 'b', _, ..] => (2, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        long value = 0;
        for (var i = start; i < digits.Length; i++)
        {
            var digit = digits[i] switch
            {
                >= '0' and <= '9' and var c => c - '0',
                >= 'a' and <= 'f' and var c => c - 'a' + 10,
                >= 'A' and <= 'F' and var c => c - 'A' + 10,
                _ => int.MaxValue,
            };
            if (digit >= radix || value > (long.MaxValue - digit) / radix)
                return null;
            value = (value * radix) + digit;
        }

        if (digits.Length == 0)
            return null;
        return isNegative ? -value : value;
    }

    /// <summary>Whether the API gets something other than text.</summary>
    public static bool IsNotText(YamlScalar scalar) =>
        scalar.IsPlain && scalar.Tag is null && (Truth(scalar) is not null || Integer(scalar) is not null || IsFloat(scalar.Value));

    /// <summary>Whether a tool has still to put something in: <c>${TAG}</c> (envsubst, Flux), <c>{{ .Values.tag }}</c> (Helm, Argo), <c>$(tag)</c>, <c>#{tag}#</c> (build pipelines).</summary>
    public static bool HasPlaceholder(string value)
    {
        for (var i = 0; i + 1 < value.Length; i++)
        {
            if ((value[i] is '$' or '#' or '{' && value[i + 1] == '{') || (value[i] == '$' && value[i + 1] == '('))
                return true;
        }

        return false;
    }

    /// <summary>Whether a text is nothing but placeholders: <c>$(PASSWORD)</c>, <c>${PASSWORD}</c>, <c>{{ .Values.password }}</c>.</summary>
    public static bool IsPlaceholder(string value)
    {
        if (!HasPlaceholder(value))
            return false;
        var depth = 0;
        foreach (var c in value)
        {
            if (c is '{' or '(')
                depth++;
            else if (c is '}' or ')')
                depth--;
            else if (depth == 0 && c is not ('$' or '#' or ' '))
                return false;
        }

        return true;
    }

    private static bool IsFloat(string value) =>
        value.Length > 0 && value[0] is (>= '0' and <= '9') or '.' or '-' or '+'
        && double.TryParse(value.Replace("_", ""), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
