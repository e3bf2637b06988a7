using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads Kubernetes manifests: YAML of one or more documents, or JSON; single objects and lists.</summary>
internal sealed class KubernetesReader
{
    private readonly ReadOptions _options;
    private readonly List<ReadProblem> _problems = [];
    private readonly List<KubernetesObject> _objects = [];
    private readonly List<Pod> _pods = [];
    private readonly List<Workload> _workloads = [];
    private readonly Surface _surface;

    private KubernetesReader(ReadOptions options, Surface surface) => (_options, _surface) = (options, surface);

    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var reader = new KubernetesReader(options, Surface.Kubernetes);
        var malformed = new List<ReadProblem>();
        foreach (var document in YamlReader.ReadEach(text, options, malformed))
            reader.ReadDocument(document);
        return malformed.Count > 0 && UnrenderedTemplate.Find(text) is { } template
            ? new ReadResult { Problems = [template] }
            : new ReadResult { Deployment = reader.ToDeployment(), Problems = ReadProblems.InOrder([.. malformed, .. reader._problems]) };
    }

    /// <summary>Reads objects that were no text: code built them.</summary>
    public static Deployment ReadObjects(IEnumerable<YamlNode> objects, Surface surface, RunContext context)
    {
        var reader = new KubernetesReader(ReadOptions.Default with { Context = context }, surface);
        foreach (var item in objects)
            reader.ReadDocument(item);
        return reader.ToDeployment();
    }

    private Deployment ToDeployment() => new() { Objects = _objects, Pods = _pods, Workloads = _workloads };

    private void ReadDocument(YamlNode node)
    {
        if (node is YamlScalar { IsNull: true })
            return;
        // Tools of the API print arrays of objects; a list of anything else is a patch.
        if (node is YamlSequence { Items.Count: > 0 } list && list.Items.TrueForAll(static item => item is YamlMapping map && map["kind"] is not null))
        {
            foreach (var item in list.Items)
                ReadDocument(item);
            return;
        }

        var fields = new ApiFields(node as YamlMapping, _problems);
        if (fields.Has("apiVersion") && fields.Has("kind"))
            ReadObject(fields, fields.Text("apiVersion"), fields.Text("kind"));
        else if (KustomizationReader.IsKustomization(node))
            ReadObject(fields, Fact.Known("kustomize.config.k8s.io/v1beta1", fields.Head), Fact.Known("Kustomization", fields.Head));
        else
            fields.Report(node, "Without apiVersion and kind this is no Kubernetes object; nothing was judged from it.", ProblemSeverity.Note);
    }

    private void ReadObject(ApiFields fields, Fact<string> apiVersion, Fact<string> kind)
    {
        // A kind that a tool has still to put in cannot be looked at.
        if (!kind.IsKnown)
            return;
        if (kind.Value.EndsWith("List", StringComparison.Ordinal) && fields.Node("items") is YamlSequence)
        {
            ReadList(fields, apiVersion, kind);
            return;
        }

        var target = new ApiObject(fields, apiVersion, kind, _options.Context, _surface);
        _objects.Add(ObjectReader.Read(target));
        if (target.Group == "kustomize.config.k8s.io")
            _objects.AddRange(KustomizationReader.Generated(target));
        if (PodTemplate.Find(target) is { } template)
            PodReader.Read(template, _pods, _workloads);
    }

    // A List's items say what they are; those of a PodList need not.
    private void ReadList(ApiFields list, Fact<string> apiVersion, Fact<string> kind)
    {
        var itemKind = kind.Select(static k => k.Substring(0, k.Length - "List".Length));
        foreach (var item in list.Objects("items"))
        {
            var ownKind = item.Text("kind").Or(itemKind);
            if (!ownKind.Is(""))
                ReadObject(item, item.Text("apiVersion").Or(apiVersion), ownKind);
        }
    }
}
