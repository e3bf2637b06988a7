using ContainerSec.Testing;

namespace ContainerSec.Tests.DevContainers;

[TestClass]
public class DevContainerReaderTests
{
    private const string DevContainer = """
        {
          // For format details, see https://aka.ms/devcontainer.json
          "name": "shop",
          "image": "mcr.microsoft.com/devcontainers/dotnet:1-10.0",
          "runArgs": ["--cap-drop", "ALL", "--network=host", "-v", "${localEnv:HOME}/.ssh:/root/.ssh:ro"],
          "mounts": ["source=/var/run/docker.sock,target=/s,type=bind", { "type": "volume", "source": "v", "target": "/v" }],
          "containerEnv": { "TOKEN": "abc", "HOME": "${localEnv:HOME}" },
          "remoteEnv": { "PATH": "${containerEnv:PATH}:/x", "GONE": null },
          "privileged": true,
          "capAdd": ["SYS_PTRACE"],
          "securityOpt": ["seccomp=unconfined"],
          "containerUser": "root", "remoteUser": "vscode",
          "appPort": [8080, "8000:8010"], "forwardPorts": [5000],
        }
        """;

    [TestMethod]
    public void Read_Everything()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.DevContainer, DevContainer));

        Assert.AreEqual(Golden.Expected("devcontainer.txt", actual), actual);
    }

    [TestMethod]
    [DataRow("""{ "remoteUser": "vscode" }""", "Privileges.User = vscode")]
    [DataRow("""{ "privileged": false, "runArgs": ["--privileged"] }""", "Privileges.Privileged = False")]
    [DataRow("""{ "features": { "ghcr.io/devcontainers/features/docker-in-docker:2": {} } }""", "Privileges.Privileged = True")]
    [DataRow("""{ "features": { "ghcr.io/devcontainers/features/docker-outside-of-docker:1": {} } }""", "Confinement.SeLinuxDisabled = True; Storage.Mounts = [{Kind=Bind Source=/var/run/docker.sock Target=/var/run/docker-host.sock}]")]
    [DataRow("""{ "features": { "ghcr.io/devcontainers/features/node:1": {} } }""", "")]
    [DataRow("""{ "workspaceMount": "" }""", "")]
    [DataRow("""{ "dockerComposeFile": "compose.yaml", "service": "web" }""", "")]
    public void Read_Fragment(string text, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.DevContainer, text).Workloads.Single()));

    [TestMethod]
    [DataRow("""{ "build": { "dockerfile": "Dockerfile", "context": "..", "target": "dev", "args": { "A": "${localEnv:B}" } } }""", "BuildContext = ..; DockerfilePath = Dockerfile; Target = dev; Arguments = [{Name=A Value=? Source=Expression}]")]
    [DataRow("""{ "dockerFile": "Dockerfile" }""", "DockerfilePath = Dockerfile")]
    public void Read_Build(string text, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.DevContainer, text).Builds.Single()));

    [TestMethod]
    [DataRow("""{ "runArgs": ["--privilegd"] }""", "file(1,15): warning CSEC0104: There is no option --privilegd; did you mean --privileged?")]
    [DataRow("""{ "securityOpt": ["x=y"] }""", "file(1,19): error CSEC0104: There is no security option 'x'; use no-new-privileges, seccomp, apparmor, label or systempaths.")]
    public void Read_Problems(string text, string expected) => Assert.AreEqual(expected, ReaderTests.Problems(Surface.DevContainer, text).Single());

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.DevContainer, DevContainer);
}
