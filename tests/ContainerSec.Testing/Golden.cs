using System.Runtime.CompilerServices;

namespace ContainerSec.Testing;

/// <summary>Accepted outputs in the folder <c>Golden</c> beside a test's source. With <c>CONTAINERSEC_ACCEPT=1</c> they are rewritten.</summary>
public static class Golden
{
    /// <summary>The text of an accepted output; the actual one when outputs are being accepted, or there is none yet.</summary>
    /// <remarks>A missing file is written and returned empty, so that the test fails once and the output can be looked at.</remarks>
    public static string Expected(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Golden", name);
        var isAccepting = Environment.GetEnvironmentVariable("CONTAINERSEC_ACCEPT") == "1";
        if (isAccepting || !File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return isAccepting ? actual : "";
        }

        return File.ReadAllText(path).ReplaceLineEndings("\n");
    }
}
