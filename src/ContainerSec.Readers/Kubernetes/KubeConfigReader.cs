using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads kubeconfig files: which servers a client talks to, how it trusts them, and who it says it is.</summary>
/// <remarks>Kubernetes documentation, "kubeconfig (v1)".</remarks>
internal static class KubeConfigReader
{
    public static ReadResult Read(SourceText text, ReadOptions options)
    {
        var problems = new List<ReadProblem>();
        var objects = new List<KubernetesObject>();
        foreach (var document in YamlReader.Read(text, options, problems))
        {
            if (document is YamlScalar { IsNull: true })
                continue;
            var config = new ApiFields(document as YamlMapping, problems);
            if (!config.Exists)
            {
                config.Report(document, "A kubeconfig file is a mapping with clusters, users and contexts.");
                continue;
            }

            var version = config.Text("apiVersion");
            foreach (var entry in config.Objects("clusters"))
                objects.Add(Cluster(entry, version, options.Context));
            foreach (var entry in config.Objects("users"))
                objects.Add(User(entry, version, options.Context));
        }

        return new ReadResult { Deployment = new Deployment { Objects = objects }, Problems = ReadProblems.InOrder(problems) };
    }

    private static ApiService Cluster(ApiFields entry, Fact<string> version, RunContext context)
    {
        var (name, cluster) = (entry.Text("name"), entry.Object("cluster"));
        return new ApiService
        {
            Name = name.Value ?? "",
            Kind = "cluster",
            Origin = name.Origin ?? entry.Head,
            Context = context,
            ApiVersion = version,
            Server = cluster.Text("server"),
            SkipTlsVerify = cluster.Bool("insecure-skip-tls-verify"),
        };
    }

    private static KubeUser User(ApiFields entry, Fact<string> version, RunContext context)
    {
        var (name, user) = (entry.Text("name"), entry.Object("user"));
        return new KubeUser
        {
            Name = name.Value ?? "",
            Kind = "user",
            Origin = name.Origin ?? entry.Head,
            Context = context,
            ApiVersion = version,
            Token = user.Text("token"),
            Password = user.Text("password"),
        };
    }
}
