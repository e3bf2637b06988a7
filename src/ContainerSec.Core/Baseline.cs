using System.Text.Json;

namespace ContainerSec;

/// <summary>Findings that were there before: they are reported as suppressed, so that only new ones count.</summary>
public sealed class Baseline
{
    private readonly HashSet<string> _fingerprints;

    private Baseline(HashSet<string> fingerprints) => _fingerprints = fingerprints;

    /// <summary>How many findings it holds.</summary>
    public int Count => _fingerprints.Count;

    /// <summary>The open findings of a report as a baseline.</summary>
    /// <param name="report">The report.</param>
    public static Baseline Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var fingerprints = Fingerprint.Of(report.Findings);
        return new Baseline([.. report.Findings.Zip(fingerprints).Where(static p => !p.First.IsSuppressed || p.First.Suppression!.Kind == SuppressionKind.Baseline).Select(static p => p.Second)]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="path">Its path, for the message.</param>
    /// <exception cref="ContainerSecException">The text is no baseline.</exception>
    public static Baseline Parse(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.GetProperty("version").GetInt32() != 1)
                throw new ContainerSecException($"{path}(1,1): error CSEC0001: The baseline has another version than 1; write it anew with --write-baseline.");
            return new Baseline([.. document.RootElement.GetProperty("findings").EnumerateArray().Select(static f => f.GetString() ?? "")]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            var line = (exception as JsonException)?.LineNumber + 1 ?? 1;
            throw new ContainerSecException($"{path}({line},1): error CSEC0001: This is no baseline; write it anew with --write-baseline.", exception);
        }
    }

    /// <summary>Writes it as JSON, in a stable order.</summary>
    /// <param name="writer">Where it is written to.</param>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("{\n  \"version\": 1,\n  \"findings\": [");
        writer.Write(string.Join(",", _fingerprints.Order(StringComparer.Ordinal).Select(static f => $"\n    \"{f}\"")));
        writer.Write("\n  ]\n}\n");
    }

    internal List<Finding> Apply(List<Finding> findings)
    {
        var fingerprints = Fingerprint.Of(findings);
        return [.. findings.Select((f, i) => !f.IsSuppressed && _fingerprints.Contains(fingerprints[i])
            ? f with { Suppression = new Suppression(SuppressionKind.Baseline, "It was there before.") }
            : f)];
    }
}
