using System.Text;
using ContainerSec.Images.Oci;
using ContainerSec.Secrets;

namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Secrets in an image's configuration: variables, labels and the steps of the build, with the arguments that BuildKit and Docker write into them.</summary>
internal static class ConfigurationSecrets
{
    /// <summary>Adds the secrets of a configuration.</summary>
    public static void Add(OciImageConfiguration configuration, List<ImageSecret> secrets)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in configuration.Config?.Env ?? [])
        {
            if (Split(variable) is var (name, value))
                AddNamed(secrets, told, $"config:env/{name}", name, value, "config-variable");
        }

        foreach (var (name, value) in configuration.Config?.Labels ?? [])
            AddNamed(secrets, told, $"config:label/{name}", name, value ?? "", "config-label");
        var step = 0;
        foreach (var entry in configuration.History ?? [])
            AddStep(secrets, told, $"config:history/{step++}", entry.CreatedBy ?? "");
    }

    /// <summary>The text with what is secret in it masked.</summary>
    /// <param name="text">A step of the build, or the value of a label or variable.</param>
    public static string Mask(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var spans = SecretSearch.Find(text).Select(hit => (Start: Encoding.UTF8.GetCharCount(bytes, 0, hit.Start), End: Encoding.UTF8.GetCharCount(bytes, 0, hit.End)));
        var named = HistoryStep.Values(text).Where(v => IsSecret(v.Name, v.Value)).Select(static v => (v.Start, End: v.Start + v.Value.Length));
        return SecretMask.Of(SecretMask.Parts(text, spans.Concat(named)));
    }

    /// <summary>Arguments with what is secret in them masked; what follows an option whose name says secret is.</summary>
    public static IReadOnlyList<string> MaskArguments(IReadOnlyList<string> arguments) =>
        [.. arguments.Select((argument, i) => i > 0 && arguments[i - 1].StartsWith('-') && !argument.StartsWith('-') ? MaskValue(arguments[i - 1].TrimStart('-'), argument) : Mask(argument))];

    /// <summary>A variable as NAME=value with its value masked if it is a secret.</summary>
    public static string MaskVariable(string variable) =>
        Split(variable) is var (name, value) ? $"{name}={MaskValue(name, value)}" : Mask(variable);

    /// <summary>The value of a variable or label, masked if it is a secret.</summary>
    public static string MaskValue(string name, string value) => IsSecret(name, value) ? new string('*', Math.Min(value.Length, 16)) : Mask(value);

    private static void AddNamed(List<ImageSecret> secrets, HashSet<string> told, string path, string name, string value, string ruleId)
    {
        var text = $"{name}={value}";
        var hits = SecretSearch.Find(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var hit in hits)
            Add(secrets, told, path, hit.Format, bytes.AsSpan(hit.Start, hit.End - hit.Start));
        if (hits.Count == 0 && IsSecret(name, value))
            Add(secrets, told, path, SecretFormats.WithId(ruleId)!, Encoding.UTF8.GetBytes(value.Trim()));
    }

    // What an ENV of the build sets is in the environment too and told there.
    private static void AddStep(List<ImageSecret> secrets, HashSet<string> told, string path, string command)
    {
        var bytes = Encoding.UTF8.GetBytes(command);
        var hits = SecretSearch.Find(command);
        var isEnvironment = HistoryStep.IsEnvironment(command);
        foreach (var hit in hits)
        {
            var secret = bytes.AsSpan(hit.Start, hit.End - hit.Start);
            if (!isEnvironment || !told.Contains(Redaction.Hash(secret)))
                Add(secrets, told, path, hit.Format, secret);
        }

        foreach (var (name, value, start) in HistoryStep.Values(command))
        {
            var first = Encoding.UTF8.GetByteCount(command.AsSpan(0, start));
            var secret = Encoding.UTF8.GetBytes(value);
            var isTold = hits.Exists(h => h.Start < first + secret.Length && first < h.End) || (isEnvironment && told.Contains(Redaction.Hash(secret)));
            if (!isTold && IsSecret(name, value))
                Add(secrets, told, path, SecretFormats.WithId("config-history")!, secret);
        }
    }

    private static void Add(List<ImageSecret> secrets, HashSet<string> told, string path, SecretFormat format, ReadOnlySpan<byte> secret)
    {
        told.Add(Redaction.Hash(secret));
        secrets.Add(new ImageSecret { RuleId = format.Id, Kind = format.Kind, Path = path, Redacted = Redaction.Of(format, secret) });
    }

    private static bool IsSecret(string name, string value) => value.Length > 0 && SecretLiteral.Find(name, value, PolicyOptions.Default) is not null;

    private static (string Name, string Value)? Split(string variable) =>
        variable.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 ? (variable[..equals], variable[(equals + 1)..]) : null;
}
