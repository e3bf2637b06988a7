namespace ContainerSec.Tests.Compose;

/// <summary>Keys of a service, each alone, in every form → everything that is known of the workload.</summary>
[TestClass]
public class ComposeServiceTests
{
    [TestMethod]
    [DataRow("container_name: x", "")]
    [DataRow("image: nginx:1.27", "Image.Reference = nginx:1.27")]
    [DataRow("image: nginx:${TAG}", "Image.Reference = ?")]
    [DataRow("image: nginx:${TAG:-1.27}", "Image.Reference = nginx:1.27")]
    [DataRow("pull_policy: if_not_present", "Image.PullPolicy = missing")]
    // switches
    [DataRow("privileged: true", "Privileges.Privileged = True")]
    [DataRow("privileged: \"true\"", "Privileges.Privileged = True")]
    [DataRow("privileged: \"1\"", "Privileges.Privileged = True")]
    [DataRow("privileged: yes", "Privileges.Privileged = True")]
    [DataRow("privileged: ${P:-false}", "Privileges.Privileged = False")]
    [DataRow("privileged: ${P}", "Privileges.Privileged = ?")]
    [DataRow("privileged:", "")]
    [DataRow("read_only: true", "Confinement.ReadOnlyRootFileSystem = True")]
    [DataRow("oom_kill_disable: true", "Resources.OomKillDisabled = True")]
    [DataRow("init: true\nstdin_open: true\ntty: true\nattach: false", "")]
    // users and capabilities
    [DataRow("user: root", "Privileges.User = root")]
    [DataRow("user: \"1000:0\"", "Privileges.User = 1000; Privileges.Group = 0")]
    [DataRow("user: 0", "Privileges.User = 0")]
    [DataRow("user: ${UID}:${GID:-10}", "Privileges.User = ?; Privileges.Group = 10")]
    [DataRow("group_add: [docker, 0]", "Privileges.SupplementaryGroups = [docker, 0]")]
    [DataRow("cap_add: [ALL]\ncap_drop:\n- NET_RAW", "Privileges.CapabilitiesAdded = [ALL]; Privileges.CapabilitiesDropped = [NET_RAW]")]
    [DataRow("cap_add: [\"$C\"]", "Privileges.CapabilitiesAdded = [?]")]
    [DataRow("cap_drop: []", "Privileges.CapabilitiesDropped = []")]
    // security_opt
    [DataRow("security_opt: [\"no-new-privileges:true\"]", "Privileges.NoNewPrivileges = True")]
    [DataRow("security_opt: [no-new-privileges=false]", "Privileges.NoNewPrivileges = False")]
    [DataRow("security_opt: [no-new-privileges]", "Privileges.NoNewPrivileges = True")]
    [DataRow("security_opt: [\"seccomp:unconfined\", apparmor=unconfined]", "Confinement.Seccomp = Unconfined:unconfined; Confinement.AppArmor = Unconfined:unconfined")]
    [DataRow("security_opt: [\"seccomp:./p.json\", \"apparmor:docker-default\"]", "Confinement.Seccomp = Localhost:./p.json; Confinement.AppArmor = RuntimeDefault:docker-default")]
    [DataRow("security_opt: [\"label:disable\"]", "Confinement.SeLinuxDisabled = True")]
    [DataRow("security_opt: [\"label:type:spc_t\", \"label=user:u\"]", "Confinement.SeLinuxUser = u; Confinement.SeLinuxType = spc_t")]
    [DataRow("security_opt: [systempaths=unconfined]", "Confinement.MaskedPaths = []; Confinement.ReadOnlyPaths = []")]
    [DataRow("security_opt: [\"seccomp:${PROFILE}\"]", "Confinement.Seccomp = ?")]
    // namespaces
    [DataRow("network_mode: host", "Isolation.Network = Host")]
    [DataRow("network_mode: none", "Isolation.Network = None")]
    [DataRow("network_mode: bridge", "Isolation.Network = Private")]
    [DataRow("network_mode: service:db", "Isolation.Network = Container:db")]
    [DataRow("network_mode: \"container:x\"", "Isolation.Network = Container:x")]
    [DataRow("network_mode: ${MODE}", "Isolation.Network = ?")]
    [DataRow("pid: host\nipc: host\nuts: host\nuserns_mode: host\ncgroup: host", "Isolation.Pid = Host; Isolation.Ipc = Host; Isolation.Uts = Host; Isolation.User = Host; Isolation.Cgroup = Host")]
    [DataRow("pid: service:db\nipc: shareable\ncgroup: private", "Isolation.Pid = Container:db; Isolation.Ipc = Shareable; Isolation.Cgroup = Private")]
    [DataRow("cgroup_parent: /x\nruntime: runsc\nisolation: HyperV\nplatform: windows/amd64", "Resources.CgroupParent = /x; Isolation.Runtime = runsc; Isolation.WindowsIsolation = hyperv; Isolation.OperatingSystem = windows")]
    [DataRow("platform: arm64", "")]
    // limits
    [DataRow("mem_limit: 512m\nmem_reservation: 1gb\ncpus: 1.5\npids_limit: -1", "Resources.MemoryLimit = 536870912; Resources.MemoryRequest = 1073741824; Resources.CpuLimit = 1.5; Resources.PidsLimit = -1")]
    [DataRow("mem_limit: 1000000", "Resources.MemoryLimit = 1000000")]
    [DataRow("mem_limit: ${M}m", "Resources.MemoryLimit = ?")]
    [DataRow("cpus: \"0.50\"", "Resources.CpuLimit = 0.5")]
    [DataRow("cpu_quota: 50000", "Resources.CpuLimit = 0.5")]
    [DataRow("cpu_quota: 50000\ncpu_period: 25000", "Resources.CpuLimit = 2")]
    [DataRow("deploy:\n  resources:\n    limits: {cpus: '2', memory: 1g, pids: 100}\n    reservations: {cpus: '0.25', memory: 20M}", "Resources.MemoryLimit = 1073741824; Resources.MemoryRequest = 20971520; Resources.CpuLimit = 2; Resources.CpuRequest = 0.25; Resources.PidsLimit = 100")]
    [DataRow("mem_limit: 1m\ndeploy: {resources: {limits: {memory: 2m}}}", "Resources.MemoryLimit = 2097152", DisplayName = "deploy wins")]
    [DataRow("ulimits: {nproc: 65535, nofile: {soft: 20000, hard: -1}}", "Resources.Ulimits = [{Name=nproc Soft=65535 Hard=65535}, {Name=nofile Soft=20000 Hard=-1}]")]
    [DataRow("ulimits: {nproc: \"${N}\"}", "Resources.Ulimits = [?]")]
    // devices
    [DataRow("devices: [/dev/sda, \"/dev/a:/dev/b:rwm\", \"/dev/c:r\"]", "Storage.Devices = [{HostPath=/dev/sda}, {HostPath=/dev/a ContainerPath=/dev/b Permissions=rwm}, {HostPath=/dev/c Permissions=r}]")]
    [DataRow("devices:\n- source: /dev/mem\n  target: /dev/m\n  permissions: r", "Storage.Devices = [{HostPath=/dev/mem ContainerPath=/dev/m Permissions=r}]")]
    [DataRow("devices: [\"${DISK}:/dev/x\"]\ndevice_cgroup_rules: ['c 1:3 mr']\nvolumes_from: [\"db:ro\"]", "Storage.Devices = [?]; Storage.DeviceCgroupRules = [c 1:3 mr]; Storage.VolumesFrom = [db:ro]")]
    // sysctls, hosts, networks
    [DataRow("sysctls: {net.core.somaxconn: 1024}", "Confinement.Sysctls = [{Name=net.core.somaxconn Value=1024}]")]
    [DataRow("sysctls: [net.core.somaxconn=1024, kernel/msgmax=1]", "Confinement.Sysctls = [{Name=net.core.somaxconn Value=1024}, {Name=kernel.msgmax Value=1}]")]
    [DataRow("extra_hosts: [\"a:10.0.0.1\", \"b=::1\"]", "Network.ExtraHosts = [a:10.0.0.1, b:::1]")]
    [DataRow("extra_hosts: {a: 10.0.0.1, b: [10.0.0.2, 10.0.0.3]}", "Network.ExtraHosts = [a:10.0.0.1, b:10.0.0.2, b:10.0.0.3]")]
    [DataRow("networks: [front, back]", "Network.Networks = [front, back]")]
    [DataRow("networks: {front: null, back: {aliases: [db]}}", "Network.Networks = [front, back]")]
    [DataRow("expose: [3000, \"8000-8010/udp\"]", "Network.ExposedPorts = [{Port=3000 Last=3000}, {Port=8000 Last=8010 Protocol=udp}]")]
    [DataRow("dns: 8.8.8.8\nlinks: [db]\nexternal_links: [x]\ndepends_on: [db]\nhostname: a\ndomainname: b", "")]
    // lifecycle
    [DataRow("restart: no", "Lifecycle.Restart = {Name=no}")]
    [DataRow("restart: \"on-failure:3\"", "Lifecycle.Restart = {Name=on-failure MaxAttempts=3}")]
    [DataRow("restart: unless-stopped", "Lifecycle.Restart = {Name=unless-stopped}")]
    [DataRow("deploy: {restart_policy: {condition: on-failure, max_attempts: 5}}\nrestart: always", "Lifecycle.Restart = {Name=on-failure MaxAttempts=5}")]
    [DataRow("deploy: {restart_policy: {delay: 5s}}", "Lifecycle.Restart = {Name=always}")]
    [DataRow("healthcheck: {disable: true}", "Lifecycle.HealthCheck = {Disabled=True}")]
    [DataRow("healthcheck: {test: [NONE]}", "Lifecycle.HealthCheck = {Disabled=True}")]
    [DataRow("healthcheck: {test: NONE}", "Lifecycle.HealthCheck = {Disabled=True}")]
    [DataRow("healthcheck: {test: [CMD, curl, localhost], interval: 5s}", "Lifecycle.HealthCheck = {Command=curl localhost}")]
    [DataRow("healthcheck: {test: curl localhost || exit 1}", "Lifecycle.HealthCheck = {Command=curl localhost || exit 1}")]
    [DataRow("healthcheck: {interval: 5s}", "")]
    [DataRow("logging: {driver: none, options: {max-size: 1m}}", "Lifecycle.LogDriver = none")]
    [DataRow("post_start: [{command: chown x /data, user: root, privileged: true}]\npre_stop: [{command: [a]}]", "Lifecycle.Hooks = [{Name=post_start Command=[chown, x, /data] Privileged=True User=root}, {Name=pre_stop Command=[a]}]")]
    // commands
    [DataRow("command: [a, \"b c\"]", "Configuration.Command = [a, b c]")]
    [DataRow("command: a 'b c' \"d\\\"e\" f\\ g", "Configuration.Command = [a, b c, d\"e, f g]")]
    [DataRow("command: run --key=${KEY} $$HOME", "Configuration.Command = [run, ?, $HOME, ...]")]
    [DataRow("command: run \"${KEY}\"", "Configuration.Command = [run, ?]")]
    [DataRow("entrypoint: \"\"\ncommand: []", "Configuration.Entrypoint = []; Configuration.Command = []")]
    [DataRow("entrypoint: [sh, -c]\ncommand: null\nworking_dir: /app", "Configuration.Entrypoint = [sh, -c]; Configuration.WorkingDirectory = /app")]
    // environment and labels
    [DataRow("environment: {A: b, N: 1, T: true, E: '', H: }", "Configuration.Environment = [{Name=A Value=b}, {Name=N Value=1}, {Name=T Value=true}, {Name=E Value=''}, {Name=H Value=? Source=HostEnvironment}]")]
    [DataRow("environment: [A=b=c, E=, H, \"Q=a b\"]", "Configuration.Environment = [{Name=A Value=b=c}, {Name=E Value=''}, {Name=H Value=? Source=HostEnvironment}, {Name=Q Value=a b}]")]
    [DataRow("environment: {A: \"${X}\", B: \"${X:-d}\", C: \"a$$b\"}", "Configuration.Environment = [{Name=A Value=? Source=Interpolated}, {Name=B Value=d Source=Interpolated}, {Name=C Value=a$b}]")]
    [DataRow("environment: [\"A=${X}\", \"$Y\"]", "Configuration.Environment = [{Name=A Value=? Source=Interpolated}, ?]")]
    [DataRow("environment: [A=1, A=2]", "Configuration.Environment = [{Name=A Value=1}, {Name=A Value=2}]", DisplayName = "a name may occur twice")]
    [DataRow("env_file: missing.env", "Configuration.Environment = [...]")]
    [DataRow("env_file: [{path: missing.env, required: false}]\nenvironment: [A=1]", "Configuration.Environment = [{Name=A Value=1}, ...]")]
    [DataRow("labels: {a: b}\nannotations: {x: y}", "Configuration.Labels = [{Name=a Value=b}]")]
    [DataRow("labels: [a=b, c]", "Configuration.Labels = [{Name=a Value=b}, {Name=c}]")]
    [DataRow("label_file: l.env", "Configuration.Labels = [...]")]
    [DataRow("x-anything: [1, {a: b}]\nprofiles: [debug]\nscale: 2", "")]
    public void Service_Key(string keys, string expected) => Assert.AreEqual(expected, ComposeFiles.ReadService(keys).Facts());

    [TestMethod]
    [DataRow("3000", "{ContainerPort=3000}")]
    [DataRow("3000-3005", "{ContainerPort=3000-3005}")]
    [DataRow("8000:80", "{HostPort=8000 ContainerPort=80}")]
    [DataRow("9090-9091:8080-8081", "{HostPort=9090-9091 ContainerPort=8080-8081}")]
    [DataRow("127.0.0.1:8001:8001", "{HostAddress=127.0.0.1 HostPort=8001 ContainerPort=8001}")]
    [DataRow("127.0.0.1::5000", "{HostAddress=127.0.0.1 ContainerPort=5000}")]
    [DataRow("6060:6060/udp", "{HostPort=6060 ContainerPort=6060 Protocol=udp}")]
    [DataRow("[::1]:80:80", "{HostAddress=::1 HostPort=80 ContainerPort=80}")]
    [DataRow("::1:80:80", "{HostAddress=::1 HostPort=80 ContainerPort=80}")]
    [DataRow("0.0.0.0:80:80", "{HostAddress=0.0.0.0 HostPort=80 ContainerPort=80}")]
    [DataRow("${PORT}:80", "{HostAddress=? HostPort=? ContainerPort=80}", DisplayName = "the variable may hold an address")]
    [DataRow("127.0.0.1:${PORT}:80", "{HostAddress=127.0.0.1 HostPort=? ContainerPort=80}")]
    [DataRow("${BIND:-127.0.0.1}:80:80", "{HostAddress=127.0.0.1 HostPort=80 ContainerPort=80}")]
    [DataRow("80:${PORT}", "{HostPort=80 ContainerPort=?}")]
    [DataRow("${PORT}", "?")]
    public void Ports_Short(string port, string expected) =>
        Assert.AreEqual($"Network.Ports = [{expected}]", ComposeFiles.ReadService($"ports: [\"{port}\"]").Facts());

    [TestMethod]
    [DataRow("{target: 80}", "{ContainerPort=80}")]
    [DataRow("{target: 80, published: 8080, host_ip: 127.0.0.1, protocol: UDP, mode: host}", "{HostAddress=127.0.0.1 HostPort=8080 ContainerPort=80 Protocol=udp}")]
    [DataRow("{target: 80, published: '8080-8090', name: http, app_protocol: http}", "{HostPort=8080-8090 ContainerPort=80}")]
    [DataRow("{target: '${T}', host_ip: '${IP}'}", "{HostAddress=? ContainerPort=?}")]
    public void Ports_Long(string port, string expected) =>
        Assert.AreEqual($"Network.Ports = [{expected}]", ComposeFiles.ReadService($"ports: [{port}]").Facts());

    [TestMethod]
    [DataRow("/data", "{Kind=Volume Target=/data}")]
    [DataRow("data:/data", "{Kind=Volume Source=data Target=/data}")]
    [DataRow("./data:/data:ro", "{Kind=Bind Source=./data Target=/data ReadOnly=True}")]
    [DataRow("../..:/w:rw,z", "{Kind=Bind Source=../.. Target=/w ReadOnly=False}")]
    [DataRow("~/.ssh:/root/.ssh:ro,Z", "{Kind=Bind Source=~/.ssh Target=/root/.ssh ReadOnly=True}")]
    [DataRow("/var/run/docker.sock:/var/run/docker.sock", "{Kind=Bind Source=/var/run/docker.sock Target=/var/run/docker.sock}")]
    [DataRow("/mnt:/mnt:rshared", "{Kind=Bind Source=/mnt Target=/mnt Propagation=rshared}")]
    [DataRow(@"C:\data:C:\app:ro", @"{Kind=Bind Source=C:\data Target=C:\app ReadOnly=True}")]
    [DataRow("c:/data:/app", "{Kind=Bind Source=c:/data Target=/app}")]
    [DataRow(@"\\.\pipe\docker_engine:\\.\pipe\docker_engine", @"{Kind=NamedPipe Source=\\.\pipe\docker_engine Target=\\.\pipe\docker_engine}")]
    [DataRow("data:/data:nocopy", "{Kind=Volume Source=data Target=/data}")]
    [DataRow("${DATA}:/data", "{Kind=Bind Source=? Target=/data}")]
    [DataRow("${DATA:-./data}:/data", "{Kind=Bind Source=./data Target=/data}")]
    [DataRow("${HOME}/.aws:/root/.aws", "{Kind=Bind Source=~/.aws Target=/root/.aws}", DisplayName = "$HOME is what ~ stands for")]
    [DataRow("$PWD:/app", "{Kind=Bind Source=. Target=/app}")]
    [DataRow("/a:/b:$MODE", "{Kind=Bind Source=/a Target=/b ReadOnly=? Propagation=?}")]
    [DataRow("$V", "?")]
    public void Volumes_Short(string volume, string expected) =>
        Assert.AreEqual($"Storage.Mounts = [{expected}]", ComposeFiles.ReadService($"volumes: ['{volume}']").Facts());

    [TestMethod]
    [DataRow("volumes: [{type: bind, source: /etc, target: /host, read_only: true, bind: {propagation: shared}}]", "{Kind=Bind Source=/etc Target=/host ReadOnly=True Propagation=shared}")]
    [DataRow("volumes: [{type: volume, source: data, target: /data, volume: {nocopy: true}}]", "{Kind=Volume Source=data Target=/data}")]
    [DataRow("volumes: [{type: tmpfs, target: /run, tmpfs: {size: 1m, mode: 0o777}}]", "{Kind=Tmpfs Target=/run Mode=511}")]
    [DataRow("volumes: [{type: npipe, source: '\\\\.\\pipe\\x', target: '\\\\.\\pipe\\x'}]", @"{Kind=NamedPipe Source=\\.\pipe\x Target=\\.\pipe\x}")]
    [DataRow("volumes: [{type: image, source: nginx, target: /i}]", "{Kind=Image Source=nginx Target=/i}")]
    [DataRow("volumes: [{type: bind, source: \"${HOME}/.ssh\", target: /s}]", "{Kind=Bind Source=~/.ssh Target=/s}")]
    [DataRow("volumes: [{type: $T, source: /a, target: /b}]", "?")]
    [DataRow("tmpfs: /run", "{Kind=Tmpfs Target=/run}")]
    [DataRow("tmpfs: [\"/tmp:mode=1777,size=1m,ro\"]", "{Kind=Tmpfs Target=/tmp ReadOnly=True Mode=1023}")]
    [DataRow("use_api_socket: true", "{Kind=Bind Source=/var/run/docker.sock Target=/var/run/docker.sock}")]
    [DataRow("configs: [{source: c, target: /etc/c, mode: 0444}]", "{Kind=Config Source=c Target=/etc/c ReadOnly=True Mode=292}")]
    [DataRow("configs: [c]", "{Kind=Config Source=c Target=/c ReadOnly=True}")]
    public void Mounts_OtherForms(string keys, string expected) =>
        Assert.AreEqual($"Storage.Mounts = [{expected}]", ComposeFiles.ReadService(keys).Facts());

    [TestMethod]
    public void Secrets_AreMountedFiles() => Assert.AreEqual(
        "Storage.Mounts = [{Kind=Secret Source=db Target=/run/secrets/db ReadOnly=True}, {Kind=Secret Source=key Target=/run/secrets/k ReadOnly=True Mode=511}]; Configuration.Secrets = [db, key]",
        ComposeFiles.ReadService("secrets: [db, {source: key, target: k, mode: 0777, uid: '0'}]").Facts());

    [TestMethod]
    [DataRow("build: ./api", "Image.Build.BuildContext = ./api")]
    [DataRow("build: {context: https://github.com/a/b.git, dockerfile: D, target: t}", "Image.Build.BuildContext = https://github.com/a/b.git; Image.Build.DockerfilePath = D; Image.Build.Target = t")]
    [DataRow("build: {context: ., network: host, privileged: true, entitlements: [security.insecure], secrets: [a, {source: b}], labels: {c: d}}", "Image.Build.BuildContext = .; Image.Build.Network = Host; Image.Build.Privileged = True; Image.Build.Entitlements = [security.insecure]; Image.Build.Secrets = [a, b]; Image.Build.Labels = [{Name=c Value=d}]")]
    public void Build(string keys, string expected) => Assert.AreEqual(
        $"Image.Build.Surface = Compose; {expected}; Image.Build.Name = web; Image.Build.Kind = build of service; Image.Build.Context = Production", ComposeFiles.ReadService(keys).Facts());

    [TestMethod]
    [DataRow("{A: b, T: \"${TOKEN}\", H: }")]
    [DataRow("[A=b, \"T=${TOKEN}\", H]")]
    public void Build_Arguments(string arguments)
    {
        var build = ComposeFiles.ReadService($"build:\n  context: .\n  args: {arguments}").Deployment.Builds.Single();

        Assert.AreEqual("Arguments = [{Name=A Value=b}, {Name=T Value=? Source=Interpolated}, {Name=H Value=? Source=HostEnvironment}]", FactPrinter.Print(build, "BuildContext"));
    }

    [TestMethod]
    public void Build_InlineDockerfile_IsReadWhereItStands()
    {
        var result = ComposeFiles.Read("services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM debian:12\n        USER root\n        RUN echo $$HOME\n    privileged: true\n");

        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        var image = result.Deployment.Images.Single();
        Assert.AreEqual("debian:12", image.BaseImage.Value!.Text);
        Assert.AreEqual("compose.yaml:7:14", image.User.Origin!.Description);
        Assert.HasCount(1, result.Deployment.Dockerfiles);
    }

    [TestMethod]
    public void Definitions_AreRead()
    {
        var deployment = ComposeFiles.Read(
            """
            networks:
              front: {driver: overlay, internal: true, driver_opts: {encrypted: ""}}
              old: {external: {name: x}}
              back:
            volumes:
              data: {driver: local, driver_opts: {type: none, o: bind, device: /etc}}
              ext: {external: true}
            secrets:
              a: {file: ./a.txt}
              b: {environment: B}
            configs:
              c: {content: "x: ${Y}"}
            """).Deployment;

        CollectionAssert.AreEqual(
            new[]
            {
                "network 'front': Driver = overlay; Internal = True; Options = [{Name=encrypted}]",
                "network 'old': EngineName = x; External = True",
                "network 'back': ",
                "volume 'data': Driver = local; Options = [{Name=type Value=none}, {Name=o Value=bind}, {Name=device Value=/etc}]",
                "volume 'ext': External = True",
                "secret 'a': File = ./a.txt; IsSecret = True",
                "secret 'b': Environment = B; IsSecret = True",
                "config 'c': Content = ?; IsSecret = False",
            },
            deployment.Networks.Concat<Subject>(deployment.Volumes).Concat(deployment.Secrets).Select(static s => $"{s.Description}: {FactPrinter.Print(s)}").ToArray());
    }
}
