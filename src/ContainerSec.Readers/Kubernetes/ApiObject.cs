using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>An object of the Kubernetes API with what every object has.</summary>
internal sealed class ApiObject
{
    public ApiObject(ApiFields fields, Fact<string> apiVersion, Fact<string> kind, RunContext context, Surface surface)
    {
        Fields = fields;
        ApiVersion = apiVersion;
        Kind = kind.Value ?? "";
        Context = context;
        Surface = surface;
        Metadata = fields.Object("metadata");
        var name = Metadata.Text("name").Or(Metadata.Text("generateName"));
        Name = name.Value ?? "";
        // A template's placeholder stands for itself in messages.
        if (name.IsUnknown && (Metadata.Node("name") ?? Metadata.Node("generateName")) is YamlScalar raw)
            Name = raw.Value;
        Origin = name.Origin ?? kind.Origin ?? fields.Head;
    }

    public ApiFields Fields { get; }

    public Fact<string> ApiVersion { get; }

    /// <summary>The API group; empty for the core group, and where the version is not known.</summary>
    public string Group => ApiVersion.Value is { } version && version.IndexOf('/') is var slash and > 0 ? version.Substring(0, slash) : "";

    public string Kind { get; }

    public string Name { get; }

    public RunContext Context { get; }

    public Surface Surface { get; }

    public ApiFields Metadata { get; }

    public ApiFields Spec => Fields.Object("spec");

    public Fact<string> Namespace => Metadata.Text("namespace");

    /// <summary>The name, else the kind: what stands for the object as a whole.</summary>
    public Provenance? Origin { get; }

    /// <summary>A typed object with what every object has.</summary>
    public T With<T>(T target)
        where T : KubernetesObject => (T)(target with
        {
            Name = Name,
            Kind = Kind,
            Origin = Origin,
            Context = Context,
            IsPartial = Fields.IsOpen,
            ApiVersion = ApiVersion,
            Namespace = Namespace,
            Labels = Metadata.Labels("labels"),
            Annotations = Metadata.Labels("annotations"),
        });
}
