using ContainerSec.Readers;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats.Access;

/// <summary>A question about a set of manifests, with the answer that it must get.</summary>
/// <remarks>
/// A <c>.cases</c> file has blocks: a line <c>== title</c>, then manifests, one object a line in YAML's flow style (its apiVersion is put in), then questions:
/// <list type="bullet">
/// <item><c>? yes user:jane get pods in default</c>: CanAccess; a resource as kubectl writes it, <c>deployments.apps/scale</c>, <c>named x</c>, <c>in namespace</c>; a path begins with a slash.</item>
/// <item><c>who get secrets in default = user:jane, sa:default/web?</c>: WhoCan; a <c>?</c> marks one that only may.</item>
/// <item><c>! yes sa:shop/web Exec Pods web in shop</c>: an escalation; <c>! no</c> says that there is none.</item>
/// <item><c>all sa:shop/web = Exec Pods in shop, ReadLogs? PodLogs in shop</c>: all escalations, and no other.</item>
/// </list>
/// Who asks is <c>user:name+group</c>, <c>group:name</c>, <c>sa:namespace/name</c>, <c>pod:name</c> (the pod's account) or <c>anonymous</c>.
/// </remarks>
public sealed record AccessCase(string File, int Line, string Title, string Manifests, string Question)
{
    public override string ToString() => $"{File}:{Line} {Title}: {Question}";

    public RbacAuthorizer Authorizer() => RbacAuthorizer.From(Deployment());

    public Deployment Deployment()
    {
        var result = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("access.yaml", Manifests));
        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems.Select(static p => p.ToString())));
        return result.Deployment;
    }

    public static IEnumerable<AccessCase> Read(string path)
    {
        var (title, manifests, number) = ("", new List<string>(), 0);
        var asked = false;
        foreach (var raw in System.IO.File.ReadLines(path))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                (title, asked) = (line[3..], false);
                manifests.Clear();
            }
            else if (line[0] == '{')
            {
                Assert.IsFalse(asked, $"{path}:{number}: manifests stand before the questions.");
                manifests.Add(WithVersion(line));
            }
            else
            {
                asked = true;
                yield return new AccessCase(Path.GetFileName(path), number, title, string.Join("\n---\n", manifests), line);
            }
        }
    }

    private static string WithVersion(string manifest)
    {
        var kind = manifest[(manifest.IndexOf("kind: ", StringComparison.Ordinal) + 6)..].Split(',', '}')[0];
        var version = kind switch
        {
            "Role" or "ClusterRole" or "RoleBinding" or "ClusterRoleBinding" => "rbac.authorization.k8s.io/v1",
            "Deployment" or "StatefulSet" or "DaemonSet" => "apps/v1",
            _ => "v1",
        };
        return $"{{apiVersion: {version}, {manifest[1..]}";
    }
}
