using System.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads ConfigMaps and Secrets.</summary>
internal static class ConfigDataReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ConfigData ConfigMap(ApiFields fields) => new()
    {
        Entries = Entries(fields, "data", isEncoded: false).Concat(Entries(fields, "binaryData", isEncoded: true)),
    };

    public static ConfigData Secret(ApiFields fields) => new()
    {
        Type = fields.Text("type"),
        Entries = Entries(fields, "data", isEncoded: true).Concat(Entries(fields, "stringData", isEncoded: false)),
    };

    private static FactList<EnvironmentVariable> Entries(ApiFields fields, string key, bool isEncoded)
    {
        if (fields.Node(key) is not { } node)
            return FactList<EnvironmentVariable>.Unset;
        var data = fields.Object(key);
        if (!data.Exists)
            return FactList<EnvironmentVariable>.Unknown(node.Origin);
        var entries = new List<Fact<EnvironmentVariable>>(data.Entries.Count);
        foreach (var entry in data.Entries)
        {
            var name = entry.Key.Value;
            var value = data.RawText(name);
            if (IsEncrypted(value))
                value = Fact.Unknown<string>(value.Origin);
            else if (isEncoded)
                value = Decode(data, name, value);
            entries.Add(Fact.Known(new EnvironmentVariable
            {
                Name = name,
                Value = value.IsUnset ? Fact.Known("", entry.Value.Origin) : value,
                Source = value.IsUnknown ? ValueSource.Interpolated : ValueSource.Literal,
            }, value.Origin ?? entry.Key.Origin));
        }

        return new FactList<EnvironmentVariable>(entries, node.Origin, mayHaveMore: data.IsOpen);
    }

    // SOPS leaves the object as it is and replaces each value: ENC[AES256_GCM,data:…].
    private static bool IsEncrypted(Fact<string> value) => value.Is(static v => v.StartsWith("ENC[", StringComparison.Ordinal));

    private static Fact<string> Decode(ApiFields data, string name, Fact<string> value)
    {
        if (!value.IsKnown)
            return value;
        try
        {
            return Fact.Known(StrictUtf8.GetString(System.Convert.FromBase64String(value.Value)), value.Origin);
        }
        catch (FormatException)
        {
            if (!ApiScalar.HasPlaceholder(value.Value))
                data.Report(data.Node(name)!, $"The value of '{name}' is not base64; encode it, or put it under stringData.");
            return Fact.Unknown<string>(value.Origin);
        }
        catch (DecoderFallbackException)
        {
            // Bytes that are no text: an archive, a key in binary form.
            return Fact.Unknown<string>(value.Origin);
        }
    }
}
