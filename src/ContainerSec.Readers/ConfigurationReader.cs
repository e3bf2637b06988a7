using ContainerSec.Readers.Aspire;
using ContainerSec.Readers.Compose;
using ContainerSec.Readers.DaemonJson;
using ContainerSec.Readers.DevContainers;
using ContainerSec.Readers.DockerInspect;
using ContainerSec.Readers.Dockerfiles;
using ContainerSec.Readers.GitHubActions;
using ContainerSec.Readers.Kubernetes;
using ContainerSec.Readers.LaunchSettings;
using ContainerSec.Readers.MSBuild;
using ContainerSec.Readers.RuntimeSpec;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers;

/// <summary>Reads a text of any known format into the model.</summary>
public static class ConfigurationReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="surface">The format.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>What it describes, and what could not be read. Nothing is thrown for malformed text.</returns>
    /// <exception cref="ArgumentException">There is no reader for that format.</exception>
    public static ReadResult Read(Surface surface, SourceText text, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        return surface switch
        {
            Surface.Dockerfile => OrTemplate(DockerfileReader.Read(text, options), UnrenderedTemplate.FindInDockerfile, text),
            Surface.Compose => OrTemplate(ComposeReader.Read(text, options), UnrenderedTemplate.Find, text),
            Surface.Kubernetes => KubernetesReader.Read(text, options),
            Surface.KubeConfig => KubeConfigReader.Read(text, options),
            Surface.DockerRun => DockerRunReader.Read(text, options),
            Surface.DockerInspect => DockerInspectReader.Read(text, options),
            Surface.RuntimeSpec => RuntimeSpecReader.Read(text, options),
            Surface.DaemonJson => DaemonJsonReader.Read(text, options),
            Surface.AspireManifest => AspireManifestReader.Read(text, options),
            Surface.Project => ProjectReader.Read(text, options),
            Surface.LaunchSettings => LaunchSettingsReader.Read(text, options),
            Surface.DevContainer => DevContainerReader.Read(text, options),
            Surface.GitHubWorkflow => WorkflowReader.Read(text, options),
            _ => throw new ArgumentException($"There is no reader for {surface}.", nameof(surface)),
        };
    }

    /// <summary>Reads texts that belong together: a Compose file and its overrides, in the order in which they are merged. Texts of other formats are read one by one.</summary>
    /// <param name="surface">The format of all of them.</param>
    /// <param name="texts">The texts in order.</param>
    /// <param name="options">How they are read; null for the defaults.</param>
    /// <returns>What they describe together, and what could not be read.</returns>
    /// <exception cref="ArgumentException">There is no reader for that format.</exception>
    public static ReadResult Read(Surface surface, IReadOnlyList<SourceText> texts, ReadOptions? options = null)
    {
        if (texts is null)
            throw new ArgumentNullException(nameof(texts));
        if (texts.Count == 1)
            return Read(surface, texts[0], options);
        if (surface == Surface.Compose)
            return ComposeReader.Read(texts, options ?? ReadOptions.Default);
        var results = texts.Select(text => Read(surface, text, options)).ToList();
        return new ReadResult
        {
            Deployment = Deployment.Merge([.. results.Select(static r => r.Deployment)]),
            Problems = [.. results.SelectMany(static r => r.Problems)],
        };
    }

    /// <summary>Finds the format of a text: by its name, then by its content.</summary>
    /// <param name="path">The path or name.</param>
    /// <param name="content">The text; its outermost keys are looked at.</param>
    /// <returns>The format; null when it is none that is known.</returns>
    public static Surface? Recognise(string path, string content) => SurfaceDetection.Of(
        path ?? throw new ArgumentNullException(nameof(path)), content ?? throw new ArgumentNullException(nameof(content)));

    // What is wrong with a template is right once it is rendered.
    private static ReadResult OrTemplate(ReadResult result, Func<SourceText, ReadProblem?> find, SourceText text) =>
        result.Problems.Any(static p => p.Severity == ProblemSeverity.Error) && find(text) is { } template ? new ReadResult { Problems = [template] } : result;
}
