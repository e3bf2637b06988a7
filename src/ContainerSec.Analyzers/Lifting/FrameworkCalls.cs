using ContainerSec.Readers.DockerSyntax;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Members of .NET itself through which values travel: texts, paths, lists, dictionaries.</summary>
internal static class FrameworkCalls
{
    /// <summary>What making an object gives; null when nothing is known of the type here.</summary>
    public static Value? Create(INamedTypeSymbol type, ArgumentList arguments) => type.ToDisplayString() switch
    {
        "System.Uri" or "System.IO.FileInfo" or "System.IO.DirectoryInfo" => new TextValue(string.Concat(arguments.Values.Where(static a => a.Value is TextValue).Select(static a => ((TextValue)a.Value!).Text))),
        var name when name.StartsWith("System.Collections.Generic.KeyValuePair<", StringComparison.Ordinal) && arguments.Count == 2 => Pair(arguments),
        _ => null,
    };

    /// <summary>What reading a property gives; null when nothing is known of it here.</summary>
    public static Value? Read(IPropertySymbol property, Value? receiver) => (property.ContainingType.Name, property.Name) switch
    {
        ("KeyValuePair", "Key") when receiver is ListValue { Items: [var key, _] } => key.Value,
        ("KeyValuePair", "Value") when receiver is ListValue { Items: [_, var value] } => value.Value,
        ("Task" or "ValueTask", "Result") => receiver,
        (_, "Keys" or "Values") when receiver is MapValue map => PartsOf(map, property.Name == "Keys"),
        ("String", "Length") when receiver is TextValue { Text: var text } && !text.HasHole() => ConstantValue.Of(text.Length, null),
        (_, "Count" or "Length") when receiver is ListValue { MayHaveMore: false } list => ConstantValue.Of(list.Items.Count, null),
        ("Uri", _) or ("FileInfo" or "DirectoryInfo", "FullName") when receiver is TextValue => receiver,
        _ => null,
    };

    /// <summary>What a call gives, and what it does to a list; null when nothing is known of it here.</summary>
    public static Value? Meaning(Call call)
    {
        var type = call.Method.ContainingType;
        if (type is null)
            return null;
        switch (type.Name)
        {
            case "String":
                return OfString(call);
            case "Path" when IsIn(type, "System.IO"):
                return OfPath(call);
            case "Encoding" or "UTF8Encoding" or "ASCIIEncoding" when IsIn(type, "System.Text"):
            case "Convert" when IsIn(type, "System"):
                return OfBytes(call);
            case "Environment" when IsIn(type, "System"):
                return OfEnvironment(call);
            case "HostEnvironmentEnvExtensions" or "HostingEnvironmentExtensions" when IsIn(type, "Microsoft.Extensions.Hosting") || IsIn(type, "Microsoft.AspNetCore.Hosting"):
                return OfHostEnvironment(call);
            case "Task" or "ValueTask" when call.Method.Name is "FromResult" or "ConfigureAwait":
                return call.Receiver ?? call.Arguments.Values.FirstOrDefault().Value;
            case "Array" or "Enumerable" or "ImmutableArray" or "ImmutableList" when call.Method.Name is "Empty" && call.Method.Parameters.Length == 0:
                return new ListValue(call.Place);
        }

        return call switch
        {
            { Method: { Name: "ToString", Parameters.Length: 0 }, Receiver: TextValue or ConstantValue } => new TextValue(TextValue.PartOf(call.Receiver)),
            { Receiver: BytesValue bytes, Method.Name: "ToArray" } => bytes,
            { Receiver: ListValue list } => OfList(call, list),
            { Receiver: MapValue map } => OfMap(call, map),
            { Receiver: ConstantValue { IsNull: true }, Method.IsExtensionMethod: false } => Value.Unknown,
            _ => null,
        };
    }

    private static Value? OfString(Call call)
    {
        var first = call.Arguments.Values.FirstOrDefault();
        switch (call.Method.Name)
        {
            case "Concat":
                return new TextValue(string.Concat(Flat(call.Arguments.Values).Select(TextValue.PartOf)));
            case "Join" when call["separator"].Value is { } separator:
                var items = Flat(call.Arguments.Where(static a => a.Key != "separator").Select(static a => a.Value)).ToList();
                return new TextValue(string.Join(TextValue.PartOf(separator), items.Select(TextValue.PartOf)));
            case "Format":
                return Formatted(call);
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when first.Value is ConstantValue { IsNull: true }:
                return ConstantValue.True;
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when first.Value is TextValue { Text: var tested } && !tested.HasHole():
                return string.IsNullOrWhiteSpace(tested) ? ConstantValue.True : ConstantValue.False;
        }

        if (call.Receiver is not TextValue { Text: var text })
            return null;
        return call.Method.Name switch
        {
            "ToString" => call.Receiver,
            "Trim" when call.Arguments.Count == 0 => new TextValue(text.Trim()),
            "TrimEnd" when call["trimChar"].Value is ConstantValue { Constant: char end } => new TextValue(text.TrimEnd(end)),
            "TrimStart" when call["trimChar"].Value is ConstantValue { Constant: char start } => new TextValue(text.TrimStart(start)),
            "Substring" => Part(call, text),
            "ToLowerInvariant" or "ToLower" => new TextValue(text.ToLowerInvariant()),
            "ToUpperInvariant" or "ToUpper" => new TextValue(text.ToUpperInvariant()),
            "Replace" when call["oldValue"].Value is TextValue { Text: { Length: > 0 } old } && !old.HasHole() && call["newValue"].Value is TextValue replacement => new TextValue(text.Replace(old, replacement.Text)),
            "Split" => Split(call, text),
            _ => null,
        };
    }

    private static TextValue Part(Call call, string text)
    {
        if (text.HasHole() || call["startIndex"].Value is not ConstantValue { Number: { } start } || start < 0 || start > text.Length)
            return TextValue.Hole;
        if (!call.Has("length"))
            return new TextValue(text.Substring((int)start));
        return call["length"].Value is ConstantValue { Number: { } length } && length >= 0 && length <= text.Length - start ? new TextValue(text.Substring((int)start, (int)length)) : TextValue.Hole;
    }

    // {0}, {1} …; an item with a format of its own is not known.
    private static TextValue Formatted(Call call)
    {
        if (call["format"].Value is not TextValue { Text: var format } || format.HasHole())
            return TextValue.Hole;
        var items = Flat(call.Arguments.Where(static a => a.Key is not ("format" or "provider")).Select(static a => a.Value)).ToList();
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var end = format[i] == '{' ? format.IndexOf('}', i) : -1;
            if (format[i] is '{' or '}' && i + 1 < format.Length && format[i + 1] == format[i])
            {
                text.Append(format[i++]);
            }
            else if (end < 0)
            {
                text.Append(format[i]);
            }
            else
            {
                text.Append(int.TryParse(format.Substring(i + 1, end - i - 1), out var item) && item >= 0 && item < items.Count ? TextValue.PartOf(items[item]) : TextValue.Hole.Text);
                i = end;
            }
        }

        return new TextValue(text.ToString());
    }

    private static ListValue Split(Call call, string text)
    {
        var list = new ListValue(call.Place);
        if (call["separator"].Value is ConstantValue { Constant: char separator } && !text.HasHole())
            list.Items.AddRange(text.Split(separator).Select(static t => (Stated)new TextValue(t)));
        else
            list.MayHaveMore = true;
        return list;
    }

    private static Value? OfBytes(Call call)
    {
        switch (call.Method.Name, call.Arguments.Values.FirstOrDefault().Value)
        {
            case ("GetBytes", TextValue { Text: var text }) when call.Arguments.Count == 1:
                return text.HasHole() ? Value.Unknown : new BytesValue(System.Text.Encoding.UTF8.GetBytes(text));
            case ("FromBase64String", TextValue { Text: var text }):
                return BytesValue.FromBase64(text) ?? Value.Unknown;
            case ("ToBase64String", BytesValue bytes) when call.Arguments.Count == 1:
                return new TextValue(bytes.Base64);
            case ("GetString", BytesValue bytes) when call.Arguments.Count == 1:
                return bytes.Text is { } decoded ? new TextValue(decoded) : TextValue.Hole;
            default:
                return null;
        }
    }

    private static Value? OfPath(Call call) => call.Method.Name switch
    {
        "Combine" or "Join" => new TextValue(Combined(Flat(call.Arguments.Values).Select(TextValue.PartOf))),
        "GetFullPath" when call.Arguments.Values.FirstOrDefault().Value is TextValue path => path,
        _ => TextValue.Hole,
    };

    // A later part that is rooted takes the place of what stands before it.
    private static string Combined(IEnumerable<string> parts)
    {
        var path = "";
        foreach (var part in parts)
        {
            if (part.Length == 0)
                continue;
            path = path.Length == 0 || part[0] is '/' or '\\' ? part : path[path.Length - 1] is '/' or '\\' ? path + part : path + "/" + part;
        }

        return path;
    }

    private static Value? OfEnvironment(Call call) => call.Method.Name switch
    {
        "GetFolderPath" when call["folder"].Member.Value is "UserProfile" => new TextValue("~"),
        "GetEnvironmentVariable" when call["variable"].Text.Value is "HOME" or "USERPROFILE" => new TextValue("~"),
        "GetFolderPath" or "GetEnvironmentVariable" => TextValue.Hole,
        _ => null,
    };

    private static Value? OfHostEnvironment(Call call) => call.Method.Name switch
    {
        "IsDevelopment" => call.Run.AskForMode(trueInDevelopment: true),
        "IsProduction" or "IsStaging" => call.Run.AskForMode(trueInDevelopment: false),
        "IsEnvironment" when call["environmentName"].Text.Value is { } name => call.Run.AskForMode(string.Equals(name, "Development", StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    private static Value? OfList(Call call, ListValue list)
    {
        // An extension's first argument is the list itself.
        var arguments = call.Arguments.Values.Skip(call.Method.IsExtensionMethod ? 1 : 0).ToArray();
        var first = arguments.Length > 0 ? arguments[0] : default;
        switch (call.Method.Name)
        {
            case "Add" when first.Value is { } added:
                list.Items.Add(new Stated(added, first.Place));
                return ConstantValue.True;
            case "AddRange" or "UnionWith" when first.Value is { } range:
                list.AddAll(range);
                return list;
            case "Insert" when arguments.Length == 2 && arguments[1].Value is { } inserted:
                list.Items.Insert(call["index"].Value is ConstantValue { Number: 0 } ? 0 : list.Items.Count, new Stated(inserted, arguments[1].Place));
                return list;
            case "Clear":
                list.Items.Clear();
                list.MayHaveMore = false;
                return list;
            case "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "ExceptWith":
                // What is left is not known.
                list.Items.Clear();
                list.MayHaveMore = true;
                return Value.Unknown;
            case "ToArray" or "ToList" or "ToHashSet" or "AsReadOnly" or "AsEnumerable" or "ToImmutableArray" or "ToImmutableList" or "Cast" or "OfType" or "Distinct" or "AsSpan":
                return list.Copy(null);
            case "Concat" or "Union":
                var both = list.Copy(call.Place);
                both.AddAll(first.Value ?? Value.Unknown);
                return both;
            case "Append" or "Prepend" when first.Value is { } one:
                var more = list.Copy(call.Place);
                more.Items.Insert(call.Method.Name == "Append" ? more.Items.Count : 0, new Stated(one, first.Place));
                return more;
            case "Select" when first.Value is FunctionValue { Method.Parameters.Length: 1 } function:
                var mapped = new ListValue(call.Place) { MayHaveMore = list.MayHaveMore };
                foreach (var item in list.Items)
                    mapped.Items.Add(call.Run.Invoke(function, [item.Value]) is var value && value.Place is null ? value with { Place = item.Place } : value);
                return mapped;
            case "Where" when first.Value is FunctionValue { Method.Parameters.Length: 1 } filter:
                return Filtered(call, list, filter);
            case "Take" or "Skip" when first.Value is ConstantValue { Number: { } count } && !list.MayHaveMore:
                var rest = new ListValue(call.Place);
                var bound = (int)Math.Min(Math.Max(count, 0), list.Items.Count);
                rest.Items.AddRange(call.Method.Name == "Take" ? list.Items.Take(bound) : list.Items.Skip(bound));
                return rest;
            case "Where" or "Take" or "Skip" or "TakeLast" or "SkipLast" or "TakeWhile" or "SkipWhile" or "Except" or "ExceptBy" or "Intersect" or "IntersectBy" or "DistinctBy" or "FindAll":
                // What is left is not known.
                return new ListValue(call.Place) { MayHaveMore = true };
            case "ForEach" when first.Value is FunctionValue { Method.Parameters.Length: 1 } action:
                foreach (var item in list.Items.ToArray())
                    call.Run.Invoke(action, [item.Value]);
                return Value.Unknown;
            case "First" or "Single" or "FirstOrDefault" when arguments.Length == 0 && list is { MayHaveMore: false, Items.Count: > 0 }:
                return list.Items[0].Value;
            case "Contains" or "Any" or "Count" or "All" or "IndexOf" or "GetEnumerator" or "Equals" or "GetHashCode":
                return Value.Unknown;
            default:
                return null;
        }
    }

    private static ListValue Filtered(Call call, ListValue list, FunctionValue filter)
    {
        var kept = new ListValue(call.Place) { MayHaveMore = list.MayHaveMore };
        foreach (var item in list.Items.ToArray())
        {
            // One of which it is not known may be left out.
            if (call.Run.Invoke(filter, [item.Value]).Value is not ConstantValue { Bool: { } keeps })
                kept.MayHaveMore = true;
            else if (keeps)
                kept.Items.Add(item);
        }

        return kept;
    }

    private static ListValue PartsOf(MapValue map, bool ofKeys)
    {
        var list = new ListValue(map.Place) { MayHaveMore = map.MayHaveMore };
        foreach (var entry in map.Entries)
            list.Items.Add(new Stated(ofKeys ? new TextValue(entry.Key) : entry.Value, entry.Place));
        return list;
    }

    private static Value? OfMap(Call call, MapValue map)
    {
        var arguments = call.Arguments.Values.Skip(call.Method.IsExtensionMethod ? 1 : 0).ToArray();
        switch (call.Method.Name)
        {
            case "Add" or "TryAdd" when arguments.Length == 2 && arguments[0].Value is { } key && arguments[1].Value is { } value:
                // An element of an initializer is its own place.
                map.Set(key, value, arguments[1].Place is { } end && arguments[0].Place is { } start && ReferenceEquals(start.Source, end.Source) && start.StartOffset <= end.EndOffset
                    ? start.Source.At(start.StartOffset, end.EndOffset) : call.Place);
                return ConstantValue.True;
            case "Add" when arguments.Length == 1 && arguments[0].Value is ListValue { Items: [var pairKey, var pairValue] }:
                map.Set(pairKey, pairValue, arguments[0].Place ?? call.Place);
                return ConstantValue.True;
            case "Remove" when arguments.Length > 0 && arguments[0].Value is { } removed:
                map.Remove(removed);
                return Value.Unknown;
            case "Clear":
                foreach (var entry in map.Entries.ToArray())
                    map.Remove(new TextValue(entry.Key));
                map.MayHaveMore = false;
                return map;
            case "ContainsKey" or "TryGetValue" or "Count" or "Any" or "GetEnumerator":
                return Value.Unknown;
            case "ToDictionary" or "ToImmutableDictionary" or "AsReadOnly" when arguments.Length == 0:
                return map;
            case "Select" or "Where" or "ToList" or "ToArray" or "AsEnumerable" or "First" or "Single":
                return OfList(call, PairsOf(map));
            default:
                return null;
        }
    }

    // The entries of a dictionary as keys with values.
    private static ListValue PairsOf(MapValue map)
    {
        var pairs = new ListValue(map.Place) { MayHaveMore = map.MayHaveMore };
        foreach (var entry in map.Entries)
        {
            var pair = new ListValue(entry.Place);
            pair.Items.Add(new TextValue(entry.Key));
            pair.Items.Add(new Stated(entry.Value, entry.Place));
            pairs.Items.Add(new Stated(pair, entry.Place));
        }

        return pairs;
    }

    private static ListValue Pair(ArgumentList arguments)
    {
        var pair = new ListValue(null);
        foreach (var argument in arguments.Values)
            pair.Items.Add(new Stated(argument.Value ?? Value.Unknown, argument.Place));
        return pair;
    }

    // Parameters one by one or as one list.
    private static IEnumerable<Value> Flat(IEnumerable<Argument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Value is not ListValue list)
            {
                yield return argument.Value ?? Value.Unknown;
                continue;
            }

            foreach (var item in list.Items)
                yield return item.Value;
            if (list.MayHaveMore)
                yield return Value.Unknown;
        }
    }

    private static bool IsIn(INamedTypeSymbol type, string @namespace) => type.ContainingNamespace.ToDisplayString() == @namespace;
}
