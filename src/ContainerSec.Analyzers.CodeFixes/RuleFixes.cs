using System.Text.RegularExpressions;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Which rule is mended by which edits.</summary>
/// <remarks>
/// An edit stands here only if it makes the finding go away whatever the rest of the code says. What cannot be known (the right digest, a user that
/// the image has, a limit that the program needs) is not invented: such rules have no edit.
/// </remarks>
internal static class RuleFixes
{
    private static readonly Fix Option = new RemoveOption();

    // A privileged container keeps every capability, and what is added is not dropped.
    private static readonly string[] KeepsRaw = ["privileged: true", "Privileged = true", "NET_RAW", "ALL"];

    /// <summary>The table, in the order of ids.</summary>
    public static IReadOnlyList<RuleFix> All { get; } =
    [
        // 1 Threats
        new("CSEC0101") { Code = [new AssignResult()] },
        new("CSEC0105") { Code = [new WriteVersionOfType()], Files = [new WriteServedVersion()] },
        new("CSEC0106") { Files = [new RenameKey("serviceAccount", "serviceAccountName")] },
        new("CSEC0107") { Code = [new AtEarlier(Call("WithEnvironment")), new AtEarlier(Element("Env", "Environment", "WithEnvironment"))], Files = [Earlier(Under("environment", "env"))] },
        new("CSEC0109") { Code = [new AtEarlier(Call("Cmd", "Entrypoint"))], Files = [Earlier(Instruction("CMD", "ENTRYPOINT", "HEALTHCHECK"))] },
        new("CSEC0110") { Files = [new RenameEarlierStage()] },
        new("CSEC0111") { Code = [new ReplaceLiteral("Begin at the root", static t => FromRoot(t)) { IsForAll = false }], Files = [new ChangeWord("Begin at the root", static w => FromRoot(w)) { IsForAll = false }] },

        // 2 Users and capabilities
        new("CSEC0201") { Code = [Option, Member("User", "RunAsUser")], Files = [Key("user", "runAsUser"), Xml("ContainerUser")] },
        new("CSEC0202") { Code = [Option, Element("CapAdd", "Add")], Files = [Under("cap_add", "add")] },
        new("CSEC0203") { Code = [Option, Element("CapAdd", "Add")], Files = [Under("cap_add", "add")] },
        new("CSEC0204") { Code = [new AddMember("Drop all capabilities", "SecurityContext.Capabilities.Drop", Words("ALL")), new AddMember("Drop all capabilities", "HostConfig.CapDrop", Words("ALL"))], Files = [new AddUnder("Drop all capabilities", Surface.Kubernetes, "securityContext/capabilities/drop", "[ALL]"), new AddUnder("Drop all capabilities", Surface.Compose, "cap_drop", "[ALL]")] },
        new("CSEC0205") { Code = [Option, Element("SecurityOpt"), Set("AllowPrivilegeEscalation", "false")], Files = [Under("security_opt"), To("allowPrivilegeEscalation", "false")] },
        new("CSEC0206") { Code = [Set("RunAsNonRoot", "true"), Member("RunAsUser")], Files = [To("runAsNonRoot", "true"), Key("runAsUser")] },
        new("CSEC0207") { Files = [new AddXmlLine("Run as user 1654, whom .NET's own images have", "ContainerBaseImage", "ContainerUser", "1654") { Unless = ["ContainerUser", "nanoserver", "windows", ">win-"] }] },
        new("CSEC0208") { Code = [new RemoveFlag("Take write access from others", "OtherWrite"), new ClearModeBit("Take write access from others", 2)], Files = [Word("Take write access from others", static w => w.Contains("777") ? w.Replace("777", "755") : null)] },
        new("CSEC0209") { Code = [Member("Privileged", "User")], Files = [Key("privileged", "user")] },
        new("CSEC0210") { Code = [Option, Element("GroupAdd", "SupplementalGroups")], Files = [Under("group_add", "supplementalGroups")] },
        new("CSEC0211") { Code = [new RunAsUserOfImage()], Files = [new RunAsImageUser()] },
        new("CSEC0214") { Code = [Member("RunAsGroup", "FsGroup")], Files = [Key("runAsGroup", "fsGroup")] },
        new("CSEC0215") { Code = [new AddMember("Require a user other than root", "SecurityContext.RunAsNonRoot", "true") { IsForAll = false }], Files = [new AddUnder("Require a user other than root", Surface.Kubernetes, "securityContext/runAsNonRoot", "true") { IsForAll = false }] },
        new("CSEC0216") { Code = [new AddMember("Forbid privilege escalation", "SecurityContext.AllowPrivilegeEscalation", "false"), new AddMember("Forbid privilege escalation", "HostConfig.SecurityOpt", Words("no-new-privileges"))], Files = [new AddUnder("Forbid privilege escalation", Surface.Kubernetes, "securityContext/allowPrivilegeEscalation", "false"), new AddUnder("Forbid privilege escalation", Surface.Compose, "security_opt", "[\"no-new-privileges:true\"]")] },
        new("CSEC0218") { Code = [new AddMember("Drop NET_RAW", "SecurityContext.Capabilities.Drop", Words("NET_RAW")) { Unless = KeepsRaw }, new AddMember("Drop NET_RAW", "HostConfig.CapDrop", Words("NET_RAW")) { Unless = KeepsRaw }], Files = [new AddUnder("Drop NET_RAW", Surface.Kubernetes, "securityContext/capabilities/drop", "[NET_RAW]") { Unless = KeepsRaw }, new AddUnder("Drop NET_RAW", Surface.Compose, "cap_drop", "[NET_RAW]") { Unless = KeepsRaw }] },
        new("CSEC0219") { Code = [Option, Element("CapAdd", "Add")], Files = [Under("cap_add", "add")] },
        new("CSEC0220") { Code = [Option, Element("CapAdd", "Add")], Files = [Under("cap_add", "add")] },
        new("CSEC0221") { Files = [new CallWithoutSudo()] },
        new("CSEC0222") { Files = [new CallWithoutSudo()] },
        new("CSEC0228") { Files = [Word(null, static w => w.StartsWith("--chown=", StringComparison.Ordinal) ? "" : null)] },
        new("CSEC0230") { Code = [Set("RunAsUserName", "\"ContainerUser\""), Member("User")], Files = [To("runAsUserName", "ContainerUser"), Word("Run as ContainerUser", static w => w == "ContainerAdministrator" ? "ContainerUser" : null), Key("user")] },

        // 3 Control groups
        new("CSEC0302") { Code = [Option, Member("PidsLimit")], Files = [Key("pids_limit", "pids")] },
        new("CSEC0303") { Code = [Option, Member("OomKillDisable")], Files = [Key("oom_kill_disable")] },
        new("CSEC0304") { Code = [ReadOnlyVolume, Option, .. ReadOnlyMount, Member("CgroupnsMode"), ReadOnlyMember, ReadOnlyProperty], Files = [Key("cgroup"), ReadOnlyText] },
        new("CSEC0305") { Code = [new Both("Restart on failure, 5 times at most", new SetMember("Name", ".OnFailure"), new AddMember("", "MaximumRetryCount", "5")), Literal("Restart on failure, 5 times at most", static t => t is "always" or "unless-stopped" ? "on-failure:5" : t is "--restart=always" or "--restart=unless-stopped" ? "--restart=on-failure:5" : null)], Files = [new SetValue("Restart on failure, 5 times at most", static v => v is "always" or "unless-stopped" ? "on-failure:5" : null, "restart")] },
        new("CSEC0314") { Code = [new AddMember("Limit the number of processes to 200", "HostConfig.PidsLimit", "200") { IsForAll = false }], Files = [new AddUnder("Limit the number of processes to 200", Surface.Compose, "pids_limit", "200") { IsForAll = false }] },

        // 4 Isolation
        new("CSEC0401") { Code = [Option, Call("WithNetwork", "WithDriver"), Member("NetworkMode", "HostNetwork")], Files = [Key("network_mode", "hostNetwork")] },
        new("CSEC0402") { Code = [Option, Member("PidMode", "HostPID", "HostPid", "Pid")], Files = [Key("pid", "hostPID")] },
        new("CSEC0403") { Code = [Option, Member("IpcMode", "HostIPC", "HostIpc", "Ipc")], Files = [Key("ipc", "hostIPC")] },
        new("CSEC0404") { Code = [Option, Member("UTSMode")], Files = [Key("uts")] },
        new("CSEC0405") { Code = [Option, Member("UsernsMode", "HostUsers", "UserNsMode")], Files = [Key("userns_mode"), To("hostUsers", "false")] },
        new("CSEC0406") { Code = [Member("ShareProcessNamespace")], Files = [Key("shareProcessNamespace")] },
        new("CSEC0409") { Code = [new AddMember("Give the pod a user namespace of its own", "Spec.HostUsers", "false"), new AddMember("Give the pod a user namespace of its own", "HostUsers", "false")], Files = [To("hostUsers", "false"), new AddUnder("Give the pod a user namespace of its own", Surface.Kubernetes, "pod:hostUsers", "false")] },
        new("CSEC0410") { Code = [Member("NetworkMode")], Files = [Key("network"), Word(null, static w => w == "--network=host" ? "" : null)] },

        // 5 Sandboxes
        new("CSEC0501") { Code = [Member("HostProcess")], Files = [Key("hostProcess")] },
        new("CSEC0503") { Code = [Member("Isolation")], Files = [Key("isolation")] },

        // 6 Images
        new("CSEC0602") { Code = [new PinLiteralAsElsewhere(), new PinTagAsElsewhere()], Files = [new PinAsElsewhere()] },
        new("CSEC0604") { Code = [Literal("Pull over https", static t => t.StartsWith("http://", StringComparison.Ordinal) ? t.Substring(7) : null)] },
        new("CSEC0606") { Code = [new NameDefaultImage()] },
        new("CSEC0608") { Code = [Call("WithImagePullPolicy"), Member("ImagePullPolicy")], Files = [Key("pull_policy", "imagePullPolicy")] },
        new("CSEC0609") { Files = [new AddXmlLine("Tag the image with $(Version)", "Version", "ContainerImageTag", "$(Version)") { If = static version => Regex.IsMatch(version, @"^\w[\w.-]*$"), Unless = ["ContainerImageTag"] }] },
        new("CSEC0611") { Files = [Word("Copy", static w => w.ToUpperInvariant() == "ADD" ? "COPY" : null)] },
        new("CSEC0612") { Code = [Argument("Always pull", "WithImagePullPolicy", "pullPolicy", ".Always"), Set("ImagePullPolicy", "\"Always\"")], Files = [To("imagePullPolicy", "Always")] },
        new("CSEC0614") { Files = [Word(null, static w => w is "--allow-unauthenticated" or "--force-yes" or "--nogpgcheck" or "--no-gpg-checks" or "--no-gpg-check" or "--allow-untrusted" or "--allow-downgrades" ? "" : null)] },
        new("CSEC0616") { Files = [new JoinWithNextRun()] },
        new("CSEC0618") { Files = [new InstallLess()] },
        new("CSEC0619") { Files = [new CleanUpPackages()] },
        new("CSEC0622") { Files = [new PinAsElsewhere()] },
        new("CSEC0624") { Files = [new FailInPipes()] },
        new("CSEC0625") { Code = [Literal("Pull from registry.k8s.io", static t => t.StartsWith("k8s.gcr.io/", StringComparison.Ordinal) ? "registry.k8s.io" + t.Substring(10) : null)], Files = [new SetValue("Pull from registry.k8s.io", static v => v.StartsWith("k8s.gcr.io/", StringComparison.Ordinal) ? "registry.k8s.io" + v.Substring(10) : null), Word("Pull from registry.k8s.io", static w => w.StartsWith("k8s.gcr.io/", StringComparison.Ordinal) ? "registry.k8s.io" + w.Substring(10) : null)] },
        new("CSEC0626") { Code = [Element("Env")], Files = [Under("env")] },

        // 7 Vulnerabilities
        new("CSEC0703") { Files = [new RunOnRuntimeImage()] },

        // 8 Strengthening isolation
        new("CSEC0801") { Code = [Option, Element("SecurityOpt"), Set("Type", "\"RuntimeDefault\"")], Files = [Under("security_opt"), To("type", "RuntimeDefault"), Under("annotations")] },
        new("CSEC0802") { Code = [Option, Element("SecurityOpt"), Set("Type", "\"RuntimeDefault\"")], Files = [Under("security_opt"), To("type", "RuntimeDefault"), Under("annotations")] },
        new("CSEC0803") { Code = [Option, Element("SecurityOpt")], Files = [Under("security_opt")] },
        new("CSEC0804") { Code = [new SetMember("ReadonlyRootfs", "true") { IsForAll = false }, new SetMember("ReadOnlyRootFilesystem", "true") { IsForAll = false }, new SetMember("ReadOnly", "true") { IsForAll = false }], Files = [new SetValue("Make the root file system read-only", static v => v == "false" ? "true" : null, "read_only", "readOnlyRootFilesystem") { IsForAll = false }] },
        new("CSEC0805") { Code = [Option, Member("MaskedPaths", "ReadonlyPaths", "ProcMount")], Files = [Under("security_opt"), Key("procMount")] },
        new("CSEC0806") { Code = [Option, Element("Sysctls")], Files = [Under("sysctls")] },
        new("CSEC0807") { Code = [new AddMember("Use the runtime's profile", "SecurityContext.SeccompProfile.Type", "\"RuntimeDefault\"")], Files = [new AddUnder("Use the runtime's profile", Surface.Kubernetes, "securityContext/seccompProfile/type", "RuntimeDefault")] },
        new("CSEC0808") { Code = [Option, Element("SecurityOpt"), Member("SeLinuxOptions")], Files = [Under("security_opt"), Key("seLinuxOptions")] },
        new("CSEC0809") { Code = [new AddMember("Make the root file system read-only", "SecurityContext.ReadOnlyRootFilesystem", "true") { IsForAll = false }, new AddMember("Make the root file system read-only", "HostConfig.ReadonlyRootfs", "true") { IsForAll = false }], Files = [new AddUnder("Make the root file system read-only", Surface.Kubernetes, "securityContext/readOnlyRootFilesystem", "true") { IsForAll = false }, new AddUnder("Make the root file system read-only", Surface.Compose, "read_only", "true") { IsForAll = false }] },

        // 9 Breaking isolation
        new("CSEC0901") { Code = [Option, Call("WithPrivileged"), Member("Privileged")], Files = [Key("privileged"), JsonLine] },
        new("CSEC0904") { Code = [.. ReadOnlyMount, ReadOnlyMember, ReadOnlyVolume], Files = [ReadOnlyText, new AddKey("Mount read-only", ["source", "target"], "read_only", "true")] },
        new("CSEC0906") { Code = [Option, Element("Devices", "DeviceCgroupRules")], Files = [Under("devices", "device_cgroup_rules")] },
        new("CSEC0907") { Code = [Member("BindOptions", "MountPropagation", "Propagation"), Literal("Mount privately", static t => Without(Without(t, "rshared"), "shared"))], Files = [new SetValue("Mount privately", static v => Without(Without(v, "rshared"), "shared") is { } t && t != v ? t : null), Key("propagation", "mountPropagation")] },
        new("CSEC0911") { Code = [Set("ResourceReaperPrivilegedModeEnabled", "false"), new RemoveVariable()] },
        new("CSEC0912") { Code = [ReadOnlyProperty], Files = [new AddKey("Mount read-only", ["mountPath"], "readOnly", "true")] },
        new("CSEC0914") { Files = [Key("privileged"), Under("entitlements"), Word(null, static w => w == "--security=insecure" ? "" : null)] },
        new("CSEC0915") { Files = [Instruction("VOLUME")] },

        // 10 Network
        new("CSEC1001") { Code = [Literal("Publish on the loopback interface", static t => Loopback(t)), Literal("Listen on localhost", static t => t is "*" or "+" ? "localhost" : null)], Files = [new SetValue("Publish on the loopback interface", static v => Loopback(v))] },
        new("CSEC1002") { Code = [new LetSystemChoosePort()] },
        new("CSEC1003") { Code = [Call("WithExternalHttpEndpoints"), new RemoveArgument("isExternal"), Set("IsExternal", "false"), Set("Type", "\"ClusterIP\"")], Files = [new SetValue("Publish inside of the cluster only", static v => v is "LoadBalancer" or "NodePort" ? "ClusterIP" : null, "type")] },
        new("CSEC1004") { Code = [Option, Member("PublishAllPorts")] },
        new("CSEC1009") { Code = [Call("WithAnonymousAccess"), new RemoveArgument("allowAnonymous"), Argument("Ask for authentication", null, "allowAnonymous", "false"), Member("AllowAnonymous")] },
        new("CSEC1010") { Code = [Option, .. Variable, Member("AllowUnsecuredTransport", "AllowAnonymous")], Files = [.. VariableText] },
        new("CSEC1011") { Code = [Member("HostPort")], Files = [Key("hostPort")] },
        new("CSEC1014") { Files = [new AddDenyingPolicy()] },
        new("CSEC1018") { Code = [Element("ExternalIPs"), Member("ExternalName")], Files = [Under("externalIPs"), Key("externalName")] },
        new("CSEC1019") { Code = [Element("Annotations")], Files = [Under("annotations")] },
        new("CSEC1023") { Files = [new SetJsonValue("icc", "false")] },
        new("CSEC1024") { Files = [new SetJsonValue("iptables", "true")] },
        new("CSEC1025") { Files = [new SetJsonValue("userland-proxy", "false")] },
        new("CSEC1027") { Files = [new AddUnder("Encrypt the network", Surface.Compose, "driver_opts/encrypted", "\"true\"")] },
        new("CSEC1029") { Code = [Member("Host")], Files = [Key("host")] },

        // 11 TLS
        new("CSEC1102") { Code = [Member("ServerCertificateValidationCallback", "SkipTlsVerify")] },
        new("CSEC1104") { Code = [Option, .. Variable, Member("AllowUnsecuredTransport")], Files = [.. VariableText] },
        new("CSEC1105") { Code = [Literal("Serve over https", static t => t == "http" ? "https" : null), new ReplaceCall("WithHttpEndpoint", "WithHttpsEndpoint"), Call("WithHttpsUpgrade"), Set("AllowInsecure", "false")] },
        new("CSEC1106") { Code = [Call("WithCertificateTrustScope", "WithoutHttpsCertificate")] },
        new("CSEC1107") { Code = [Literal("Require TLS", static t => t.Contains("sslmode=disable") ? t.Replace("sslmode=disable", "sslmode=require") : null), Option, .. Variable, Element("WithArgs", "WithCommand", "Args", "Command", "Cmd")], Files = [.. VariableText] },
        new("CSEC1108") { Files = [To("insecure-skip-tls-verify", "false"), To("insecureSkipTLSVerify", "false")] },
        new("CSEC1109") { Files = [Word(null, static w => w is "-k" or "--insecure" or "--no-check-certificate" ? "" : null), Instruction("ENV")] },
        new("CSEC1110") { Code = [new SendEncrypted()], Files = [new FetchEncrypted()] },

        // 12 Secrets
        new("CSEC1201") { Code = [new UseSecretParameter("WithEnvironment")] },
        new("CSEC1202") { Code = [new AskForParameterValue()] },
        new("CSEC1203") { Code = [Argument("Mark it as a secret", null, "secret", "true")] },
        new("CSEC1204") { Code = [new AskForParameterValue(), new RemoveArgument("publishValueAsDefault")] },
        new("CSEC1205") { Code = [new ReplaceCall("WithBuildArg", "WithBuildSecret"), new UseSecretParameter("WithBuildArg", "WithBuildSecret")] },
        new("CSEC1207") { Code = [new AskForParameterValue(), Argument("Generate the password", "WithPassword", "password", "Guid.NewGuid().ToString(\"N\")"), new UseSecretParameter("WithEnvironment")] },
        new("CSEC1208") { Code = [Call("WithPassword"), Option, .. Variable], Files = [.. VariableText] },
        new("CSEC1212") { Code = [Set("MinLength", "22", "Generate 22 characters")] },
        new("CSEC1214") { Code = [Set("AutomountServiceAccountToken", "false"), new AddMember("Mount no token", "Spec.AutomountServiceAccountToken", "false")], Files = [To("automountServiceAccountToken", "false"), new AddUnder("Mount no token", Surface.Kubernetes, "pod:automountServiceAccountToken", "false")] },
        new("CSEC1215") { Files = [Word("Let only the owner read it", static w => PrivateMode(w))] },
        new("CSEC1220") { Files = [To("automountServiceAccountToken", "false")] },

        // 13 Runtime protection
        new("CSEC1302") { Code = [Option, Member("LogConfig", "Logging")], Files = [Key("logging")] },
        new("CSEC1303") { Code = [Call("WithLifetime", "WithReuse", "WithCleanUp", "WithAutoRemove"), Set("ResourceReaperEnabled", "true"), new RemoveVariable()] },
        new("CSEC1304") { Code = [Literal("Run in production mode", static t => t == "Development" ? "Production" : t == "development" ? "production" : null), Option, .. Variable], Files = [new SetValue("Run in production mode", static v => Production(v)), Word("Run in production mode", static w => Production(w)), .. VariableText] },

        // 14 Cluster
        new("CSEC1403") { Code = [Literal("Enforce the baseline level", static t => t == "privileged" ? "baseline" : null)], Files = [new SetValue("Enforce the baseline level", static v => v == "privileged" ? "baseline" : null)] },
        new("CSEC1425") { Files = [new AddUnder("Enforce the baseline level", Surface.Kubernetes, "meta:labels/pod-security.kubernetes.io~enforce", "baseline")] },
        new("CSEC1427") { Files = [To("allowPrivilegedContainer", "false")] },
        new("CSEC1430") { Files = [new SetValue("Refuse anonymous requests", static v => v.StartsWith("--anonymous-auth=", StringComparison.Ordinal) ? "--anonymous-auth=false" : null)] },
        new("CSEC1431") { Files = [Under("command", "args")] },
        new("CSEC1432") { Files = [new SetValue("Authorize by node and role", static v => v.StartsWith("--authorization-mode=", StringComparison.Ordinal) ? "--authorization-mode=Node,RBAC" : null)] },
        new("CSEC1434") { Files = [new SetValue("Close the port", static v => v.StartsWith("--insecure-port=", StringComparison.Ordinal) ? "--insecure-port=0" : null), Under("command", "args")] },
    ];

    private static readonly Dictionary<string, RuleFix> ById = All.ToDictionary(static f => f.Id, StringComparer.Ordinal);

    // A variable is set by a call, in a list of texts or objects, or in a dictionary.
    private static Fix[] Variable => [Call("WithEnvironment"), Element("Env", "Environment", "EnvironmentVariables", "Configuration", "WithEnvironment")];

    private static TextFix[] VariableText => [Under("environment", "env"), JsonLine, Instruction("ENV"), Xml("ContainerEnvironmentVariable")];

    private static TextFix JsonLine => new RemoveJsonLine();

    private static TextFix ReadOnlyText => new SetValue("Mount read-only", static v => ReadOnlyBind(v));

    private static Fix[] ReadOnlyMount => [Argument("Mount read-only", null, "isReadOnly", "true"), Argument("Mount read-only", "WithBindMount", "accessMode", ".ReadOnly")];

    private static Fix ReadOnlyMember => new AddMember("Mount read-only", "ReadOnly", "true");

    private static Fix ReadOnlyProperty => new AddMember("Mount read-only", "ReadOnlyProperty", "true");

    private static Fix ReadOnlyVolume => Literal("Mount read-only", static t => ReadOnlyBind(t));

    /// <summary>The rules that have an edit.</summary>
    public static IEnumerable<string> Ids => All.Select(static f => f.Id);

    /// <summary>What can be done about a rule's finding at a place of C# code.</summary>
    public static IEnumerable<Change> For(string id, FixPlace place) =>
        ById.TryGetValue(id, out var rule) && rule.Code.Select(fix => fix.At(place)).FirstOrDefault(static change => change is not null) is { } first ? [first] : [];

    /// <summary>What can be done about a rule's finding at a place of a file beside the code.</summary>
    public static IEnumerable<Change> For(string id, TextPlace place) =>
        ById.TryGetValue(id, out var rule) && rule.Files.Select(fix => fix.At(place)).FirstOrDefault(static change => change is not null) is { } first ? [first] : [];

    private static Fix Call(params string[] names) => new RemoveCall(names);

    private static Fix Element(params string[] members) => new RemoveElement(members);

    private static Fix Member(params string[] members) => new RemoveMember(members);

    private static Fix Set(string member, string value, string? title = null) => new SetMember(member, value, title);

    private static Fix Argument(string title, string? method, string parameter, string value) => new SetArgument(title, method, parameter, value);

    private static Fix Literal(string title, Func<string, string?> change) => new ReplaceLiteral(title, change);

    // An array is a list in every version of the language.
    private static string Words(string word) => $"new[] {{ \"{word}\" }}";

    private static TextFix Key(params string[] keys) => RemoveEntry.Key(keys);

    private static TextFix Under(params string[] keys) => RemoveEntry.Under(keys);

    private static TextFix To(string key, string value) => SetValue.To(key, value);

    private static TextFix Word(string? title, Func<string, string?> change) => new ChangeWord(title, change);

    private static TextFix Instruction(params string[] keywords) => new RemoveInstruction(keywords);

    private static TextFix Xml(params string[] names) => new RemoveXmlLine(names);

    private static TextFix Earlier(TextFix fix) => new AtEarlierText(fix);

    private static string? FromRoot(string path) => path.Length == 0 || path[0] is '/' or '$' or '\\' or '"' or '[' || path.Contains(':') ? null : "/" + path;

    // "0.0.0.0:80:80", "0.0.0.0", "[::]:80:80", "::"
    private static string? Loopback(string text) =>
        text is "0.0.0.0" or "::" or "[::]" ? "127.0.0.1"
        : text.StartsWith("0.0.0.0:", StringComparison.Ordinal) ? "127.0.0.1" + text.Substring(7)
        : text.StartsWith("[::]:", StringComparison.Ordinal) ? "127.0.0.1" + text.Substring(4)
        : text.IndexOf("=0.0.0.0:", StringComparison.Ordinal) is > 0 and var at ? text.Substring(0, at) + "=127.0.0.1" + text.Substring(at + 8)
        : null;

    // "a:b", "a:b:z": host path and target, perhaps with options. A colon of a Windows drive is none.
    private static string? ReadOnlyBind(string text)
    {
        var value = text.StartsWith("--volume=", StringComparison.Ordinal) || (text.StartsWith("-v", StringComparison.Ordinal) && text.Length > 2) ? text.Substring(text.IndexOf('=') + 1) : text;
        var parts = value.Split(':');
        if (value.IndexOf('\\') >= 0 || parts.Length is < 2 or > 3 || parts[0].Length == 1)
            return null;
        if (parts.Length == 2)
            return text + ":ro";
        var options = parts[2].Split(',').Where(static o => o is not ("rw" or "ro")).Concat(["ro"]);
        return text.Substring(0, text.Length - parts[2].Length) + string.Join(",", options);
    }

    private static string? Production(string text)
    {
        var equals = text.IndexOf('=');
        return text.Substring(equals + 1) switch
        {
            "Development" => text.Substring(0, equals + 1) + "Production",
            "development" => text.Substring(0, equals + 1) + "production",
            _ => null,
        };
    }

    // --mount=type=secret,id=token,mode=0444
    private static string? PrivateMode(string word)
    {
        if (!word.StartsWith("--mount=", StringComparison.Ordinal))
            return null;
        var parts = word.Split(',');
        return string.Join(",", parts.Select(static p => p.StartsWith("mode=", StringComparison.Ordinal) ? "mode=0400" : p));
    }

    // An option of several behind the last colon.
    private static string? Without(string? text, string option)
    {
        if (text?.LastIndexOf(':') is not ({ } colon and > 0))
            return text;
        var options = text.Substring(colon + 1).Split(',');
        if (!options.Contains(option))
            return text;
        var left = string.Join(",", options.Where(o => o != option));
        return left.Length == 0 ? text.Substring(0, colon) : text.Substring(0, colon + 1) + left;
    }
}
