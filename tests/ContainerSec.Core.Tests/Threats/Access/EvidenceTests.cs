using ContainerSec.Readers;
using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats.Access;

/// <summary>What an answer says besides yes and no: the places, the missing facts, who a pod is.</summary>
[TestClass]
public class EvidenceTests
{
    private const string Shop = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: sum
        aggregationRule:
          clusterRoleSelectors:
            - matchLabels: { part-of: sum }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: part
          labels: { part-of: sum }
        rules:
          - apiGroups: [""]
            resources: [secrets]
            verbs: [list, get]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: web
          namespace: shop
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: sum }
        subjects:
          - kind: ServiceAccount
            name: web
        """;

    [TestMethod]
    public void Yes_NamesBindingRoleAndRule()
    {
        var ruling = From(Shop).CanAccess(ClusterIdentity.ServiceAccount("shop", "web"), "get", "", "secrets", "shop");

        Assert.AreEqual(
            "Yes: RoleBinding 'web' binds ClusterRole 'sum' to service account 'web' (rbac.yaml:27:11); ClusterRole 'sum' (rbac.yaml:4:9); " +
            "is aggregated from ClusterRole 'part' (rbac.yaml:12:9); grants 'get' on 'secrets' (rbac.yaml:17:19)",
            ruling.ToString());
    }

    [TestMethod]
    public void No_NamesTheQuestion() => Assert.AreEqual(
        "No: no binding among the manifests grants 'delete' on 'apps/deployments' named 'api' to service account 'shop/web' in namespace 'shop'",
        From(Shop).CanAccess(ClusterIdentity.ServiceAccount("shop", "web"), "delete", "apps", "deployments", "shop", "api").ToString());

    [TestMethod]
    public void Maybe_NamesTheMissingRole() => StringAssert.Contains(
        From("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: ops }\nroleRef: { kind: ClusterRole, name: ops }\nsubjects: [{ kind: Group, name: ops }]")
            .CanAccess(ClusterIdentity.Group("ops"), "get", "", "pods").ToString(),
        "ClusterRole 'ops' is not among the manifests (rbac.yaml:4:37)");

    [TestMethod]
    public void PartialDeployment_ProvesNoAbsence() => Assert.AreEqual(
        Truth.Maybe, RbacAuthorizer.From(new Deployment { IsPartial = true }).CanAccess(ClusterIdentity.User("ada"), "get", "", "pods").Truth);

    [TestMethod]
    public void Permissions_AreTheRulesWithTheirSources()
    {
        var granted = From(Shop).PermissionsOf(ClusterIdentity.ServiceAccount("shop", "web")).Where(static rule => rule.Role.Name == "part").ToList();

        Assert.HasCount(1, granted);
        Assert.AreEqual("shop", granted[0].Namespace);
        Assert.AreEqual(Truth.Yes, granted[0].Truth);
        Assert.AreEqual("web", granted[0].Binding.Name);
    }

    [TestMethod]
    public void Circle_IsAProblemAndBounded()
    {
        var roles = string.Join("\n---\n", Enumerable.Range(0, 300).Select(static i =>
            $"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{ name: r{i}, labels: {{ all: yes-all }} }}\naggregationRule: {{ clusterRoleSelectors: [{{ matchLabels: {{ all: yes-all }} }}] }}"));
        var authorizer = From(roles);

        Assert.IsGreaterThanOrEqualTo(1, authorizer.Problems.Count);
        StringAssert.Contains(authorizer.Problems[0].ToString(), "is aggregated from itself");
        StringAssert.Contains(authorizer.Problems[^1].ToString(), "not all were followed");
    }

    [TestMethod]
    [DataRow("", "", "default", Truth.Yes, DisplayName = "nobody says: default's token")]
    [DataRow("serviceAccountName: web", "", "web", Truth.Maybe, DisplayName = "the account is missing")]
    [DataRow("serviceAccountName: web", "automountServiceAccountToken: false", "web", Truth.No, DisplayName = "the account says no")]
    [DataRow("serviceAccountName: web", "{}", "web", Truth.Yes, DisplayName = "the account does not say")]
    [DataRow("serviceAccountName: web\n  automountServiceAccountToken: true", "automountServiceAccountToken: false", "web", Truth.Yes, DisplayName = "the pod over its account")]
    [DataRow("serviceAccountName: web\n  automountServiceAccountToken: false", "automountServiceAccountToken: true", "web", Truth.No, DisplayName = "the pod over its account, the other way")]
    [DataRow("automountServiceAccountToken: \"{{ .Values.mount }}\"", "", "default", Truth.Maybe, DisplayName = "a template")]
    [DataRow("automountServiceAccountToken: false\n  volumes: [{ name: v, projected: { sources: [{ serviceAccountToken: { path: token } }] } }]", "", "default", Truth.Maybe, DisplayName = "a projected volume")]
    [DataRow("serviceAccountName: \"{{ .Values.account }}\"", "", null, Truth.Maybe, DisplayName = "the account is a template")]
    public void IdentityOf_Pod(string pod, string account, string? expected, Truth token)
    {
        var text = $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web, namespace: shop }}\nspec:\n  containers: [{{ name: web, image: web }}]\n  {pod}\n"
            + (account.Length == 0 ? "" : $"---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {{ name: web, namespace: shop }}\n{(account == "{}" ? "" : account)}\n");
        var deployment = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("rbac.yaml", text)).Deployment;
        var identity = RbacAuthorizer.From(deployment).IdentityOf(deployment.Pods[0]);

        Assert.AreEqual(expected, identity.Account?.Name);
        Assert.AreEqual(token, identity.HoldsToken.Truth, identity.HoldsToken.ToString());
        Assert.IsNotEmpty(identity.HoldsToken.Because);
    }

    [TestMethod]
    public void Target_IncludesPodsOfItsNamespace()
    {
        var inShop = new EscalationTarget(EscalationTargetKind.Pods, "shop");

        Assert.AreEqual(Truth.Yes, inShop.Includes(Pod("shop")));
        Assert.AreEqual(Truth.No, inShop.Includes(Pod("other")));
        Assert.AreEqual(Truth.Maybe, inShop.Includes(Pod(null)));
        Assert.AreEqual(Truth.Yes, new EscalationTarget(EscalationTargetKind.Pods).Includes(Pod("other")));
        Assert.AreEqual(Truth.No, (inShop with { Name = "api" }).Includes(Pod("shop")));
        Assert.AreEqual(Truth.Yes, (inShop with { Name = "web-7d4b-x2" }).Includes(Pod("shop") with { Kind = "Deployment" }));

        static Pod Pod(string? home) => new() { Kind = "Pod", Name = "web", Namespace = home is null ? default : Fact.Known(home) };
    }

    [TestMethod]
    public void Escalation_StandsOnceForEachSetOfBindings()
    {
        const string Header = "apiVersion: rbac.authorization.k8s.io/v1\n";
        var steps = From(Header + "kind: ClusterRole\nmetadata: { name: reads }\nrules: [{ apiGroups: [''], resources: [secrets], verbs: [get] }]\n---\n"
            + Header + "kind: ClusterRole\nmetadata: { name: writes }\nrules: [{ apiGroups: [''], resources: [secrets], verbs: [create] }]\n"
            + string.Concat(((string[])["reads", "writes", "reads"]).Select((role, i) =>
                $"---\n{Header}kind: RoleBinding\nmetadata: {{ name: b{i}, namespace: shop }}\nroleRef: {{ kind: ClusterRole, name: {role} }}\nsubjects: [{{ kind: User, name: ada }}]\n")))
            .EscalationsOf(ClusterIdentity.User("ada"));

        Assert.AreEqual(
            "ReadSecrets b0 | ReadSecrets b2 | CreateTokenSecret b1+b0 | CreateTokenSecret b1+b2",
            string.Join(" | ", steps.Select(static step => $"{step.Kind} {string.Join('+', step.Bindings.Select(static b => b.Text.Split('\'')[1]))}")));
    }

    [TestMethod]
    public void Identities_AreEachOnce()
    {
        var found = From(Shop + "\n---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec: { serviceAccountName: web, containers: [{ name: c, image: c }] }")
            .Identities.Where(static identity => identity.Name == "web").ToList();

        Assert.HasCount(1, found);
        Assert.AreEqual("service account 'shop/web'", found[0].ToString());
    }

    private static RbacAuthorizer From(string text) => RbacAuthorizer.From(ConfigurationReader.Read(Surface.Kubernetes, new SourceText("rbac.yaml", text)).Deployment);
}
