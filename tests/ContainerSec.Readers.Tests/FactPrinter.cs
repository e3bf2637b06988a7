using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ContainerSec.Tests;

/// <summary>Writes what is known of a subject as text, so that a test compares all of it: <c>Isolation.Pid = Host; Storage.Mounts = [{Kind=Volume Target=/a}]</c>.</summary>
/// <remarks>A question mark is an unknown fact, dots at a list's end say that it may have more. Unset facts, default values and what is computed from others are left out.</remarks>
internal static class FactPrinter
{
    private static readonly HashSet<string> Hidden = ["Origin", "Engine", "Pod", "Script", "IsPartial"];

    /// <summary>The facts of a subject in one line.</summary>
    public static string Print(object subject, params string[] except) => string.Join("; ", Lines(subject).Where(l => !except.Any(e => l.StartsWith(e, StringComparison.Ordinal))));

    private static List<string> Lines(object subject)
    {
        var lines = new List<string>();
        AddLines(subject, "", lines);
        return lines;
    }

    private static void AddLines(object subject, string prefix, List<string> lines)
    {
        foreach (var property in Properties(subject.GetType()))
        {
            var value = property.GetValue(subject);
            if (value is null)
                continue;
            var type = property.PropertyType;
            if (type.IsClass && type.Namespace == "ContainerSec" && !type.IsGenericType && !IsFactLike(type))
                AddLines(value, prefix + property.Name + ".", lines);
            else if (Render(value) is { Length: > 0 } text && (prefix.Length > 0 || property.Name is not ("Kind" or "Name" or "Context" or "Surface" or "Role" or "IsPartial")))
                lines.Add($"{prefix}{property.Name} = {text}");
        }
    }

    private static string Render(object? value)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                return text;
            case bool or int or long:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
            case double number:
                return number.ToString(CultureInfo.InvariantCulture);
            case Enum:
                return value.ToString()!;
            case Principal or NamespaceMode or ImageReference:
                return value.ToString()!;
            case SecurityProfile profile:
                return $"{profile.Kind}:{profile.Text}";
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>))
            return RenderFact(value, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FactList<>))
            return RenderList(value, type);
        var parts = Properties(type)
            .Select(p => (p.Name, Value: p.GetValue(value)))
            .Where(static p => p.Value is not (false or null or ValueSource.Literal) && !Equals(p.Value, "tcp"))
            .Select(p => (p.Name, Text: Render(p.Value)))
            .Where(static p => p.Text.Length > 0)
            .Select(static p => $"{p.Name}={p.Text}");
        return "{" + string.Join(" ", parts) + "}";
    }

    private static string RenderFact(object fact, Type type)
    {
        return (FactState)type.GetProperty("State")!.GetValue(fact)! switch
        {
            FactState.Known => Quote(Render(type.GetProperty("Value")!.GetValue(fact))),
            FactState.Unknown => "?",
            _ => "",
        };
    }

    private static string Quote(string text) => text.Length == 0 ? "''" : text;

    private static string RenderList(object list, Type type)
    {
        var state = (FactState)type.GetProperty("State")!.GetValue(list)!;
        if (state == FactState.Unset)
            return "";
        if (state == FactState.Unknown)
            return "?";
        var items = ((IEnumerable)list).Cast<object>().Select(item => Render(item)).ToList();
        if ((bool)type.GetProperty("MayHaveMore")!.GetValue(list)!)
            items.Add("...");
        return "[" + string.Join(", ", items) + "]";
    }

    private static bool IsFactLike(Type type) => type == typeof(ImageReference) || typeof(Provenance).IsAssignableFrom(type);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.CanWrite && p.GetIndexParameters().Length == 0 && !Hidden.Contains(p.Name) && !p.Name.StartsWith("Own", StringComparison.Ordinal))
            .OrderBy(static p => p.MetadataToken);
}
