namespace ContainerSec.Rules;

/// <summary>CSEC0626: git-sync runs another program than git.</summary>
internal sealed class GitSyncProgramReplaced : Rule, IJudge<Workload>
{
    private static readonly string[] Git = ["git", "/usr/bin/git"];

    public override RuleInfo Info { get; } = new("CSEC0626", "git-sync with a replaced git program", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The variable names the program that git-sync starts again and again: whoever can change it, or the file that it names, runs code in the pod.",
        Fix = "Remove GITSYNC_GIT; the image brings its own git.",
        References = ["git-sync manual, --git"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: sync\n      image: registry.k8s.io/git-sync/git-sync:v4.4.0\n      env:\n        - name: GITSYNC_GIT\n          value: /repo/run.sh\n"),
            Example.Good(Surface.Kubernetes,
                "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: sync\n      image: registry.k8s.io/git-sync/git-sync:v4.4.0\n      env:\n        - name: GITSYNC_GIT\n          value: git\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var variable in subject.Configuration.Environment)
        {
            if (variable.Is(static v => v.Name == "GITSYNC_GIT"))
                context.Judge(variable.Value!.Value, static program => !Git.Contains(program), static program => $"lets git-sync run '{program}' instead of git");
        }
    }
}
