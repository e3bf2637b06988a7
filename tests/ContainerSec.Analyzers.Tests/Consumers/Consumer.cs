using System.Text.RegularExpressions;
using ContainerSec.Testing;

namespace ContainerSec.Analyzers.Tests.Consumers;

/// <summary>A project of somebody who uses the package, built as they would build it.</summary>
internal sealed partial class Consumer(ConsumerFeed feed, string name)
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(feed.Root, name)).FullName;

    public string Name => name;

    /// <summary>Takes a sample over as it is, but for the version of the package: what is built here was never released.</summary>
    public Consumer Sample(string folder)
    {
        var samples = Path.Combine(Repository.Root, "samples");
        foreach (var path in Directory.EnumerateFiles(samples).Concat(Directory.EnumerateFiles(Path.Combine(samples, folder))))
        {
            if (Path.GetExtension(path) is ".props" or ".targets" or ".csproj" or ".cs")
                File(Path.GetFileName(path), System.IO.File.ReadAllText(path).Replace("\"ContainerSec.Analyzers\" Version=\"0.1.0\"", "\"ContainerSec.Analyzers\" Version=\"$VERSION$\"", StringComparison.Ordinal));
        }

        return this;
    }

    public Consumer File(string path, string content)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, content.ReplaceLineEndings("\n").Replace("$VERSION$", feed.Version, StringComparison.Ordinal));
        return this;
    }

    /// <summary>What the build prints of the analyzer and of the compiler, sorted: <c>Dockerfile(1,6): warning CSEC0601</c>.</summary>
    public async Task<string> BuildAsync(string project)
    {
        var (_, output) = await feed.RunAsync(_folder, ["build", project, "--nologo", "-v", "q", "-p:RunAnalyzers=true"]);
        var lines = output.Split('\n').Select(static l => LinePattern().Match(l)).Where(static m => m.Success)
            .Select(m => $"{Relative(m.Groups["path"].Value)}({m.Groups["place"].Value}): {m.Groups["kind"].Value}").Distinct().Order(StringComparer.Ordinal).ToList();
        return lines.Count > 0 || !output.Contains("error", StringComparison.Ordinal) ? string.Join('\n', lines) : output;
    }

    private string Relative(string path) => Path.GetRelativePath(_folder, path).Replace('\\', '/');

    [GeneratedRegex(@"^\s*(?<path>[^(]+)\((?<place>\d+,\d+)\): (?<kind>(warning|error) (CSEC\d{4}|AD0001|CS\d{4}))")]
    private static partial Regex LinePattern();
}
