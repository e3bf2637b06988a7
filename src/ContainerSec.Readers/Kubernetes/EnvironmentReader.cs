namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads <c>env</c> and <c>envFrom</c> of a container.</summary>
internal static class EnvironmentReader
{
    // As the kubelet does it: variables of env replace those of envFrom.
    public static FactList<EnvironmentVariable> Read(ApiFields container) =>
        container.List("envFrom", static source => Whole(source)).Concat(container.List("env", static variable => Variable(variable)));

    private static Fact<EnvironmentVariable> Whole(ApiFields source)
    {
        foreach (var (key, from) in new[] { ("secretRef", ValueSource.Secret), ("configMapRef", ValueSource.ConfigMap) })
        {
            if (source.Has(key))
                return Fact.Known(new EnvironmentVariable { Value = Fact.Unknown<string>(source.Object(key).Text("name").Origin), Source = from }, source.KeyOrigin(key));
        }

        return default;
    }

    private static Fact<EnvironmentVariable> Variable(ApiFields variable)
    {
        var name = variable.Text("name");
        if (!name.IsKnown)
            return Fact.Unknown<EnvironmentVariable>(name.Origin ?? variable.Head);
        if (variable.Has("valueFrom"))
        {
            var from = variable.Object("valueFrom");
            if (from.IsHidden)
                return Fact.Unknown<EnvironmentVariable>(from.Origin);
            var source = from.Has("secretKeyRef") ? ValueSource.Secret : from.Has("configMapKeyRef") ? ValueSource.ConfigMap : ValueSource.Field;
            var unknown = Fact.Unknown<string>(variable.KeyOrigin("valueFrom"));
            return Fact.Known(new EnvironmentVariable { Name = name.Value, Value = unknown, Source = source }, from.Head ?? unknown.Origin);
        }

        var value = variable.RawText("value");
        var origin = value.IsUnknown || value.Is(ApiScalar.HasPlaceholder) ? ValueSource.Interpolated : ValueSource.Literal;
        return Fact.Known(new EnvironmentVariable
        {
            Name = name.Value,
            Value = value.IsUnset ? Fact.Known("", name.Origin) : value,
            Source = origin,
        }, value.Origin ?? name.Origin);
    }
}
