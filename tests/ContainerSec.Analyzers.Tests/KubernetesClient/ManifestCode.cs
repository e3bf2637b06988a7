using System.Globalization;
using System.Text;
using ContainerSec.Readers;
using ContainerSec.Readers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests.KubernetesClient;

/// <summary>How code says the same thing.</summary>
public enum CodeStyle
{
    /// <summary>One expression with the names of all types: <c>new V1Pod { Spec = new V1PodSpec { … } }</c>.</summary>
    Initializers,

    /// <summary>One expression without them: <c>Spec = new() { Containers = [new() { … }] }</c>.</summary>
    TargetTyped,

    /// <summary>Object by object: <c>var pod = new V1Pod(); pod.Spec = spec; spec.Containers = new List&lt;V1Container&gt;(); … .Add(container);</c>.</summary>
    Statements,
}

/// <summary>Writes a manifest as the C# that builds its objects with KubernetesClient's models, whose members are found by the names of their attributes.</summary>
internal sealed class ManifestCode(Compilation models, CodeStyle style)
{
    private static readonly SymbolDisplayFormat Name = SymbolDisplayFormat.FullyQualifiedFormat;

    private readonly Dictionary<(string ApiVersion, string Kind), INamedTypeSymbol> _entities = EntitiesOf(models);
    private readonly StringBuilder _statements = new();
    private int _variables;

    /// <summary>A class with a method that builds what the text holds; null where the library has no model for some of it.</summary>
    public string? Write(string name, string yaml)
    {
        _statements.Clear();
        _variables = 0;
        var problems = new List<ReadProblem>();
        foreach (var document in YamlReader.Read(new ContainerSec.SourceText("pod.yaml", yaml), ReadOptions.Default, problems))
        {
            if (document is not YamlMapping map || map["kind"] is not YamlScalar kind || map["apiVersion"] is not YamlScalar version
                || !_entities.TryGetValue((version.Value, kind.Value), out var type))
                return null;
            // The client fills in what the type says.
            map.RemoveEntries(static e => e.Key.Value is "kind" or "apiVersion");
            if (Object(map, type) is not { } value)
                return null;
            _statements.Append("        Keep(").Append(style == CodeStyle.TargetTyped ? $"new {type.ToDisplayString(Name)}{value["new".Length..]}" : value).Append(");\n");
        }

        return $"using System.Collections.Generic;\nusing k8s;\nusing k8s.Models;\n\nclass {name}\n{{\n    private readonly List<object> _all = new List<object>();\n\n    void Keep(object item) => _all.Add(item);\n\n    void Build()\n    {{\n{_statements}    }}\n}}\n";
    }

    private static Dictionary<(string, string), INamedTypeSymbol> EntitiesOf(Compilation models)
    {
        var entities = new Dictionary<(string, string), INamedTypeSymbol>();
        foreach (var type in models.GetTypeByMetadataName("k8s.Models.V1Pod")!.ContainingNamespace.GetTypeMembers())
        {
            if (type.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "KubernetesEntityAttribute") is not { } attribute)
                continue;
            var named = attribute.NamedArguments.ToDictionary(static a => a.Key, static a => (string?)a.Value.Value);
            var version = named.GetValueOrDefault("Group") is { Length: > 0 } group ? $"{group}/{named["ApiVersion"]}" : named["ApiVersion"]!;
            entities[(version, named["Kind"]!)] = type;
        }

        return entities;
    }

    private string? Value(YamlNode node, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        return (type, node) switch
        {
            (_, YamlScalar { IsNull: true }) => "null",
            ({ SpecialType: SpecialType.System_String }, YamlScalar text) => SymbolDisplay.FormatLiteral(text.Value, quote: true),
            ({ SpecialType: SpecialType.System_Boolean }, YamlScalar { Value: "true" or "false" } truth) => truth.Value,
            ({ SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double }, YamlScalar number) when double.TryParse(number.Value, CultureInfo.InvariantCulture, out _) => number.Value,
            ({ Name: "IntOrString" }, YamlScalar { IsPlain: true } port) when int.TryParse(port.Value, out _) => port.Value,
            ({ Name: "IntOrString" }, YamlScalar port) => SymbolDisplay.FormatLiteral(port.Value, quote: true),
            ({ Name: "ResourceQuantity" }, YamlScalar quantity) => $"new ResourceQuantity({SymbolDisplay.FormatLiteral(quantity.Value, quote: true)})",
            (IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }, YamlScalar data) => $"System.Convert.FromBase64String({SymbolDisplay.FormatLiteral(data.Value, quote: true)})",
            (INamedTypeSymbol { Name: "IDictionary", TypeArguments: [_, var value] }, YamlMapping map) => Dictionary(map, value),
            (INamedTypeSymbol { Name: "IList", TypeArguments: [var item] }, YamlSequence list) => List(list, item),
            (INamedTypeSymbol { TypeKind: TypeKind.Class } model, YamlMapping map) when model.ContainingNamespace.ToDisplayString() == "k8s.Models" => Object(map, model),
            _ => null,
        };
    }

    private string? Object(YamlMapping map, INamedTypeSymbol type)
    {
        var members = new List<(string Name, string Value)>();
        foreach (var entry in map.Entries)
        {
            var property = type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => p.GetAttributes().Any(a => a.AttributeClass?.Name == "JsonPropertyNameAttribute" && (string?)a.ConstructorArguments[0].Value == entry.Key.Value));
            if (property is null || Value(entry.Value, property.Type) is not { } value)
                return null;
            members.Add((property.Name, value));
        }

        if (style != CodeStyle.Statements)
            return $"new{(style == CodeStyle.Initializers ? " " + type.ToDisplayString(Name) : "")}(){(members.Count == 0 ? "" : $" {{ {string.Join(", ", members.Select(static m => $"{m.Name} = {m.Value}"))} }}")}";
        var variable = Declare($"new {type.ToDisplayString(Name)}()");
        foreach (var (name, value) in members)
            _statements.Append("        ").Append(variable).Append('.').Append(name).Append(" = ").Append(value).Append(";\n");
        return variable;
    }

    private string? List(YamlSequence list, ITypeSymbol item)
    {
        var items = list.Items.ConvertAll(i => Value(i, item));
        if (items.Contains(null))
            return null;
        var type = $"List<{item.ToDisplayString(Name)}>";
        if (style == CodeStyle.Initializers)
            return $"new {type} {{ {string.Join(", ", items)} }}";
        if (style == CodeStyle.TargetTyped)
            return $"[{string.Join(", ", items)}]";
        var variable = Declare($"new {type}()");
        items.ForEach(i => _statements.Append("        ").Append(variable).Append(".Add(").Append(i).Append(");\n"));
        return variable;
    }

    private string? Dictionary(YamlMapping map, ITypeSymbol value)
    {
        var entries = map.Entries.ConvertAll(e => (Key: SymbolDisplay.FormatLiteral(e.Key.Value, quote: true), Value: Value(e.Value, value)));
        if (entries.Exists(static e => e.Value is null))
            return null;
        var type = $"Dictionary<string, {value.ToDisplayString(Name)}>";
        if (style == CodeStyle.Initializers)
            return $"new {type} {{ {string.Join(", ", entries.Select(static e => $"{{ {e.Key}, {e.Value} }}"))} }}";
        if (style == CodeStyle.TargetTyped)
            return $"new {type} {{ {string.Join(", ", entries.Select(static e => $"[{e.Key}] = {e.Value}"))} }}";
        var variable = Declare($"new {type}()");
        entries.ForEach(e => _statements.Append("        ").Append(variable).Append('[').Append(e.Key).Append("] = ").Append(e.Value).Append(";\n"));
        return variable;
    }

    private string Declare(string value)
    {
        var variable = $"v{_variables++}";
        _statements.Append("        var ").Append(variable).Append(" = ").Append(value).Append(";\n");
        return variable;
    }
}
