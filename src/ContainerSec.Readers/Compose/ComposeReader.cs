using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads Compose files, the Compose specification (compose-spec.io).</summary>
/// <remarks>
/// Services of every profile are read: whichever is started, it is started like this. Facts keep the file in which they were written,
/// so that of a service in <c>compose.yaml</c> that <c>compose.override.yaml</c> makes privileged the override file is named.
/// </remarks>
internal static class ComposeReader
{
    // The last one begins a further document.
    private static readonly string[] Combining = ["extends", "include", ComposeMerge.Reset, "\n---"];

    public static ReadResult Read(SourceText text, ReadOptions options) => Read([text], options);

    /// <summary>Reads files that are merged in order: the project's own, then what overrides it.</summary>
    public static ReadResult Read(IReadOnlyList<SourceText> files, ReadOptions options)
    {
        var problems = new ComposeProblems();
        if (files.Count == 0)
            return new ReadResult();
        var project = new ComposeProject(ComposePath.FolderOf(files[0].Path), options, problems);
        var reader = new DeploymentReader(ComposePath.FolderOf(files[0].Path), project.Variables, options, problems);
        var document = project.Load(files, StandsAlone(files) ? reader.Finish : null);
        var deployment = document is null ? new Deployment() : reader.Read(document);
        return new ReadResult { Deployment = deployment, Problems = problems.InOrderOfText() };
    }

    // Nothing is merged into the services of a single file without any of these words: each is what it says.
    private static bool StandsAlone(IReadOnlyList<SourceText> files) =>
        files.Count == 1 && Array.TrueForAll(Combining, word => files[0].Content.IndexOf(word, StringComparison.Ordinal) < 0);

    /// <summary>Whether a document is a Compose file by its content: a mapping of services that have an image, are built or extend another.</summary>
    public static bool Recognises(YamlNode document) =>
        document is YamlMapping mapping && mapping["apiVersion"] is null && mapping["services"] is YamlMapping services
        && services.Entries.Exists(static e => e.Value is YamlMapping service && (service["image"] ?? service["build"] ?? service["extends"]) is not null);
}
