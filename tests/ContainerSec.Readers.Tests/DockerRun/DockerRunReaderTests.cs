using ContainerSec.Readers;
using ContainerSec.Testing;
using CsCheck;

namespace ContainerSec.Tests.DockerRun;

[TestClass]
public class DockerRunReaderTests
{
    /// <summary>Options before the image → everything that is known of the container but its image.</summary>
    [TestMethod]
    [DataRow("", "")]
    // flags as pflag reads them
    [DataRow("--privileged", "Privileges.Privileged = True")]
    [DataRow("--privileged=false", "Privileges.Privileged = False")]
    [DataRow("--privileged=1 -it", "Privileges.Privileged = True")]
    [DataRow("--privileged=$P", "Privileges.Privileged = ?")]
    [DataRow("-itdu0", "Privileges.User = 0")]
    [DataRow("-itd -u=0:10", "Privileges.User = 0; Privileges.Group = 10")]
    [DataRow("-itdp80:80 --name web", "Network.Ports = [{HostPort=80 ContainerPort=80}]")]
    [DataRow("-eA=B -e=C=D -e E --env F=", "Configuration.Environment = [{Name=A Value=B}, {Name=C Value=D}, {Name=E Value=? Source=HostEnvironment}, {Name=F Value=''}]")]
    [DataRow("--net host --rm", "Isolation.Network = Host; Lifecycle.AutoRemove = True")]
    // users and capabilities
    [DataRow("--user 1000 --group-add 0 --group-add docker", "Privileges.User = 1000; Privileges.SupplementaryGroups = [0, docker]")]
    [DataRow("-u $(id -u):$(id -g)", "Privileges.User = ?; Privileges.Group = ?")]
    [DataRow("--cap-add NET_ADMIN --cap-drop=ALL", "Privileges.CapabilitiesAdded = [NET_ADMIN]; Privileges.CapabilitiesDropped = [ALL]")]
    [DataRow("--cap-add $C", "Privileges.CapabilitiesAdded = [?]")]
    // security options
    [DataRow("--security-opt no-new-privileges", "Privileges.NoNewPrivileges = True")]
    [DataRow("--security-opt=no-new-privileges:true", "Privileges.NoNewPrivileges = True")]
    [DataRow("--security-opt no-new-privileges=false", "Privileges.NoNewPrivileges = False")]
    [DataRow("--security-opt seccomp=unconfined --security-opt apparmor:unconfined", "Confinement.Seccomp = Unconfined:unconfined; Confinement.AppArmor = Unconfined:unconfined")]
    [DataRow("--security-opt seccomp=p.json --security-opt apparmor=docker-default", "Confinement.Seccomp = Localhost:p.json; Confinement.AppArmor = RuntimeDefault:docker-default")]
    [DataRow("--security-opt seccomp=unconfined --security-opt seccomp=builtin", "Confinement.Seccomp = RuntimeDefault:builtin")]
    [DataRow("--security-opt label=disable", "Confinement.SeLinuxDisabled = True")]
    [DataRow("--security-opt label=type:spc_t --security-opt label:user:u --security-opt label=role:r --security-opt label=level:s0", "Confinement.SeLinuxUser = u; Confinement.SeLinuxRole = r; Confinement.SeLinuxType = spc_t")]
    [DataRow("--security-opt systempaths=unconfined", "Confinement.MaskedPaths = []; Confinement.ReadOnlyPaths = []")]
    [DataRow("--security-opt seccomp=$P", "Confinement.Seccomp = ?")]
    // namespaces
    [DataRow("--pid host --ipc=host --uts host --userns host --cgroupns host", "Isolation.Pid = Host; Isolation.Ipc = Host; Isolation.Uts = Host; Isolation.User = Host; Isolation.Cgroup = Host")]
    [DataRow("--pid container:db --ipc shareable", "Isolation.Pid = Container:db; Isolation.Ipc = Shareable")]
    [DataRow("--network none", "Isolation.Network = None")]
    [DataRow("--network container:$ID", "Isolation.Network = Container")]
    [DataRow("--network name=back,alias=db --network front", "Isolation.Network = NamedNetwork:back; Network.Networks = [back, front]")]
    [DataRow("--network bridge", "Isolation.Network = Private; Network.Networks = [bridge]")]
    [DataRow("--runtime runsc --isolation HyperV --platform windows/amd64", "Isolation.Runtime = runsc; Isolation.WindowsIsolation = hyperv; Isolation.OperatingSystem = windows")]
    // limits
    [DataRow("-m 512m --memory-reservation 1.5g --cpus 1.5 --pids-limit=-1", "Resources.MemoryLimit = 536870912; Resources.MemoryRequest = 1610612736; Resources.CpuLimit = 1.5; Resources.PidsLimit = -1")]
    [DataRow("--cpu-quota 50000", "Resources.CpuLimit = 0.5")]
    [DataRow("--cpu-quota 50000 --cpu-period 25000", "Resources.CpuLimit = 2")]
    [DataRow("--oom-kill-disable --cgroup-parent /x --ulimit nofile=10:20 --ulimit nproc=-1", "Resources.OomKillDisabled = True; Resources.CgroupParent = /x; Resources.Ulimits = [{Name=nofile Soft=10 Hard=20}, {Name=nproc Soft=-1 Hard=-1}]")]
    [DataRow("--memory ${MEM}m", "Resources.MemoryLimit = ?")]
    // mounts
    [DataRow("-v /var/run/docker.sock:/var/run/docker.sock:ro,z", "Storage.Mounts = [{Kind=Bind Source=/var/run/docker.sock Target=/var/run/docker.sock ReadOnly=True}]")]
    [DataRow("-v data:/data -v /anonymous", "Storage.Mounts = [{Kind=Volume Source=data Target=/data}, {Kind=Volume Target=/anonymous}]")]
    [DataRow("-v $PWD:/app -v ${HOME}/.ssh:/root/.ssh:ro -v $V", "Storage.Mounts = [{Kind=Bind Source=? Target=/app}, {Kind=Bind Source=? Target=/root/.ssh ReadOnly=True}, ?]")]
    [DataRow(@"-v C:\data:C:\app:ro", @"Storage.Mounts = [{Kind=Bind Source=C:\data Target=C:\app ReadOnly=True}]")]
    [DataRow("-v c:/data:/app", "Storage.Mounts = [{Kind=Bind Source=c:/data Target=/app}]")]
    [DataRow(@"-v \\.\pipe\docker_engine:\\.\pipe\docker_engine", @"Storage.Mounts = [{Kind=NamedPipe Source=\\.\pipe\docker_engine Target=\\.\pipe\docker_engine}]")]
    [DataRow("-v //./pipe/docker_engine://./pipe/docker_engine", "Storage.Mounts = [{Kind=NamedPipe Source=//./pipe/docker_engine Target=//./pipe/docker_engine}]")]
    [DataRow("-v /:/host:rshared", "Storage.Mounts = [{Kind=Bind Source=/ Target=/host Propagation=rshared}]")]
    [DataRow("--mount type=bind,src=/etc,dst=/e,readonly,bind-propagation=rslave", "Storage.Mounts = [{Kind=Bind Source=/etc Target=/e ReadOnly=True Propagation=rslave}]")]
    [DataRow("--mount source=v,target=/v,ro=false --mount type=tmpfs,target=/t,tmpfs-mode=1777,tmpfs-size=64m", "Storage.Mounts = [{Kind=Volume Source=v Target=/v ReadOnly=False}, {Kind=Tmpfs Target=/t Mode=1023}]")]
    [DataRow("--mount 'type=volume,target=/n,\"volume-opt=o=addr=10.0.0.1,rw\"'", "Storage.Mounts = [{Kind=Volume Target=/n}]")]
    [DataRow("--tmpfs /run:rw,noexec,mode=755 --tmpfs /tmp", "Storage.Mounts = [{Kind=Tmpfs Target=/run ReadOnly=False Mode=493}, {Kind=Tmpfs Target=/tmp}]")]
    [DataRow("--volumes-from db --device /dev/sda:/dev/x:rm --device /dev/kvm:rw --device-cgroup-rule 'c 1:3 mr'", "Storage.Devices = [{HostPath=/dev/sda ContainerPath=/dev/x Permissions=rm}, {HostPath=/dev/kvm Permissions=rw}]; Storage.DeviceCgroupRules = [c 1:3 mr]; Storage.VolumesFrom = [db]")]
    [DataRow("--device vendor.com/gpu=all --gpus all", "Storage.Devices = [{HostPath=vendor.com/gpu=all}]")]
    [DataRow("--use-api-socket", "Storage.Mounts = [{Kind=Bind Source=/var/run/docker.sock Target=/var/run/docker.sock}]")]
    // confinement
    [DataRow("--read-only --sysctl net.ipv4.ip_forward=1 --sysctl net/core/somaxconn=2", "Confinement.Sysctls = [{Name=net.ipv4.ip_forward Value=1}, {Name=net.core.somaxconn Value=2}]; Confinement.ReadOnlyRootFileSystem = True")]
    // network
    [DataRow("-p 127.0.0.1:8080:80/udp -p 80 -p 127.0.0.1::53", "Network.Ports = [{HostAddress=127.0.0.1 HostPort=8080 ContainerPort=80 Protocol=udp}, {ContainerPort=80}, {HostAddress=127.0.0.1 ContainerPort=53}]")]
    [DataRow("-p [::1]:80:80 -p 8000-8010:80-90 -p $PORT:80", "Network.Ports = [{HostAddress=::1 HostPort=80 ContainerPort=80}, {HostPort=8000-8010 ContainerPort=80-90}, {HostPort=? ContainerPort=80}]")]
    [DataRow("-p published=8080,target=80,mode=host", "Network.Ports = [{HostPort=8080 ContainerPort=80}]")]
    [DataRow("-P --expose 22 --expose 100-200/udp --add-host h:host-gateway --add-host g=10.0.0.1", "Network.ExposedPorts = [{Port=22 Last=22}, {Port=100 Last=200 Protocol=udp}]; Network.PublishAllPorts = True; Network.ExtraHosts = [h:host-gateway, g:10.0.0.1]")]
    // configuration
    [DataRow("-e PASSWORD=$P -e \"A=b c\" -e $X", "Configuration.Environment = [{Name=PASSWORD Value=? Source=Interpolated}, {Name=A Value=b c}, ?]")]
    [DataRow("--env-file prod.env -e A=1", "Configuration.Environment = [{Name=A Value=1}, ...]")]
    [DataRow("-l a=b --label c --entrypoint /bin/sh -w /src", "Configuration.Entrypoint = [/bin/sh]; Configuration.Labels = [{Name=a Value=b}, {Name=c}]; Configuration.WorkingDirectory = /src")]
    [DataRow("--entrypoint=", "Configuration.Entrypoint = []")]
    // lifecycle
    [DataRow("--restart on-failure:5 --log-driver none --no-healthcheck", "Lifecycle.Restart = {Name=on-failure MaxAttempts=5}; Lifecycle.HealthCheck = {Disabled=True}; Lifecycle.LogDriver = none")]
    [DataRow("--health-cmd 'curl localhost' --health-interval 5s --restart=unless-stopped", "Lifecycle.Restart = {Name=unless-stopped}; Lifecycle.HealthCheck = {Command=curl localhost}")]
    [DataRow("--pull Always", "Image.PullPolicy = always")]
    public void Read_Options(string flags, string expected)
    {
        var result = Read($"docker run {flags} nginx");

        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        Assert.AreEqual("Image.Reference = nginx", FactPrinter.Print(Single(result)).Split("; ").First(static l => l.StartsWith("Image.Reference", StringComparison.Ordinal)));
        Assert.AreEqual(expected, FactPrinter.Print(Single(result), "Image.Reference"));
    }

    [TestMethod]
    [DataRow("podman run --cap-add=A,B nginx", "Privileges.CapabilitiesAdded = [A, B]")]
    [DataRow("podman run --userns keep-id:uid=1 --network slirp4netns nginx", "Isolation.Network = Private; Isolation.User = Private; Network.Networks = [slirp4netns]")]
    [DataRow("podman run --security-opt unmask=ALL nginx", "Confinement.MaskedPaths = []; Confinement.ReadOnlyPaths = []")]
    [DataRow("podman run --security-opt unmask=/proc/acpi nginx", "Confinement.MaskedPaths = ?; Confinement.ReadOnlyPaths = ?")]
    [DataRow("podman run --secret db --secret key,type=env,target=KEY --health-cmd none nginx", "Configuration.Environment = [{Name=KEY Value=? Source=Secret}]; Configuration.Secrets = [db, key]; Lifecycle.HealthCheck = {Disabled=True}")]
    public void Read_Podman(string command, string expected)
    {
        var result = Read(command);

        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        Assert.AreEqual(EngineProfile.Podman, Single(result).Engine);
        Assert.AreEqual(expected, FactPrinter.Print(Single(result), "Image.Reference"));
    }

    /// <summary>Whole texts → image and command of each container.</summary>
    [TestMethod]
    [DataRow("docker run nginx sh -c 'a b' --privileged", "nginx sh|-c|a b|--privileged")]
    [DataRow("docker create --name web -- nginx:1", "nginx:1 ")]
    [DataRow("docker container run --rm \\\n  -d \\\r\n  nginx", "nginx ")]
    [DataRow("docker run `\n  -d nginx", "nginx ")]
    [DataRow("docker run ^\r\n  -d nginx", "nginx ")]
    [DataRow("sudo -E docker --context x -H tcp://a:2376 run nginx", "nginx ")]
    [DataRow("ID=$(docker run -d nginx) && docker run redis; docker ps | xargs docker rm", "nginx ;redis ")]
    [DataRow("# docker run a\n$ docker run b # docker run c\necho docker run d", "b ")]
    [DataRow("if true; then\n  /usr/bin/docker run nginx > /dev/null 2>&1 <in\nfi", "nginx ")]
    [DataRow("cat <<'EOF' > x\ndocker run a\nEOF\ndocker run b", "b ")]
    [DataRow("docker run $IMAGE", "? ")]
    [DataRow("docker run $1", "? ")]
    [DataRow("docker run -d $IMAGE:1.2 sh", "? sh")]
    [DataRow("docker run ${IMG} sh $ARGS", "? sh|?...")]
    [DataRow("docker run $OPTS nginx", "nginx ")]
    [DataRow("docker run $id ls /", "? /")]
    [DataRow("docker run \"$@\" -d", "? ")]
    [DataRow("docker build . && docker exec x run y", "")]
    [DataRow("docker run docker:cli docker run x", "docker:cli docker|run|x")]
    [DataRow("docker.exe run nginx", "nginx ")]
    public void Read_FindsCommands(string text, string expected)
    {
        var workloads = Read(text).Deployment.Workloads.Select(static w =>
            $"{(w.Image.Reference.IsKnown ? w.Image.Reference.Value.Text : "?")} "
            + string.Join("|", w.Configuration.Command.Select(static a => a.IsKnown ? a.Value : "?"))
            + (w.Configuration.Command.MayHaveMore ? "..." : ""));

        Assert.AreEqual(expected, string.Join(";", workloads));
    }

    [TestMethod]
    public void Read_UnknownOptions_LeaveNothingUnset()
    {
        var workload = Single(Read("docker run --privileged=false $OPTS --cap-drop ALL nginx"));

        Assert.IsTrue(workload.Privileges.Privileged.Is(false));
        Assert.IsTrue(workload.Privileges.User.IsUnknown);
        Assert.IsTrue(workload.Confinement.Seccomp.IsUnknown);
        Assert.IsTrue(workload.Privileges.CapabilitiesDropped.MayHaveMore);
        Assert.IsTrue(workload.Storage.Mounts.MayHaveMore);
        Assert.IsTrue(workload.Image.Reference.Is(static i => i.Text == "nginx"));
    }

    [TestMethod]
    [DataRow("docker run --rm \"$@\"")]
    [DataRow("docker run --rm \"${FLAGS[@]}\" nginx")]
    [DataRow("docker run --rm $DOCKER_OPTS")]
    [DataRow("docker run --rm $X nginx")]
    public void Read_ListOfArguments_LeavesNothingUnset(string text) => Assert.IsTrue(Single(Read(text)).Privileges.Privileged.IsUnknown);

    [TestMethod]
    [DataRow("docker run --rm $NAME")]
    [DataRow("docker run --rm \"$1\" sh")]
    [DataRow("docker run --rm $IMAGE sh")]
    [DataRow("docker run --rm ${REGISTRY}/shop:1")]
    public void Read_VariableImage_IsAnImage(string text)
    {
        var workload = Single(Read(text));

        Assert.IsTrue(workload.Image.Reference.IsUnknown);
        Assert.IsTrue(workload.Privileges.Privileged.IsUnset);
    }

    [TestMethod]
    [DataRow("docker run --privilegd nginx", "run(1,12): warning CSEC0104: There is no option --privilegd; did you mean --privileged?")]
    [DataRow("docker run --xyzzy=1 nginx", "run(1,12): warning CSEC0104: There is no option --xyzzy")]
    [DataRow("docker run -Z nginx", "run(1,12): warning CSEC0104: There is no option -Z.")]
    [DataRow("docker run", "run(1,1): warning CSEC0104: This command names no image; it cannot be judged as a whole.")]
    [DataRow("docker run --user", "run(1,12): error CSEC0104: The option --user needs a value.", "run(1,1): warning CSEC0104: This command names no image; it cannot be judged as a whole.")]
    [DataRow("docker run -v /a:/b:ro:x nginx", "run(1,15): error CSEC0104: '/a:/b:ro:x' has too many colons; a volume is SOURCE:TARGET:OPTIONS.")]
    [DataRow("docker run -p http nginx", "run(1,15): error CSEC0104: 'http' is not a port; write [[IP:]HOST:]CONTAINER[/PROTOCOL].")]
    [DataRow("docker run --memory 5x nginx", "run(1,21): error CSEC0104: '5x' is not a size; write a number with b, k, m or g.")]
    [DataRow("docker run --security-opt privileged nginx", "run(1,27): error CSEC0104: There is no security option 'privileged'; use no-new-privileges, seccomp, apparmor, label or systempaths.")]
    [DataRow("docker run Nginx", "run(1,12): error CSEC0104: The image's name is not valid: repository 'Nginx' has upper-case letters.")]
    [DataRow("docker run --mount type=bind,from=/a nginx", "run(1,20): error CSEC0104: A mount has no field 'from'.")]
    public void Read_Problems(string text, params string[] expected) =>
        CollectionAssert.AreEqual(expected, Read(text).Problems.Select(static p => p.ToString()).ToArray());

    [TestMethod]
    public void Read_EnvFile_IsOpened()
    {
        var options = new ReadOptions { Open = static path => path == "a.env" ? new SourceText(path, "# c\n A=1\r\nB\n\n") : null };
        var workload = DockerRunReader.Read(new SourceText("run", "docker run --env-file=a.env nginx"), options).Deployment.Workloads[0];

        Assert.AreEqual("Configuration.Environment = [{Name=A Value=1}, {Name=B Value=? Source=HostEnvironment}]", FactPrinter.Print(workload, "Image"));
        Assert.AreEqual("a.env:2:2", workload.Configuration.Environment[0].Origin!.Description);
    }

    [TestMethod]
    public void Read_Places_AreThoseOfTheArguments()
    {
        var result = Read("sudo docker run --name web \\\n  --privileged -v\"/etc\":/e \\\n  nginx:1.27\n");

        Assert.AreEqual(
            """
            container 'web' @1:6-1:16
              Role = Main
              Privileges.Privileged = True @2:3-2:15
              Image.Reference = nginx:1.27 @3:3-3:13
              Storage.Mounts[0] = { Kind = Bind, Source = /etc, Target = /e } @2:16-2:27

            """.ReplaceLineEndings("\n"),
            ModelText.Of(result.Deployment));
    }

    [TestMethod]
    public void ReadArguments_OptionsWithoutImage()
    {
        var workload = DockerRunReader.ReadArguments([Fact.Known("--privileged"), Fact.Known("--network"), Fact.Unknown<string>()]);

        Assert.AreEqual("Privileges.Privileged = True; Isolation.Network = ?; Network.Networks = [?]", FactPrinter.Print(workload));
    }

    [TestMethod]
    public void ReadArguments_UnknownArgument_LeavesNothingUnset()
    {
        var workload = DockerRunReader.ReadArguments([Fact.Known("--rm"), Fact.Unknown<string>()]);

        Assert.IsTrue(workload.Privileges.Privileged.IsUnknown);
        Assert.IsTrue(workload.Lifecycle.AutoRemove.Is(true));
    }

    [TestMethod]
    public void Read_AnyText_ThrowsNothing()
    {
        string[] words = ["docker run", "-", "--", "--mount", "-v", "-p", "$", "${", "$(", "`", "'", "\"", "\\", "\n", " ", "<<E", ">", "=", ":", ",", "%a%", "nginx", "--security-opt", "label", "-it", "&&", "#", "\uFFFF", "C:\\", "\\\\.\\"];
        Gen.OneOf(Gen.Int[0, words.Length - 1].Select(i => words[i]), Gen.String[0, 3]).Array[0, 25].Sample(static parts =>
        {
            var result = Read("docker run " + string.Concat(parts));
            return result.Deployment.Workloads.All(static w => w.Origin is not null);
        });
    }

    private static Workload Single(ReadResult result)
    {
        Assert.HasCount(1, result.Deployment.Workloads);
        return result.Deployment.Workloads[0];
    }

    private static ReadResult Read(string text) => ConfigurationReader.Read(Surface.DockerRun, new SourceText("run", text));
}
