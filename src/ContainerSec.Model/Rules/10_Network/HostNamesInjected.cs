namespace ContainerSec.Rules;

/// <summary>CSEC1028: names are added to the container's /etc/hosts.</summary>
internal sealed class HostNamesInjected : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1028", "Host names injected", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "An entry overrules DNS: whoever writes the configuration sends the container's connections to another address, unseen by the name server.",
        Fix = "Use names that DNS knows: service names of the network or cluster.",
        References = ["hosts(5)", "Kubernetes documentation, \"Adding entries to Pod /etc/hosts with HostAliases\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    extra_hosts:\n      - \"db.contoso.com:10.0.0.7\"\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  hostAliases:\n    - ip: 10.0.0.7\n      hostnames: [db.contoso.com]\n  containers:\n    - name: api\n      image: contoso/api:1.4\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    environment:\n      DATABASE_HOST: db.contoso.com\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.JudgeEach(subject.Network.ExtraHosts, static _ => true, static host => $"has an entry of its own for '{host}' in /etc/hosts");
}
