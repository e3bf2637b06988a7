using ContainerSec.Readers;

namespace ContainerSec.Tests.Compose;

/// <summary>Files of a test by their paths: the first is read, the others are opened when they are asked for.</summary>
internal static class ComposeFiles
{
    /// <summary>Reads a file, or several that are merged, of a set of files: <c>path</c>, <c>content</c>, <c>path</c>, <c>content</c> …</summary>
    public static ReadResult Read(int merged, params string[] pathsAndContents)
    {
        var files = pathsAndContents.Chunk(2).Select(static pair => new SourceText(pair[0], pair[1])).ToList();
        var options = new ReadOptions { Open = path => files.Find(f => f.Path == path) };
        return ConfigurationReader.Read(Surface.Compose, files.Take(merged).ToList(), options);
    }

    public static ReadResult Read(string content) => ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", content));

    /// <summary>Reads keys of one service.</summary>
    public static ReadResult ReadService(string keys) =>
        Read("services:\n  web:\n" + string.Concat(keys.Split('\n').Select(static line => "    " + line + "\n")));

    /// <summary>The facts of a workload in one line.</summary>
    public static string Facts(this ReadResult result, string name = "web")
    {
        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        return FactPrinter.Print(result.Deployment.Workloads.Single(w => w.Name == name), "Configuration.Script", "Image.Build.Arguments =", "Network.Project");
    }

    public static string[] ProblemsOf(ReadResult result) => [.. result.Problems.Select(static p => p.ToString())];
}
