using System.Security.Cryptography;
using System.Text;

namespace ContainerSec;

/// <summary>Tells a finding again after lines moved: made from rule, file, subject and message, not from the line.</summary>
public static class Fingerprint
{
    /// <summary>The fingerprints of findings, in their order; equal ones are told apart by a count.</summary>
    /// <param name="findings">Findings of one report.</param>
    /// <returns>For each finding 32 hexadecimal digits in lower case.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var fingerprints = new string[findings.Count];
        for (var i = 0; i < fingerprints.Length; i++)
        {
            var finding = findings[i];
            var key = $"{finding.RuleId}\n{(finding.Origin as ImageProvenance)?.Path ?? finding.Origin?.Text?.Source.Path}\n{finding.Message}";
            var count = counts.GetValueOrDefault(key);
            counts[key] = count + 1;
            fingerprints[i] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{count}")).AsSpan(0, 16));
        }

        return fingerprints;
    }
}
