using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.MSBuild;

/// <summary>Reads what a .NET project says about the container image that <c>dotnet publish -t:PublishContainer</c> makes.</summary>
/// <remarks>
/// Properties and items of Microsoft.NET.Build.Containers.targets. Nothing is evaluated: values with <c>$(…)</c> and values under a
/// condition are unknown. A project without any of them describes no image.
/// </remarks>
internal sealed class ProjectReader
{
    private static readonly string[] Known =
    [
        "EnableSdkContainerSupport", "ContainerBaseImage", "ContainerFamily", "ContainerUser", "ContainerImageTag", "ContainerImageTags",
        "ContainerRegistry", "ContainerRepository", "ContainerImageName", "ContainerImageFormat", "ContainerRuntimeIdentifier",
        "ContainerRuntimeIdentifiers", "ContainerWorkingDirectory", "ContainerAppCommandInstruction", "ContainerArchiveOutputPath",
    ];

    private static readonly string[] KnownItems =
    [
        "ContainerEnvironmentVariable", "ContainerPort", "ContainerLabel", "ContainerAppCommand", "ContainerAppCommandArgs",
        "ContainerDefaultArgs", "ContainerEntrypoint", "ContainerEntrypointArgs",
    ];

    private readonly ProjectFile _file;
    private readonly List<ReadProblem> _problems;

    private ProjectReader(ProjectFile file, List<ReadProblem> problems) => (_file, _problems) = (file, problems);

    /// <param name="text">The project file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="evaluated">What MSBuild made of it; null when nobody ran it.</param>
    public static ReadResult Read(SourceText text, ReadOptions options, EvaluatedProject? evaluated = null)
    {
        var problems = new List<ReadProblem>();
        var file = ProjectFile.Read(text, problems);
        if (evaluated is not null)
            file.Complete(evaluated);
        var image = Known.Any(file.Properties.ContainsKey) || file.Items.Any(static i => KnownItems.Contains(i.Type, StringComparer.OrdinalIgnoreCase))
            ? new ProjectReader(file, problems).ToImage(text, options)
            : null;
        return new ReadResult { Deployment = new Deployment { Images = image is null ? [] : [image] }, Problems = problems };
    }

    private ImageConfig ToImage(SourceText text, ReadOptions options)
    {
        var name = text.Path.Substring(text.Path.LastIndexOfAny(['/', '\\']) + 1);
        var (user, group) = User();
        var entrypoint = Arguments("ContainerAppCommand", "ContainerAppCommandArgs", "ContainerEntrypoint", "ContainerEntrypointArgs");
        var command = Arguments("ContainerDefaultArgs");
        return new ImageConfig
        {
            Name = name,
            Kind = "project",
            Origin = FirstPlace(),
            Context = options.Context,
            Surface = Surface.Project,
            BaseImage = Property("ContainerBaseImage").Select(ImageReference.Parse),
            User = user,
            Group = group,
            Environment = Items("ContainerEnvironmentVariable", Variable),
            Entrypoint = entrypoint,
            Command = command,
            Script = ShellReader.ReadArguments(entrypoint.Concat(command)),
            ExposedPorts = Items("ContainerPort", Port),
            Labels = Items("ContainerLabel", static (item, name, origin) => Metadata(item, "Value").Select(value => new Label(name, value))),
            WorkingDirectory = Property("ContainerWorkingDirectory"),
            Tags = Tags(name),
            OperatingSystem = Property("ContainerRuntimeIdentifier").Select(static rid => rid.StartsWith("win", StringComparison.OrdinalIgnoreCase) ? "windows" : "linux"),
        };
    }

    // The image stands where its first property or item does; what an import states is put at the project's tag and comes first.
    private Provenance? FirstPlace() =>
        _file.Properties.Where(static p => Known.Contains(p.Key, StringComparer.OrdinalIgnoreCase)).Select(static p => p.Value.Origin)
            .Concat(_file.Items.Select(static i => i.Include.Origin))
            .OrderBy(static o => o.Text?.StartOffset ?? 0).FirstOrDefault();

    // An empty property is one that is not set.
    private Fact<string> Property(string name) =>
        _file.Properties.TryGetValue(name, out var value) && value.Text.Length > 0 ? value.ToFact() : default;

    private (Fact<Principal> User, Fact<Principal> Group) User()
    {
        var user = Property("ContainerUser");
        return user.IsKnown ? UserSyntax.Parse(user.Value, user.Origin) : (user.Select(static text => new Principal(text)), default);
    }

    private FactList<T> Items<T>(string type, Func<ProjectItem, string, Provenance, Fact<T>> convert)
    {
        var items = _file.Items.FindAll(i => string.Equals(i.Type, type, StringComparison.OrdinalIgnoreCase));
        var isChanged = _file.ChangedItems.Contains(type);
        if (items.Count == 0 && !isChanged)
            return FactList<T>.Unset;
        var facts = new List<Fact<T>>();
        foreach (var item in items)
        {
            if (item.Include.IsConditional || ProjectValue.IsExpression(item.Include.Text))
                facts.Add(Fact.Unknown<T>(item.Include.Origin));
            else
                facts.AddRange(SplitList(item.Include.Text).Select(name => convert(item, name, item.Include.Origin)));
        }

        return new FactList<T>(facts, items.Count > 0 ? items[0].Include.Origin : null, isChanged);
    }

    // <ContainerEnvironmentVariable Include="NAME" Value="VALUE" />
    private static Fact<EnvironmentVariable> Variable(ProjectItem item, string name, Provenance origin)
    {
        var value = Metadata(item, "Value");
        return Fact.Known(new EnvironmentVariable { Name = name, Value = value, Source = value.IsUnknown ? ValueSource.Interpolated : ValueSource.Literal }, origin);
    }

    // <ContainerPort Include="8080" Type="tcp" />
    private Fact<ExposedPort> Port(ProjectItem item, string name, Provenance origin)
    {
        var protocol = Metadata(item, "Type");
        var port = PortSyntax.ParseExposed(protocol.IsKnown && protocol.Value.Length > 0 ? $"{name}/{protocol.Value}" : name, origin, out var error);
        if (error is not null)
            _problems.Add(new ReadProblem(ProblemSeverity.Error, error, origin));
        return port;
    }

    private static Fact<string> Metadata(ProjectItem item, string name) =>
        item.Metadata.TryGetValue(name, out var value) ? value.ToFact() : Fact.Known("", item.Include.Origin);

    private FactList<string> Arguments(params string[] types)
    {
        var arguments = FactList<string>.Unset;
        foreach (var type in types)
            arguments = arguments.Concat(Items(type, static (_, name, origin) => Fact.Known(name, origin)));
        return arguments;
    }

    // Registry, repository and tags are properties of their own; what is not written is chosen by the SDK.
    private FactList<ImageReference> Tags(string file)
    {
        var tags = Property("ContainerImageTags").Or(Property("ContainerImageTag"));
        var repository = Property("ContainerRepository").Or(Property("ContainerImageName"));
        var registry = Property("ContainerRegistry");
        if (tags.IsUnset && repository.IsUnset)
            return FactList<ImageReference>.Unset;
        var origin = tags.Or(repository).Origin;
        if (tags.IsUnknown || repository.IsUnknown || registry.IsUnknown)
            return FactList<ImageReference>.Unknown(origin);
        var dot = file.LastIndexOf('.');
        var name = (registry.IsKnown ? registry.Value + "/" : "")
            + (repository.IsKnown ? repository.Value : (dot > 0 ? file.Substring(0, dot) : file).ToLowerInvariant());
        IEnumerable<string> names = tags.IsKnown ? SplitList(tags.Value).Select(tag => $"{name}:{tag}") : [name];
        return new FactList<ImageReference>([.. names.Select(n => Fact.Known(ImageReference.Parse(n), origin))], origin);
    }

    private static IEnumerable<string> SplitList(string text) =>
        text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()).Where(static part => part.Length > 0);
}
