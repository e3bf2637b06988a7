using ContainerSec.Readers;
using CsCheck;

namespace ContainerSec.Tests;

/// <summary>What the tests of the readers have in common.</summary>
internal static class ReaderTests
{
    public static ReadResult Read(Surface surface, string text) => ConfigurationReader.Read(surface, new SourceText("file", text));

    /// <summary>Reads a text without problems.</summary>
    public static Deployment ReadClean(Surface surface, string text)
    {
        var result = Read(surface, text);
        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        return result.Deployment;
    }

    public static string[] Problems(Surface surface, string text) => [.. Read(surface, text).Problems.Select(static p => p.ToString())];

    /// <summary>Changes a good text at random places: whatever comes out, nothing is thrown.</summary>
    public static void ThrowsNothing(Surface surface, string good)
    {
        string[] parts = ["{", "}", "[", "]", "\"", ":", ",", "null", "-1", "true", "\\", "//", "/*", "\n", "'", "<", ">", "${{", "$(", "&a", "*a", "- ", "  ", "\t", "\uFFFF", "😀", "99999999999999999999"];
        Gen.Select(Gen.Int[0, good.Length], Gen.Int[0, 20], Gen.Int[0, parts.Length - 1].Array[0, 4]).Array[1, 3].Sample(
            changes =>
            {
                var text = good;
                foreach (var (at, cut, inserted) in changes)
                {
                    var from = Math.Min(at, text.Length);
                    text = text[..from] + string.Concat(inserted.Select(i => parts[i])) + text[Math.Min(from + cut, text.Length)..];
                }

                Read(surface, text);
            },
            iter: 300);
    }
}
