using ContainerSec.Files;
using ContainerSec.Readers;

namespace ContainerSec;

/// <summary>Judges container configuration: from paths, from texts, or from objects built by hand.</summary>
public static class ContainerSecurity
{
    /// <summary>Judges files and directories.</summary>
    /// <param name="paths">A directory is walked and is one deployment; a file is read whatever its name, and is judged independently of the others.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Checked before each file.</param>
    /// <returns>The report. What cannot be read is among its problems, never thrown.</returns>
    public static async Task<CheckReport> CheckAsync(IEnumerable<string> paths, CheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options ??= CheckOptions.Default;
        var check = new CheckRun(options);
        await check.AddPathsAsync(paths, cancellationToken).ConfigureAwait(false);
        return check.Settle();
    }

    /// <summary>Reads files and directories without judging them: what they deploy, as one deployment.</summary>
    /// <param name="paths">A directory is walked; a file is read whatever its name.</param>
    /// <param name="options">How files are found; null for the defaults.</param>
    /// <param name="cancellationToken">Checked before each file.</param>
    /// <returns>What was read. What cannot be read is among its problems, never thrown.</returns>
    public static async Task<DeploymentReading> ReadAsync(IEnumerable<string> paths, CheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var reader = new PathReader(options ?? CheckOptions.Default);
        var problems = new List<ReadProblem>();
        var results = new List<FileResult>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            if (Directory.Exists(path))
                results.AddRange(await reader.ReadDirectoryAsync(path, problems, cancellationToken).ConfigureAwait(false));
            else
                results.Add(reader.ReadNamed(path));
        }

        return new DeploymentReading
        {
            Deployment = Deployment.Merge([.. results.Select(static r => r.Result.Deployment)]),
            Files = [.. results.SelectMany(static r => r.Files).OrderBy(static f => f.Path, StringComparer.Ordinal)],
            Problems = [.. problems, .. results.SelectMany(static r => r.Result.Problems)],
        };
    }

    /// <summary>Judges a text.</summary>
    /// <param name="path">Its path or name; the format is found by it, then by content.</param>
    /// <param name="content">The text.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The format is none that is known.</exception>
    public static CheckReport Check(string path, string content, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        var surface = ConfigurationReader.Recognise(path, content)
            ?? throw new ArgumentException($"{path} is no container configuration of a known format; name the format with the overload that takes a {nameof(Surface)}.", nameof(path));
        return Check(surface, path, content, options);
    }

    /// <summary>Judges a text of a format.</summary>
    /// <param name="surface">The format.</param>
    /// <param name="path">Its path or name, for the report.</param>
    /// <param name="content">The text.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CheckReport Check(Surface surface, string path, string content, CheckOptions? options = null)
    {
        var check = new CheckRun(options ?? CheckOptions.Default);
        check.AddText(surface, new SourceText(path, content));
        return check.Settle();
    }

    /// <summary>Judges a deployment that was built by hand or read before.</summary>
    /// <param name="deployment">What is judged.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CheckReport Check(Deployment deployment, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var check = new CheckRun(options ?? CheckOptions.Default);
        check.AddDeployment(deployment);
        return check.Settle();
    }
}
