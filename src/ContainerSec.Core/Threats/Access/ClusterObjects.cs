using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>Objects of a cluster that decide what a right is worth: pod security levels of namespaces, and Secrets that hold tokens.</summary>
internal sealed class ClusterObjects
{
    private const string Enforce = "pod-security.kubernetes.io/enforce";

    private readonly Dictionary<string, List<KubernetesObject>> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(ConfigData Secret, Fact<string> Account)>> _tokens = new(StringComparer.Ordinal);

    public ClusterObjects(Deployment deployment)
    {
        foreach (var item in deployment.Objects)
        {
            if (item is ConfigData { IsSecret: true } secret && secret.Type.Is("kubernetes.io/service-account-token"))
                Add(_tokens, NamespaceName.Of(secret.Namespace).Name, (secret, AccountOf(secret)));
            else if (item.Kind == "Namespace" && item.Name.Length > 0 && item.ApiVersion.Is("v1"))
                Add(_namespaces, item.Name, item);
        }
    }

    /// <summary>Whether a namespace admits privileged pods.</summary>
    /// <param name="home">The namespace; null asks whether any does.</param>
    /// <remarks>Kubernetes documentation, "Pod Security Admission": without a label the cluster's default decides, which is privileged unless its configuration says otherwise.</remarks>
    public Ruling AdmitsPrivileged(NamespaceName? home)
    {
        if (home is not { } place)
            return Ruling.Yes(new Evidence("some namespaces always admit privileged pods: those of the cluster itself", BuiltInRoles.Origin));
        if (place.IsAssumed || !_namespaces.TryGetValue(place.Name, out var definitions))
            return Ruling.Maybe(new Evidence(place.IsAssumed ? "which pod security level its namespace enforces is not known" : $"Namespace '{place.Name}' is not among the manifests, nor its pod security level"));
        var rulings = definitions.ConvertAll(static definition => AdmitsPrivileged(definition));
        return rulings.Find(ruling => ruling.Truth != rulings[0].Truth) is { } other
            ? Ruling.Maybe([.. rulings[0].Because, .. other.Because])
            : rulings[0];
    }

    /// <summary>Secrets of a namespace that hold the token of a service account, each with the account.</summary>
    public IEnumerable<(ConfigData Secret, Fact<string> Account)> Tokens(string? home) =>
        home is null ? _tokens.Values.SelectMany(static list => list) : _tokens.GetValueOrDefault(home) ?? [];

    private static Ruling AdmitsPrivileged(KubernetesObject definition)
    {
        foreach (var label in definition.Labels)
        {
            if (label.IsKnown && label.Value.Name == Enforce)
            {
                var evidence = new Evidence($"Namespace '{definition.Name}' enforces the pod security level '{label.Value.Value}'", label.Origin);
                return label.Value.Value switch
                {
                    "baseline" or "restricted" => Ruling.No(evidence),
                    "privileged" => Ruling.Yes(evidence),
                    _ => Ruling.Maybe(evidence with { Text = evidence.Text + ", which is none" }),
                };
            }
        }

        return definition.Labels.HasUnknown
            ? Ruling.Maybe(new Evidence($"the labels of Namespace '{definition.Name}' are not all known", definition.Origin))
            : Ruling.Yes(new Evidence($"Namespace '{definition.Name}' enforces no pod security level", definition.Origin), new Evidence("without one every pod is admitted", BuiltInRoles.Origin));
    }

    private static Fact<string> AccountOf(ConfigData secret)
    {
        foreach (var annotation in secret.Annotations)
        {
            if (annotation.IsKnown && annotation.Value.Name == "kubernetes.io/service-account.name")
                return Fact.Known(annotation.Value.Value, annotation.Origin);
        }

        return Fact.Unknown<string>(secret.Origin);
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
        (list ??= []).Add(item);
    }
}
