using ContainerSec.Readers;

namespace ContainerSec.Tests.Kubernetes;

[TestClass]
public class KubernetesReaderTests
{
    private static ReadResult Read(string text) => ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));

    [TestMethod]
    [DataRow("v1", "Pod", "spec:\n  containers: [{name: app}]")]
    [DataRow("v1", "PodTemplate", "template:\n  spec:\n    containers: [{name: app}]")]
    [DataRow("v1", "ReplicationController", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("apps/v1", "Deployment", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("apps/v1", "ReplicaSet", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("apps/v1", "StatefulSet", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("apps/v1", "DaemonSet", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("batch/v1", "Job", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("batch/v1beta1", "CronJob", "spec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers: [{name: app}]")]
    [DataRow("argoproj.io/v1alpha1", "Rollout", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("serving.knative.dev/v1", "Service", "spec:\n  template:\n    spec:\n      containers: [{name: app}]")]
    [DataRow("keda.sh/v1alpha1", "ScaledJob", "spec:\n  jobTargetRef:\n    template:\n      spec:\n        containers: [{name: app}]")]
    public void Read_EveryKindOfWorkload_HasItsPodAndItsContainer(string apiVersion, string kind, string rest)
    {
        var result = Read($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata:\n  name: web\n  namespace: shop\n{rest}\n");

        Assert.IsEmpty(result.Problems);
        var workload = result.Deployment.Workloads.Single();
        Assert.AreEqual($"container 'app' of {kind} 'web'", workload.Description);
        Assert.AreEqual("shop", result.Deployment.Pods.Single().Namespace.Value);
        Assert.AreEqual(kind, result.Deployment.Objects.Single().Kind);
    }

    [TestMethod]
    [DataRow("apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a}, spec: {containers: [{name: app}]}}]\n", "container 'app' of Pod 'a'", DisplayName = "items need not say what they are")]
    [DataRow("""{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "apps/v1", "kind": "DeploymentList", "items": [{"metadata": {"name": "a"}, "spec": {"template": {"spec": {"containers": [{"name": "app"}]}}}}]}]}""", "container 'app' of Deployment 'a'", DisplayName = "JSON, a list in a list")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\nspec: {containers: [{name: app}]}\n", "container 'app' of Pod 'a-'")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {name: \"${NAME}\"}\nspec: {containers: [{name: app}]}\n", "container 'app' of Pod '${NAME}'")]
    [DataRow("apiVersion: example.com/v1\nkind: Model\nmetadata: {name: a}\nspec: {template: {spec: {size: 3}}}\n", "", DisplayName = "another template")]
    [DataRow("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 3}\n", "", DisplayName = "a patch without template")]
    public void Read_Document_HasItsContainers(string text, string expected)
    {
        var result = Read(text);

        Assert.IsEmpty(result.Problems);
        Assert.AreEqual(expected, string.Join(", ", result.Deployment.Workloads.Select(static w => w.Description)));
    }

    [TestMethod]
    [DataRow("kustomization.yaml", "")]
    [DataRow("any.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n")]
    public void Read_Kustomization_HasWhatItGenerates(string path, string head)
    {
        var text = head + "namespace: shop\nsecretGenerator:\n- name: db\n  type: Opaque\n  literals: [password=hunter2, 'q=\"a=b\"', 'key=${KEY}', bare]\nconfigMapGenerator:\n- name: settings\n  files: [a.txt]\n";

        var result = ConfigurationReader.Read(Surface.Kubernetes, new SourceText(path, text));

        Assert.IsEmpty(result.Problems);
        var secret = result.Deployment.Objects.OfType<ConfigData>().First();
        Assert.AreEqual("Secret 'db' shop", $"{secret.Description} {secret.Namespace}");
        Assert.AreEqual("password=hunter2, q=a=b, key=(unknown), bare=", string.Join(", ", secret.Entries.Select(static e => $"{e.Value!.Name}={e.Value.Value}")));
        Assert.AreEqual("password=hunter2", text[secret.Entries[0].Origin!.Text!.StartOffset..secret.Entries[0].Origin!.Text!.EndOffset]);
        Assert.IsTrue(result.Deployment.Objects.OfType<ConfigData>().Last().Entries.IsUnset);
    }
}
