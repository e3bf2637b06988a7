using System.Runtime.CompilerServices;

namespace ContainerSec.Testing;

/// <summary>Accepted outputs in the folder <c>Golden</c> beside a test's source. With <c>CONTAINERSEC_ACCEPT=1</c> they are rewritten.</summary>
public static class Golden
{
    /// <summary>The first line in which an output differs from the accepted one; empty when none does, or when outputs are being accepted.</summary>
    public static string Difference(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("CONTAINERSEC_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return "";
        }

        if (!File.Exists(path))
            return $"There is no {name} yet; run with CONTAINERSEC_ACCEPT=1 and look at what it gets.";
        var (expectedLines, lines) = (File.ReadAllLines(path), actual.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        for (var i = 0; i < Math.Max(expectedLines.Length, lines.Length); i++)
        {
            var (expected, line) = (expectedLines.ElementAtOrDefault(i), lines.ElementAtOrDefault(i));
            if (expected != line)
                return $"{name}:{i + 1}\n  accepted: {expected}\n  now:      {line}";
        }

        return "";
    }
}
