using ContainerSec.Readers;

namespace ContainerSec.Tests.Kubernetes;

/// <summary>What the API server would refuse is said with its place; the rest is read.</summary>
[TestClass]
public class KubernetesProblemTests
{
    private static ReadResult Read(string text) => ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.yaml", text));

    private static string Pod(string spec) => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  {spec.Replace("\n", "\n  ", StringComparison.Ordinal)}\n";

    [TestMethod]
    [DataRow("hostNetwork: \"true\"", "(5,16): error CSEC0104: 'hostNetwork' takes true or false without quotes.")]
    [DataRow("hostNetwork: maybe", "(5,16): error CSEC0104: 'hostNetwork' takes true or false.")]
    [DataRow("hostNetwork: 1", "(5,16): error CSEC0104: 'hostNetwork' takes true or false.")]
    [DataRow("hostNetwork: [true]", "(5,16): error CSEC0104: 'hostNetwork' takes true or false.")]
    [DataRow("securityContext: {runAsUser: \"0\"}", "(5,32): error CSEC0104: 'runAsUser' takes a whole number without quotes.")]
    [DataRow("securityContext: {runAsUser: root}", "(5,32): error CSEC0104: 'runAsUser' takes a whole number.")]
    [DataRow("securityContext: {runAsUser: 1.5}", "(5,32): error CSEC0104: 'runAsUser' takes a whole number.")]
    [DataRow("securityContext: yes", "(5,20): error CSEC0104: 'securityContext' takes an object with fields.")]
    [DataRow("containers: app", "(5,15): error CSEC0104: 'containers' takes a list; write each item behind a dash.")]
    [DataRow("containers: {name: app}", "(5,15): error CSEC0104: 'containers' takes a list; write each item behind a dash.")]
    [DataRow("containers: [app]", "(5,16): error CSEC0104: 'containers' takes a list of objects with fields.")]
    [DataRow("containers: [{securityContext: {capabilities: {drop: ALL}}}]", "(5,56): error CSEC0104: 'drop' takes a list; write [ALL].")]
    [DataRow("containers: [{env: [{name: PORT, value: 80}]}]", "(5,43): error CSEC0104: 'value' takes a text; put 80 in quotes.")]
    [DataRow("containers: [{env: [{name: A, value: yes}]}]", "(5,40): error CSEC0104: 'value' takes a text; put yes in quotes.")]
    [DataRow("containers: [{args: [--count, 3]}]", "(5,33): error CSEC0104: 'args' takes a text; put 3 in quotes.")]
    [DataRow("containers: [{resources: {limits: {memory: lots}}}]", "(5,46): error CSEC0104: 'memory' takes a quantity: a number with a suffix such as m, Ki, Mi, Gi, k, M, G.")]
    [DataRow("containers: [{resources: {limits: {memory: 1GB}}}]", "(5,46): error CSEC0104: 'memory' takes a quantity: a number with a suffix such as m, Ki, Mi, Gi, k, M, G.")]
    [DataRow("volumes: [{name: a, emptyDir: {}, hostPath: {path: /}}]", "(5,37): error CSEC0104: A volume takes one source; it has 'emptyDir' already.")]
    [DataRow("securityContext: {runAsUser: -1}", "(5,32): error CSEC0104: 'runAsUser' takes a number from 0 to 2147483647.")]
    [DataRow("securityContext: {privileged: false}", "(5,21): warning CSEC0104: 'privileged' has no effect in the security context of a pod; write it for each container.")]
    [DataRow("securityContext: {runAsNonroot: true}", "(5,21): warning CSEC0104: 'runAsNonroot' has no effect; the field is spelled 'runAsNonRoot'.")]
    [DataRow("securityContext: {seccompProfile: {type: runtimeDefault}}", "(5,44): error CSEC0104: 'type' takes RuntimeDefault, Localhost or Unconfined.")]
    [DataRow("os: {name: plan9}", "(5,14): error CSEC0104: 'name' takes linux or windows.")]
    [DataRow("containers: [{securityContext: {fsGroup: 1}}]", "(5,35): warning CSEC0104: 'fsGroup' has no effect in the security context of a container; write it for the pod.")]
    [DataRow("containers: [{imagePullPolicy: always}]", "(5,34): error CSEC0104: 'imagePullPolicy' takes Always, IfNotPresent or Never.")]
    [DataRow("containers: [{ports: [{containerPort: 70000}]}]", "(5,41): error CSEC0104: 'containerPort' takes a number from 1 to 65535.")]
    [DataRow("containers: [{securityContext: {procMount: unmasked}}]", "(5,46): error CSEC0104: 'procMount' takes Default or Unmasked.")]
    [DataRow("containers:\n- name: a\n  name: b", "(7,5): error CSEC0104: The key 'name' stands twice in one mapping")]
    public void Read_FieldOfTheWrongType_IsAProblemAtItsPlace(string spec, string expected)
    {
        var result = Read(Pod(spec));

        Assert.HasCount(1, result.Problems, string.Join("\n", result.Problems));
        Assert.StartsWith("pod.yaml" + expected, result.Problems[0].ToString());
        Assert.AreEqual("web", result.Deployment.Pods.Single().Name, "the rest is read");
    }

    [TestMethod]
    [DataRow("hostNetwork: null")]
    [DataRow("hostNetwork:")]
    [DataRow("securityContext: null")]
    [DataRow("containers:")]
    [DataRow("containers: [{name: a, ports: null, env: ~, command: null}]")]
    [DataRow("containers: [{name: a, image: \"\", securityContext: {capabilities: {add: null}}}]")]
    [DataRow("volumes: [{name: a, hostPath: null, emptyDir: {}}]")]
    public void Read_Null_SaysNothing(string spec)
    {
        var result = Read(Pod(spec));

        Assert.IsEmpty(result.Problems);
        var pod = result.Deployment.Pods.Single();
        Assert.IsTrue(pod.Isolation.Network.IsUnset && pod.SecurityContext.IsUnset);
        Assert.IsTrue(result.Deployment.Workloads.All(static w => w.Image.Reference.IsUnset && w.Privileges.CapabilitiesAdded.IsUnset));
    }

    [TestMethod]
    [DataRow("hostNetwork: ${HOST_NETWORK}")]
    [DataRow("hostNetwork: '{{ .Values.hostNetwork }}'")]
    [DataRow("hostNetwork: $(hostNetwork)")]
    [DataRow("hostNetwork: '#{hostNetwork}#'")]
    public void Read_Placeholder_IsUnknownWithoutAProblem(string spec)
    {
        var result = Read(Pod(spec));

        Assert.IsEmpty(result.Problems);
        Assert.IsTrue(result.Deployment.Pods.Single().Isolation.Network.IsUnknown);
    }

    [TestMethod]
    [DataRow("image: ${IMAGE}")]
    [DataRow("image: contoso/app:$(tag)")]
    [DataRow("image: \"contoso/app:{{ .Values.tag }}\"")]
    [DataRow("resources: {limits: {memory: \"${LIMIT}\"}}")]
    [DataRow("securityContext: {capabilities: {add: ${CAPS}}}")]
    [DataRow("ports: ${PORTS}")]
    public void Read_PlaceholderInAContainer_HasNoProblem(string container) =>
        Assert.IsEmpty(Read(Pod($"containers: [{{name: a, {container.Replace("${IMAGE}", "\"${IMAGE}\"", StringComparison.Ordinal).Replace("{add: ${CAPS}}", "{add: \"${CAPS}\"}", StringComparison.Ordinal).Replace("ports: ${PORTS}", "ports: \"${PORTS}\"", StringComparison.Ordinal)}}}]")).Problems);

    [TestMethod]
    [DataRow("containers: ${CONTAINERS}")]
    [DataRow("containers:\n- name: a\n- ${SIDECAR}")]
    public void Read_ContainersThatArePutInLater_AreANote(string spec)
    {
        var result = Read(Pod(spec.Replace("${CONTAINERS}", "\"${CONTAINERS}\"", StringComparison.Ordinal)));

        Assert.AreEqual(ProblemSeverity.Note, result.Problems.Single().Severity);
    }

    [TestMethod]
    [DataRow("securityContext: ${CONTEXT}", DisplayName = "placeholder")]
    [DataRow("securityContext: 1", DisplayName = "mistake")]
    public void Read_ObjectThatIsNotThere_HasUnknownFields(string spec)
    {
        var pod = Read(Pod(spec)).Deployment.Pods.Single();

        Assert.IsTrue(pod.SecurityContext.IsUnknown && pod.Privileges.User.IsUnknown && pod.Privileges.SupplementaryGroups.State == FactState.Unknown
            && pod.Confinement.Seccomp.IsUnknown && pod.Confinement.SeLinuxType.IsUnknown && pod.Isolation.HostProcess.IsUnknown);
    }

    [TestMethod]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n", 4, DisplayName = "value")]
    [DataRow("{{- if .Values.enabled }}\napiVersion: v1\nkind: Pod\n{{- end }}\n", 1, DisplayName = "statement")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    {{- include \"labels\" . | nindent 4 }}\nspec: {}\n", 5, DisplayName = "include")]
    [DataRow("a:\n- {{ toYaml .Values.items }}\n", 2, DisplayName = "item")]
    public void Read_UnrenderedTemplate_IsOneNoteAndNothingElse(string text, int line)
    {
        var result = Read(text);

        Assert.HasCount(1, result.Problems);
        Assert.AreEqual(ProblemSeverity.Note, result.Problems[0].Severity);
        Assert.AreEqual(line, result.Problems[0].Origin!.Text!.Start.Line);
        Assert.IsEmpty(result.Deployment.Objects);
    }

    [TestMethod]
    public void Read_BracesInABlock_AreNoTemplate()
    {
        var result = Read("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: a}\nspec:\n  text: |\n    {{ $value }} is high\n");

        Assert.IsEmpty(result.Problems);
        Assert.HasCount(1, result.Deployment.Objects);
    }

    [TestMethod]
    [DataRow("- op: replace\n  path: /spec\n", DisplayName = "JSON patch")]
    [DataRow("image: nginx\nreplicas: 2\n", DisplayName = "values")]
    [DataRow("kind: Kustomization\nresources: []\n", DisplayName = "no apiVersion")]
    public void Read_NoKubernetesObject_IsANote(string text)
    {
        var result = Read(text);

        Assert.HasCount(1, result.Problems);
        Assert.AreEqual(ProblemSeverity.Note, result.Problems[0].Severity);
        Assert.IsEmpty(result.Deployment.Objects);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("---\n")]
    [DataRow("# nothing\n---\n---\n")]
    [DataRow("\n\n")]
    public void Read_Nothing_IsNoProblem(string text) => Assert.IsEmpty(Read(text).Problems);

    [TestMethod]
    public void Read_MistakeInOneDocument_ReadsTheOthers()
    {
        var result = Read("apiVersion: v1\nkind: Pod\nmetadata: {name: a\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {containers: [{name: c}]}\n");

        Assert.IsTrue(result.HasErrors);
        Assert.AreEqual("c", result.Deployment.Workloads.Single().Name);
    }

    [TestMethod]
    public void Read_ArrayOfObjects_ReadsEach() =>
        Assert.HasCount(2, Read("""[{"apiVersion": "v1", "kind": "Namespace"}, {"apiVersion": "v1", "kind": "Secret"}]""").Deployment.Objects);

    [TestMethod]
    public void Read_OneProblemBehindAnAlias_IsSaidOnce()
    {
        var result = Read("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    securityContext: &s {privileged: \"yes\"}\n  - name: b\n    securityContext: *s\n");

        Assert.HasCount(1, result.Problems);
    }
}
