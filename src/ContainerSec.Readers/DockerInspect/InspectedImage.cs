using ContainerSec.Readers.Shells;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.DockerInspect;

/// <summary>An image as <c>docker image inspect</c> shows it.</summary>
internal static class InspectedImage
{
    public static ImageConfig Read(YamlMapping image, ReadOptions options)
    {
        var config = image["Config"] as YamlMapping ?? new YamlMapping(image.Source, image.Start);
        var (user, group) = InspectedConfig.User(config, image["Os"].KnownText());
        return new ImageConfig
        {
            Name = (image["RepoTags"] as YamlSequence)?.Items.FirstOrDefault().KnownText() ?? "",
            Kind = "image",
            Origin = (image["RepoTags"] ?? image["Id"])?.Origin,
            Context = options.Context,
            Surface = Surface.DockerInspect,
            User = user,
            Group = group,
            Environment = InspectedConfig.Environment(config),
            Entrypoint = config["Entrypoint"].TextList(),
            Command = config["Cmd"].TextList(),
            Script = ShellReader.ReadArguments(config["Entrypoint"].TextList().Concat(config["Cmd"].TextList())),
            ExposedPorts = InspectedConfig.ExposedPorts(config),
            Volumes = config["Volumes"] is YamlMapping volumes
                ? new FactList<string>([.. volumes.Entries.Select(static e => Fact.Known(e.Key.Value, e.Key.Origin))], volumes.Origin)
                : FactList<string>.Unset,
            Labels = config["Labels"].Labels(static text => text),
            HealthCheck = InspectedConfig.HealthCheck(config),
            WorkingDirectory = config["WorkingDir"].Text(),
            Tags = image["RepoTags"].List(static item => item.Text().Select(ImageReference.Parse)),
            OperatingSystem = image["Os"].Text().Select(static os => os.ToLowerInvariant()),
        };
    }
}
