using System.Runtime.CompilerServices;

namespace ContainerSec.Testing;

/// <summary>Accepted outputs in the folder <c>Golden</c> beside a test's source. With <c>CONTAINERSEC_ACCEPT=1</c> they are rewritten.</summary>
public static class Golden
{
    /// <summary>The text of an accepted output; the actual one when outputs are being accepted.</summary>
    public static string Expected(string name, string actual, [CallerFilePath] string testFile = "") =>
        Accept(name, actual, testFile) ? actual : Read(name, testFile) is { } lines ? string.Concat(lines.Select(static l => l + "\n")) : "";

    /// <summary>The first line in which an output differs from the accepted one, for outputs too long to print; empty when none does, or when outputs are being accepted.</summary>
    public static string Difference(string name, string actual, [CallerFilePath] string testFile = "")
    {
        if (Accept(name, actual, testFile))
            return "";
        if (Read(name, testFile) is not { } expectedLines)
            return $"There is no {name} yet; run with CONTAINERSEC_ACCEPT=1 and look at what it gets.";
        var lines = actual.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var i = 0; i < Math.Max(expectedLines.Length, lines.Length); i++)
        {
            var (expected, line) = (expectedLines.ElementAtOrDefault(i), lines.ElementAtOrDefault(i));
            if (expected != line)
                return $"{name}:{i + 1}\n  accepted: {expected}\n  now:      {line}";
        }

        return "";
    }

    private static bool Accept(string name, string actual, string testFile)
    {
        if (Environment.GetEnvironmentVariable("CONTAINERSEC_ACCEPT") != "1")
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name, testFile))!);
        File.WriteAllText(PathOf(name, testFile), actual);
        return true;
    }

    private static string[]? Read(string name, string testFile) => File.Exists(PathOf(name, testFile)) ? File.ReadAllLines(PathOf(name, testFile)) : null;

    // A name that is a whole path stays as it is.
    private static string PathOf(string name, string testFile) => Path.Combine(Repository.SourcePath(Path.GetDirectoryName(testFile)!), "Golden", name);
}
