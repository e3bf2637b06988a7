using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ContainerSec.Testing;

/// <summary>A deployment as text, for goldens of readers: what was said, in the order of the model, each fact with its place.</summary>
/// <remarks><code>
/// container 'app' of Pod 'web' @6:11-6:14
///   Privileges.Privileged = True @8:19-8:23
///   Storage.Mounts[0] = { Kind = Bind, Source = /etc, Target = /host } @12:17-12:21
/// </code></remarks>
public static class ModelText
{
    // Said elsewhere, or the same for every subject of a format.
    private static readonly HashSet<string> Skipped = ["Name", "Kind", "Origin", "Context", "Surface", "Engine", "Pod", "OwnPrivileges", "OwnIsolation", "OwnConfinement"];

    public static string Of(Deployment deployment)
    {
        var text = new StringBuilder();
        foreach (var list in Properties(deployment))
        {
            if (list.GetValue(deployment) is not IEnumerable subjects)
                continue;
            foreach (var subject in subjects.Cast<Subject>())
            {
                text.Append(subject.Description).Append(Place(subject.Origin)).Append('\n');
                Write(text, subject, "  ");
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, object group, string prefix)
    {
        foreach (var property in Properties(group))
        {
            if (Skipped.Contains(property.Name) || property.GetValue(group) is not { } value)
                continue;
            var name = prefix + property.Name;
            if (IsFact(value))
                WriteFact(text, name, value);
            else if (IsFactList(value))
                WriteList(text, name, value);
            else if (value is IEnumerable and not string)
                WriteItems(text, name, (IEnumerable)value);
            else if (IsGroup(value))
                Write(text, value, name + ".");
            else if (value is not (false or ""))
                text.Append(name).Append(" = ").Append(Show(value)).Append('\n');
        }
    }

    private static void WriteFact(StringBuilder text, string name, object fact)
    {
        if (StateOf(fact) != FactState.Unset)
            text.Append(name).Append(" = ").Append(Show(fact)).Append(Place(Get(fact, "Origin") as Provenance)).Append('\n');
    }

    private static void WriteList(StringBuilder text, string name, object list)
    {
        if (StateOf(list) == FactState.Unset)
            return;
        var index = 0;
        foreach (var item in (IEnumerable)list)
            WriteFact(text, $"{name}[{index++}]", item);
        if (index == 0 || (bool)Get(list, "MayHaveMore")!)
            text.Append(name).Append((bool)Get(list, "MayHaveMore")! ? " = …" : " = []").Append(Place(Get(list, "Origin") as Provenance)).Append('\n');
    }

    private static void WriteItems(StringBuilder text, string name, IEnumerable items)
    {
        var index = 0;
        foreach (var item in items)
        {
            if (item is string or (ValueType and not ShellPipeline))
            {
                text.Append(name).Append('[').Append(index++).Append("] = ").Append(Show(item)).Append('\n');
                continue;
            }

            text.Append(name).Append('[').Append(index).Append(']').Append(Place((item as Subject)?.Origin ?? Get(item, "Origin") as Provenance)).Append('\n');
            Write(text, item, $"{name}[{index++}].");
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string s => s.Replace("\n", "\\n", StringComparison.Ordinal),
        double d => d.ToString(CultureInfo.InvariantCulture),
        ImageReference or Principal or NamespaceMode or SecurityProfile => value.ToString()!,
        Enum or IFormattable => value.ToString()!,
        _ when IsFact(value) => StateOf(value) == FactState.Unknown ? "?" : Show(Get(value, "Value")),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Show))}]",
        _ when value.GetType().Namespace == nameof(ContainerSec) => ShowObject(value),
        _ => value.ToString()!,
    };

    private static string ShowObject(object value)
    {
        var parts = Properties(value)
            .Select(p => (p.Name, Value: p.GetValue(value)))
            .Where(static p => p.Value is not null && !(IsFact(p.Value) || IsFactList(p.Value) ? StateOf(p.Value) == FactState.Unset : false))
            .Select(static p => $"{p.Name} = {Show(p.Value)}");
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.GetIndexParameters().Length == 0 && p.CanWrite && p.DeclaringType != typeof(Provenance))
            .OrderBy(static p => p.DeclaringType == typeof(Subject) ? 0 : 1);

    private static bool IsFact(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Fact<>);

    private static bool IsFactList(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(FactList<>);

    private static bool IsGroup(object value) => value.GetType() is { IsClass: true, Namespace: nameof(ContainerSec) } && value is not (Provenance or ImageReference);

    private static FactState StateOf(object fact) => (FactState)Get(fact, "State")!;

    private static object? Get(object value, string property) => value.GetType().GetProperty(property)?.GetValue(value);

    private static string Place(Provenance? origin) =>
        origin?.Text is not { } text ? "" : string.Create(CultureInfo.InvariantCulture, $" @{text.Start.Line}:{text.Start.Column}-{text.End.Line}:{text.End.Column}");
}
