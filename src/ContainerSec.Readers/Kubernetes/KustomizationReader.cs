using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads the Secrets and ConfigMaps that a kustomization generates: their values may stand in the file.</summary>
/// <remarks>
/// Kustomize documentation, "secretGenerator".
/// <code>
/// secretGenerator:
///   - name: db
///     literals: [password=hunter2]
/// </code>
/// </remarks>
internal static class KustomizationReader
{
    /// <summary>Whether a document is a kustomization that leaves out what it is, as its file may.</summary>
    public static bool IsKustomization(YamlNode document)
    {
        var path = document.Source.Path;
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return document is YamlMapping && name is "kustomization.yaml" or "kustomization.yml" or "Kustomization";
    }

    public static IEnumerable<ConfigData> Generated(ApiObject kustomization)
    {
        foreach (var generator in kustomization.Fields.Objects("secretGenerator"))
            yield return Read(kustomization, generator, "Secret");
        foreach (var generator in kustomization.Fields.Objects("configMapGenerator"))
            yield return Read(kustomization, generator, "ConfigMap");
    }

    private static ConfigData Read(ApiObject kustomization, ApiFields generator, string kind)
    {
        var name = generator.Text("name");
        return new ConfigData
        {
            Name = name.Value ?? "",
            Kind = kind,
            Origin = name.Origin ?? generator.Head,
            Context = kustomization.Context,
            ApiVersion = Fact.Known("v1", kustomization.ApiVersion.Origin),
            Namespace = generator.Text("namespace").Or(kustomization.Fields.Text("namespace")),
            Type = generator.Text("type"),
            Entries = Literals(generator.RawTexts("literals")),
        };
    }

    private static FactList<EnvironmentVariable> Literals(FactList<string> literals)
    {
        if (literals.IsUnset)
            return FactList<EnvironmentVariable>.Unset;
        var entries = new List<Fact<EnvironmentVariable>>(literals.Count);
        foreach (var literal in literals)
            entries.Add(literal.Select(text => Entry(text, literal.Origin)));
        return new FactList<EnvironmentVariable>(entries, literals.Origin, literals.MayHaveMore);
    }

    private static EnvironmentVariable Entry(string literal, Provenance? origin)
    {
        var equals = literal.IndexOf('=');
        var value = equals < 0 ? "" : literal.Substring(equals + 1);
        var isPlaceholder = ApiScalar.IsPlaceholder(value);
        return new EnvironmentVariable
        {
            Name = equals < 0 ? literal : literal.Substring(0, equals),
            // One pair of quotes around the value is not part of it.
            Value = isPlaceholder ? Fact.Unknown<string>(origin) : Fact.Known(Unquote(value), origin),
            Source = isPlaceholder ? ValueSource.Interpolated : ValueSource.Literal,
        };
    }

    private static string Unquote(string value) =>
        value.Length > 1 && value[0] is '"' or '\'' && value[value.Length - 1] == value[0] ? value.Substring(1, value.Length - 2) : value;
}
