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
}
