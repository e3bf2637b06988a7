using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Aspire;

/// <summary>A parameter of a manifest.</summary>
/// <remarks><c>"password": { "type": "parameter.v0", "value": "{password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } }</c></remarks>
internal static class AspireParameter
{
    public static Parameter Read(YamlScalar name, YamlMapping node, ReadOptions options)
    {
        var input = InputOf(node);
        var byDefault = input?["default"] as YamlMapping;
        var generate = byDefault?["generate"] as YamlMapping;
        // The value is the input's, of which only a default can be written; or it is written itself.
        var isInput = AspireExpression.ResourceOf(node["value"].KnownText() ?? "") == name.Value;
        var value = (isInput ? byDefault?["value"] : node["value"]).Text(AspireExpression.WithHoles);
        return new Parameter
        {
            Name = name.Value,
            Kind = "parameter",
            Origin = name.Origin,
            Context = options.Context,
            Surface = Surface.AspireManifest,
            Value = value,
            IsSecret = (input?["secret"]).Bool(),
            IsPublished = value.IsKnown ? Fact.Known(true, value.Origin) : default,
            GeneratedMinLength = (generate?["minLength"]).Number().Select(static n => (int)Math.Min(Math.Max(n, 0), int.MaxValue)),
            GeneratedCharacterClasses = generate is null ? default : Classes(generate),
        };
    }

    /// <summary>The first input: parameters have one.</summary>
    public static YamlMapping? InputOf(YamlMapping parameter) =>
        (parameter["inputs"] as YamlMapping)?.Entries.Select(static e => e.Value).OfType<YamlMapping>().FirstOrDefault();

    // Each class is allowed unless it is switched off.
    private static Fact<int> Classes(YamlMapping generate) =>
        Fact.Known(((string[])["lower", "upper", "numeric", "special"]).Count(name => !generate[name].Bool().Is(false)), generate.Origin);
}
