using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerInspect;

/// <summary>Reads the JSON that <c>docker inspect</c> and <c>podman inspect</c> print: containers and images.</summary>
internal static class DockerInspectReader
{
    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var (problems, workloads, images) = (new List<ReadProblem>(), new List<Workload>(), new List<ImageConfig>());
        var root = JsonReader.Read(text, options, problems);
        foreach (var item in root is YamlSequence list ? list.Items : root is null ? [] : [root])
        {
            if (item is YamlMapping container && container["HostConfig"] is YamlMapping)
                workloads.Add(InspectedContainer.Read(container, options));
            else if (item is YamlMapping image && (image["RepoTags"] ?? image["RootFS"]) is not null)
                images.Add(InspectedImage.Read(image, options));
            else
                problems.Add(new ReadProblem(ProblemSeverity.Note, "This is neither a container nor an image that docker inspect shows; nothing was judged from it.", text.At(item.Start, item.Start + 1)));
        }

        return new ReadResult { Deployment = new Deployment { Workloads = workloads, Images = images }, Problems = problems };
    }
}
