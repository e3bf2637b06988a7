namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads objects of the kinds that rules know into types of their own; of all others, what every object has.</summary>
internal static class ObjectReader
{
    public static KubernetesObject Read(ApiObject source) => (source.Group, source.Kind) switch
    {
        ("rbac.authorization.k8s.io", "Role" or "ClusterRole") => source.With(RbacReader.Role(source.Fields)),
        ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => source.With(RbacReader.Binding(source.Fields)),
        ("networking.k8s.io" or "extensions", "NetworkPolicy") => source.With(NetworkPolicyReader.Read(source.Spec)),
        ("networking.k8s.io" or "extensions", "Ingress") => source.With(IngressReader.Read(source)),
        ("", "Service") => source.With(ServiceReader.Read(source.Spec)),
        ("", "Secret") => source.With(ConfigDataReader.Secret(source.Fields)),
        ("", "ConfigMap") => source.With(ConfigDataReader.ConfigMap(source.Fields)),
        ("", "ServiceAccount") => source.With(new ServiceAccount { AutomountToken = source.Fields.Bool("automountServiceAccountToken") }),
        ("node.k8s.io", "RuntimeClass") => source.With(RuntimeClass(source.Fields)),
        ("apiregistration.k8s.io", "APIService") => source.With(new ApiService { SkipTlsVerify = source.Spec.Bool("insecureSkipTLSVerify") }),
        ("policy" or "extensions", "PodSecurityPolicy") => source.With(PodSecurityPolicy(source.Spec)),
        ("security.openshift.io", "SecurityContextConstraints") => source.With(Constraints(source.Fields)),
        _ => source.With(new KubernetesObject()),
    };

    // The handler stood in the spec before node.k8s.io/v1beta1.
    private static RuntimeClass RuntimeClass(ApiFields fields) =>
        new() { Handler = fields.Text("handler").Or(fields.Object("spec").Text("runtimeHandler")) };

    private static SecurityContextConstraints PodSecurityPolicy(ApiFields spec) => new()
    {
        AllowPrivileged = spec.Bool("privileged"),
        AllowHostNetwork = spec.Bool("hostNetwork"),
        AllowHostPid = spec.Bool("hostPID"),
        AllowHostIpc = spec.Bool("hostIPC"),
        AllowedCapabilities = spec.Texts("allowedCapabilities"),
    };

    private static SecurityContextConstraints Constraints(ApiFields fields) => new()
    {
        AllowPrivileged = fields.Bool("allowPrivilegedContainer"),
        AllowHostNetwork = fields.Bool("allowHostNetwork"),
        AllowHostPid = fields.Bool("allowHostPID"),
        AllowHostIpc = fields.Bool("allowHostIPC"),
        AllowedCapabilities = fields.Texts("allowedCapabilities"),
    };
}
