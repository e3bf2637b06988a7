using ContainerSec.Readers.Compose;

namespace ContainerSec.Tests.Compose;

/// <summary>Several files that make one project: overrides, extends, include.</summary>
[TestClass]
public class ComposeMergeTests
{
    /// <summary>Keys of a service, keys that override them → the facts.</summary>
    [TestMethod]
    [DataRow("privileged: true", "privileged: false", "Privileges.Privileged = False")]
    [DataRow("user: '0'", "restart: always", "Privileges.User = 0; Lifecycle.Restart = {Name=always}")]
    [DataRow("command: [a, b]", "command: c", "Configuration.Command = [c]")]
    [DataRow("entrypoint: a b", "entrypoint: [c]", "Configuration.Entrypoint = [c]")]
    [DataRow("healthcheck: {test: [CMD, a], interval: 5s}", "healthcheck: {test: [CMD, b]}", "Lifecycle.HealthCheck = {Command=b}")]
    [DataRow("cap_add: [A, B]", "cap_add: [B, C]", "Privileges.CapabilitiesAdded = [A, B, C]")]
    [DataRow("environment: {A: 1, B: 2}", "environment: [B=3, C=4]", "Configuration.Environment = [{Name=A Value=1}, {Name=B Value=3}, {Name=C Value=4}]")]
    [DataRow("environment: [A=1, \"$X\"]", "environment: {A: 2}", "Configuration.Environment = [{Name=A Value=2}, ?]")]
    [DataRow("environment: {A: 1, B: 2}", "environment: {A: !reset null}", "Configuration.Environment = [{Name=B Value=2}]")]
    [DataRow("labels: [a=b]", "labels: {a: c}", "Configuration.Labels = [{Name=a Value=c}]")]
    [DataRow("ports: [\"80:80\"]", "ports: [\"80:80\", \"81:81\"]", "Network.Ports = [{HostPort=80 ContainerPort=80}, {HostPort=81 ContainerPort=81}]")]
    [DataRow("ports: [\"80:80\"]", "ports: [{target: 80, published: '80'}]", "Network.Ports = [{HostPort=80 ContainerPort=80}]")]
    [DataRow("ports: [\"80:80\"]", "ports: !override [\"81:81\"]", "Network.Ports = [{HostPort=81 ContainerPort=81}]")]
    [DataRow("ports: [\"80:80\"]", "ports: !reset []", "")]
    [DataRow("privileged: true", "privileged: !reset null", "")]
    [DataRow("volumes: [\"./a:/work\", \"d:/data\"]", "volumes: [\"/etc:/work:ro\"]", "Storage.Mounts = [{Kind=Bind Source=/etc Target=/work ReadOnly=True}, {Kind=Volume Source=d Target=/data}]")]
    [DataRow("volumes: [\"./a:/work\"]", "volumes: [{type: bind, source: /etc, target: /work}]", "Storage.Mounts = [{Kind=Bind Source=/etc Target=/work}]")]
    [DataRow("devices: [/dev/a]", "devices: [\"/dev/b:/dev/a\"]", "Storage.Devices = [{HostPath=/dev/b ContainerPath=/dev/a}]")]
    [DataRow("networks: [a]", "networks: {b: {aliases: [x]}}", "Network.Networks = [a, b]")]
    [DataRow("tmpfs: /a", "tmpfs: [/b]", "Storage.Mounts = [{Kind=Tmpfs Target=/a}, {Kind=Tmpfs Target=/b}]")]
    [DataRow("extra_hosts: [\"a:1.1.1.1\"]", "extra_hosts: {b: 2.2.2.2}", "Network.ExtraHosts = [a:1.1.1.1, b:2.2.2.2]")]
    [DataRow("sysctls: {a.b: 1}", "sysctls: [a.b=2]", "Confinement.Sysctls = [{Name=a.b Value=2}]")]
    [DataRow("ulimits: {nofile: 1}", "ulimits: {nofile: {soft: 2, hard: 3}}", "Resources.Ulimits = [{Name=nofile Soft=2 Hard=3}]")]
    [DataRow("logging: {driver: none}", "logging: {driver: json-file}", "Lifecycle.LogDriver = json-file")]
    [DataRow("deploy: {resources: {limits: {memory: 1m}}}", "deploy: {resources: {limits: {cpus: 2}}}", "Resources.MemoryLimit = 1048576; Resources.CpuLimit = 2")]
    [DataRow("security_opt: [\"no-new-privileges:true\"]", "security_opt: [\"seccomp:unconfined\"]", "Privileges.NoNewPrivileges = True; Confinement.Seccomp = Unconfined:unconfined")]
    [DataRow("privileged: true", "privileged:", "Privileges.Privileged = True")]
    [DataRow("depends_on: [a]", "depends_on: {b: {condition: service_started}}", "")]
    public void Override_Key(string keys, string overriding, string expected)
    {
        var result = ComposeFiles.Read(2, "compose.yaml", $"services:\n  web:\n    {keys}\n", "compose.override.yaml", $"services:\n  web:\n    {overriding}\n");

        Assert.AreEqual(expected, result.Facts());
        Assert.AreEqual(expected, ComposeFiles.Read($"services:\n  web:\n    {keys}\n---\nservices:\n  web:\n    {overriding}\n").Facts(), "documents of one file are merged, too");
    }

    /// <summary>A service that extends another → the same rules.</summary>
    [TestMethod]
    [DataRow("services: {base: {privileged: true, cap_add: [A]}, web: {extends: base, cap_add: [B]}}", "Privileges.Privileged = True; Privileges.CapabilitiesAdded = [A, B]")]
    [DataRow("services: {web: {extends: {service: base}, user: '1'}, base: {extends: root, user: '2'}, root: {user: '3', pid: host}}", "Privileges.User = 1; Isolation.Pid = Host")]
    [DataRow("services: {web: {extends: {service: b, file: sub/base.yaml}}}", "Privileges.User = 7; Isolation.Pid = Host; Image.Reference = nginx:1")]
    [DataRow("services: {base: {privileged: true}, web: {extends: base, privileged: !reset null, user: '1'}}", "Privileges.User = 1")]
    public void Extends_Service(string compose, string expected)
    {
        var result = ComposeFiles.Read(
            1,
            "compose.yaml", compose,
            ".env", "TAG=1",
            "sub/base.yaml", "services: {b: {extends: {service: c, file: ../deep/c.yaml}, user: '7'}}",
            "deep/c.yaml", "services: {c: {pid: host, image: \"nginx:$TAG\"}}");

        Assert.AreEqual(expected, result.Facts());
    }

    [TestMethod]
    public void Extends_OfAResetValue_TakesNothingOver()
    {
        var result = ComposeFiles.Read(
            1,
            "sub/compose.yaml", "services: {web: {extends: {service: b, file: ../base.yaml}, user: '1'}}",
            "base.yaml", "services: {b: {privileged: !reset true, pid: host}}");

        Assert.AreEqual("Privileges.User = 1; Isolation.Pid = Host", result.Facts());
    }

    [TestMethod]
    [DataRow("compose.yaml", "a.yaml", "a.yaml")]
    [DataRow("sub/compose.yaml", "./x/../a.yaml", "sub/a.yaml")]
    [DataRow("sub/compose.yaml", "../a.yaml", "a.yaml")]
    [DataRow("sub/compose.yaml", "../../a.yaml", "../a.yaml")]
    [DataRow("/app/compose.yaml", "../a.yaml", "/a.yaml")]
    [DataRow("C:\\app\\compose.yaml", "..\\a.yaml", "C:/a.yaml")]
    [DataRow("compose.yaml", "/etc/a.yaml", "/etc/a.yaml")]
    public void Path_IsSeenFromTheFilesFolder(string file, string path, string expected) =>
        Assert.AreEqual(expected, ComposePath.Combine(ComposePath.FolderOf(file), path));

    [TestMethod]
    public void Extends_OfAnUnreadableFile_LeavesNothingUnset()
    {
        var result = ComposeFiles.Read("services: {web: {extends: {service: b, file: base.yaml}, user: '1', cap_add: [A]}}");

        CollectionAssert.AreEqual(
            new[] { "compose.yaml(1,46): warning CSEC0104: The file 'base.yaml' cannot be opened: what it says is not judged." }, ComposeFiles.ProblemsOf(result));
        var workload = result.Deployment.Workloads.Single();
        Assert.IsTrue(workload.Privileges.User.IsKnown);
        Assert.IsTrue(workload.Privileges.Privileged.IsUnknown);
        Assert.IsTrue(workload.Privileges.CapabilitiesAdded.MayHaveMore);
        Assert.IsTrue(workload.Confinement.Seccomp.IsUnknown);
        Assert.IsTrue(workload.Storage.Mounts.MayHaveMore);
        Assert.IsTrue(workload.Configuration.Environment.MayHaveMore);
    }

    [TestMethod]
    [DataRow("services: {web: {extends: web}}", "compose.yaml(1,27): error CSEC0104: Service 'web' extends itself (web extends web); take one of the links away.")]
    [DataRow("services: {web: {extends: b}, b: {extends: web}}", "compose.yaml(1,27): error CSEC0104: Service 'web' extends itself (web extends b extends web); take one of the links away.")]
    [DataRow("services: {web: {extends: bsae}, base: {}}", "compose.yaml(1,27): error CSEC0104: There is no service 'bsae' in compose.yaml to extend; did you mean 'base'?")]
    [DataRow("services: {web: {extends: {file: a.yaml}}}", "compose.yaml(1,27): error CSEC0104: 'extends' needs the name of a service: extends: {service: NAME}.")]
    [DataRow("include: [compose.yaml]\nservices: {}", "compose.yaml(1,11): error CSEC0104: 'compose.yaml' includes itself (compose.yaml includes compose.yaml); take one of the includes away.")]
    [DataRow("include: [none.yaml]\nservices: {}", "compose.yaml(1,11): warning CSEC0104: The file 'none.yaml' cannot be opened: what it says is not judged.")]
    [DataRow("include: [\"oci://docker.io/a/b:1\"]\nservices: {}", "compose.yaml(1,11): info CSEC0104: 'oci://docker.io/a/b:1' is not on this machine: what it says is not judged.")]
    public void Links_ThatLeadNowhere(string compose, params string[] expected) =>
        CollectionAssert.AreEqual(expected, ComposeFiles.ProblemsOf(ComposeFiles.Read(1, "compose.yaml", compose)));

    [TestMethod]
    public void Override_Facts_NameTheFileThatStatesThem()
    {
        var result = ComposeFiles.Read(
            2,
            "compose.yaml", "services:\n  web:\n    image: nginx:1\n    environment: [A=1]\n",
            "compose.override.yaml", "services:\n  web:\n    privileged: true\n    environment:\n      B: 2\n  tool:\n    image: tool\n");

        var (web, tool) = (result.Deployment.Workloads[0], result.Deployment.Workloads[1]);
        Assert.AreEqual("compose.yaml:2:3", web.Origin!.Description);
        Assert.AreEqual("compose.override.yaml:3:17", web.Privileges.Privileged.Origin!.Description);
        Assert.AreEqual("compose.yaml:4:19", web.Configuration.Environment[0].Origin!.Description);
        Assert.AreEqual("compose.override.yaml:5:7", web.Configuration.Environment[1].Origin!.Description);
        Assert.AreEqual(RunContext.Production, web.Context);
        Assert.AreEqual(RunContext.Development, tool.Context);
    }

    [TestMethod]
    [DataRow("compose.yaml", RunContext.Production)]
    [DataRow("deploy/docker-compose.prod.yml", RunContext.Production)]
    [DataRow("compose.dev.yaml", RunContext.Development)]
    [DataRow("docker-compose-local.yml", RunContext.Development)]
    [DataRow("docker-compose.override.yml", RunContext.Development)]
    [DataRow(".devcontainer/compose.yaml", RunContext.Development)]
    [DataRow("compose.test.yaml", RunContext.Test)]
    [DataRow("docker-compose.devices.yml", RunContext.Production, DisplayName = "a word, not a part of one")]
    public void Context_FollowsTheFilesName(string path, RunContext expected) =>
        Assert.AreEqual(expected, ComposeFiles.Read(1, path, "services: {web: {image: nginx}}").Deployment.Workloads[0].Context);

    [TestMethod]
    public void Include_TakesOverEverything_WithItsOwnVariables()
    {
        var result = ComposeFiles.Read(
            1,
            "compose.yaml", "include: [sub/compose.yaml, {path: [more/a.yaml, more/b.yaml], env_file: more.env, project_directory: .}]\nservices: {web: {image: \"web:$TAG\"}}\nvolumes: {own: {}}",
            ".env", "TAG=1",
            "sub/compose.yaml", "include: [../deep/compose.yaml]\nservices: {sub: {image: \"sub:$TAG-$LOCAL\"}}\nvolumes: {data: {}}\nnetworks: {back: {}}",
            "sub/.env", "TAG=2\nLOCAL=3",
            "deep/compose.yaml", "services: {deep: {image: \"deep:$TAG\"}}",
            "more/a.yaml", "services: {a: {image: \"a:$MORE\"}}",
            "more/b.yaml", "services: {a: {privileged: true}}",
            "more.env", "MORE=4");

        CollectionAssert.AreEqual(
            new[] { "web web:1", "sub sub:1-3", "deep deep:1", "a a:4" },
            result.Deployment.Workloads.Select(static w => $"{w.Name} {w.Image.Reference.Value}").ToArray(), string.Join("\n", result.Problems));
        Assert.IsTrue(result.Deployment.Workloads[3].Privileges.Privileged.Is(true));
        Assert.AreEqual("own data back", string.Join(" ", result.Deployment.Volumes.Concat<Subject>(result.Deployment.Networks).Select(static s => s.Name)));
        Assert.IsEmpty(result.Problems);
    }

    [TestMethod]
    public void Include_OfADeclaredService_IsAnError()
    {
        var result = ComposeFiles.Read(
            1,
            "compose.yaml", "include: [a.yaml]\nservices:\n  web: {image: nginx}\n  same: {image: x}\n",
            "a.yaml", "services: {web: {image: redis}, same: {image: x}}");

        CollectionAssert.AreEqual(
            new[] { "compose.yaml(3,3): error CSEC0104: 'web' is declared here and in the included file a.yaml; rename one of them, or put the change into an override file." },
            ComposeFiles.ProblemsOf(result));
    }

    [TestMethod]
    public void Include_CycleOverSeveralFiles_IsAnError()
    {
        var result = ComposeFiles.Read(1, "compose.yaml", "include: [a.yaml]", "a.yaml", "include: [b.yaml]", "b.yaml", "include: [a.yaml]");

        CollectionAssert.AreEqual(
            new[] { "b.yaml(1,11): error CSEC0104: 'a.yaml' includes itself (compose.yaml includes a.yaml includes b.yaml includes a.yaml); take one of the includes away." },
            ComposeFiles.ProblemsOf(result));
    }

    [TestMethod]
    public void Include_OverrideFile_ChangesIncludedServices()
    {
        var result = ComposeFiles.Read(
            2,
            "compose.yaml", "include: [a.yaml]",
            "compose.override.yaml", "services: {web: {privileged: true}}",
            "a.yaml", "services: {web: {image: redis}}");

        Assert.AreEqual("Privileges.Privileged = True; Image.Reference = redis", result.Facts());
    }

    [TestMethod]
    public void Anchors_AndMergeKeys_KeepThePlaceOfTheAnchor()
    {
        var result = ComposeFiles.Read("x-base: &base\n  privileged: true\n  environment: &env {A: 1}\nservices:\n  web:\n    <<: *base\n    environment:\n      <<: *env\n      B: 2\n");

        Assert.AreEqual("Privileges.Privileged = True; Configuration.Environment = [{Name=B Value=2}, {Name=A Value=1}]", result.Facts());
        Assert.AreEqual("compose.yaml:2:15", result.Deployment.Workloads[0].Privileges.Privileged.Origin!.Description);
    }
}
