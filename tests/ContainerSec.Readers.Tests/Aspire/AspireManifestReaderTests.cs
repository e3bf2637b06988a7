using ContainerSec.Testing;

namespace ContainerSec.Tests.Aspire;

[TestClass]
public class AspireManifestReaderTests
{
    private const string Manifest = """
        {
          "$schema": "https://json.schemastore.org/aspire-8.0.json",
          "resources": {
            "db": {
              "type": "container.v0",
              "connectionString": "Host={db.bindings.tcp.host}",
              "image": "docker.io/library/postgres:17.2",
              "entrypoint": "/e.sh",
              "args": ["-c", "ssl=off", "{p.value}"],
              "bindMounts": [{ "source": "/var/run/docker.sock", "target": "/s", "readOnly": true }],
              "volumes": [{ "name": "data", "target": "/data", "readOnly": false }],
              "env": { "POSTGRES_PASSWORD": "{password.value}", "POSTGRES_HOST_AUTH_METHOD": "trust", "URL": "http://{web.bindings.http.host}:80/{0}" },
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 5432, "targetPort": 5432, "external": true } }
            },
            "api": {
              "type": "container.v1",
              "build": { "context": "api", "dockerfile": "api/Dockerfile", "stage": "final", "args": { "TOKEN": "{password.value}", "V": "1" }, "secrets": { "KEY": { "type": "env", "value": "{password.value}" } } }
            },
            "old": { "type": "dockerfile.v0", "path": "old/Dockerfile", "context": "old", "buildArgs": { "A": "b" } },
            "web": { "type": "project.v0", "path": "web.csproj", "env": { "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true" } },
            "password": { "type": "parameter.v0", "value": "{password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22, "special": false } } } } },
            "p": { "type": "parameter.v0", "value": "{p.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "hunter2" } } } },
            "q": { "type": "parameter.v0", "value": "literal" },
            "bicep": { "type": "azure.bicep.v0", "path": "x.bicep" }
          }
        }
        """;

    [TestMethod]
    public void Read_Everything()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.AspireManifest, Manifest));

        Assert.AreEqual(Golden.Expected("manifest.txt", actual), actual);
    }

    [TestMethod]
    [DataRow("{ }", "file(1,1): error CSEC0104: An Aspire manifest has an object 'resources'; publish it again.")]
    [DataRow("[]", "file(1,1): error CSEC0104: The text has to be a JSON object, { … }.")]
    public void Read_Problems(string text, string expected) => Assert.AreEqual(expected, ReaderTests.Problems(Surface.AspireManifest, text).Single());

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.AspireManifest, Manifest);
}
