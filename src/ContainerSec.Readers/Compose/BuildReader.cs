using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads a build section, short (<c>build: ./api</c>) or long.</summary>
internal sealed class BuildReader(ValueReader values, ComposeVariables variables)
{
    public ImageBuild? Read(YamlEntry? entry, YamlScalar service, RunContext context)
    {
        if (entry is not { } found || found.Value is YamlScalar { IsNull: true } or YamlSequence)
            return null;
        var build = found.Value as YamlMapping;
        return new ImageBuild
        {
            Name = service.Value,
            Kind = "build of service",
            Origin = found.Key.Origin,
            Context = context,
            Surface = Surface.Compose,
            BuildContext = build is null ? found.Value.Text() : build["context"].Text(),
            DockerfilePath = build?["dockerfile"].Text() ?? default,
            Target = build?["target"].Text() ?? default,
            Arguments = ValueReader.Pairs(build?["args"], pair => EnvironmentReader.Variable(pair, variables)),
            Network = build?["network"] is YamlScalar { IsNull: false } network ? NamespaceSyntax.Network(network.Value, network.Origin) : default,
            Privileged = values.Bool(build, "privileged"),
            Entitlements = (build?["entitlements"]).TextList(),
            Secrets = ValueReader.ListOf(build?["secrets"], static item => (item is YamlMapping mapping ? mapping["source"] : item).Text()),
            Labels = ValueReader.Labels(build?["labels"]),
        };
    }
}
