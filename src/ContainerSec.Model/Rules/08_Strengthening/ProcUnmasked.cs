namespace ContainerSec.Rules;

/// <summary>CSEC0805: paths of /proc and /sys that engines hide are open to the container.</summary>
internal sealed class ProcUnmasked : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0805", "/proc unmasked", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Kernel memory, keys and settings come into reach: /proc/kcore is the memory of the host, /proc/sys/kernel/core_pattern runs a program on it.",
        Fix = "Remove it; nested containers that need it get a user namespace of their own (hostUsers: false).",
        Mappings =
        [
            Mapping.Baseline("procMount"), Mapping.Restricted("procMount_restricted"), Mapping.Nist("4.4.3"),
            Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
        ],
        References = ["proc(5)", "Pod Security Standards, baseline, /proc Mount Type", "OCI runtime-spec, maskedPaths and readonlyPaths"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        procMount: Unmasked\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n      securityContext:\n        procMount: Default\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt systempaths=unconfined contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        JudgeMount(subject, context);
        JudgePaths(subject.Confinement.MaskedPaths, "hides no path of /proc and /sys from its processes", context);
        JudgePaths(subject.Confinement.ReadOnlyPaths, "protects no path of /proc and /sys from writing", context);
    }

    private static void JudgeMount(Workload workload, RuleContext context)
    {
        var mount = workload.Confinement.ProcMount;
        var relaxed = Relaxed(workload, context);
        if (mount.IsUnset || context.PassesAs(relaxed))
            return;
        if (mount.Is(static kind => kind != "Default"))
            context.FailUnless(relaxed, mount.Origin, $"has /proc mounted as '{mount.Value}'");
        else
            context.Judge(mount, static _ => false, "");
    }

    // In a user namespace of its own the pod's root has no power over the host's /proc; level restricted asks for the mask all the same.
    private static Fact<bool> Relaxed(Workload workload, RuleContext context) =>
        context.PodSecurity?.Runs("procMount_restricted") is true ? default : context.PodSecurityTables.RelaxesFor(workload.Pod);

    // Nobody wrote the list: the engine's own counts. Somebody wrote an empty one: nothing is left of it.
    private static void JudgePaths(FactList<string> paths, string message, RuleContext context)
    {
        if (paths.IsUnset)
            return;
        if (paths.Count > 0)
            context.Pass();
        else if (paths.MayHaveMore)
            context.Unknown(paths.Origin);
        else
            context.Fail(paths.Origin, message);
    }
}
