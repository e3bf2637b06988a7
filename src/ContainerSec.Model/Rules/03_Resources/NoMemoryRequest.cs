namespace ContainerSec.Rules;

/// <summary>CSEC0308: the scheduler does not know how much memory the container needs.</summary>
internal sealed class NoMemoryRequest : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0308", "No memory request", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The scheduler packs nodes by requests: pods that ask for nothing fill a node beyond its memory, and are the first that the kubelet evicts.",
        Fix = "Set resources.requests.memory to what the app uses in ordinary hours.",
        Mappings = [Mapping.OwaspDocker("D07")],
        References = ["Kubernetes documentation, \"Resource Management for Pods and Containers\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      resources:\n        requests:\n          memory: 256Mi\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // Only Kubernetes schedules by requests, and ephemeral containers cannot have any.
        if (subject.Pod is null || subject.Role == ContainerRole.Ephemeral)
            return;
        // A container with a limit and no request requests its limit.
        context.Require(subject.Resources.MemoryRequest.Or(subject.Resources.MemoryLimit), static bytes => bytes > 0, "requests no memory");
    }
}
