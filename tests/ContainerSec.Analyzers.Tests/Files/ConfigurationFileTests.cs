using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

[TestClass]
public class ConfigurationFileTests
{
    private const string Privileged = """
        services:
          web:
            image: registry.example/web:1.2.3
            privileged: true
        """;

    [TestMethod]
    [DataRow("/app/Dockerfile", "FROM alpine:3.22\nUSER root\n", "CSEC0211", "/app/Dockerfile(2,6): info CSEC0211")]
    [DataRow("/app/compose.yaml", Privileged, "CSEC0901", "/app/compose.yaml(4,17): warning CSEC0901")]
    [DataRow("/app/k8s/pod.yaml", """
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: registry.example/web:1.2.3
              securityContext: { privileged: true }
        """, "CSEC0901", "/app/k8s/pod.yaml(8,38): warning CSEC0901")]
    [DataRow("/app/App.csproj", "<Project>\n  <PropertyGroup>\n    <ContainerUser>root</ContainerUser>\n  </PropertyGroup>\n</Project>\n", "CSEC0201", "/app/App.csproj(3,20): warning CSEC0201")]
    [DataRow("/app/Properties/launchSettings.json", """
        {
          "profiles": {
            "Container": { "commandName": "Docker", "containerRunArguments": "--privileged" }
          }
        }
        """, "CSEC0901", "/app/Properties/launchSettings.json(3,71): info CSEC0901")]
    public void File_IsReportedWhereItsCauseIs(string path, string content, string id, string expected) =>
        Assert.AreEqual(expected, new FileHarness().File(path, content).Lines(id));

    [TestMethod]
    public void Override_IsReadWithItsFile() => Assert.AreEqual(
        "",
        new FileHarness().File("/app/compose.yaml", Privileged).File("/app/compose.override.yaml", "services:\n  web:\n    privileged: false\n").Lines("CSEC0901"));

    [TestMethod]
    public void Override_IsReportedWhereItStands() => Assert.AreEqual(
        "/app/compose.override.yaml(3,17): warning CSEC0901",
        new FileHarness().File("/app/compose.yaml", "services:\n  web:\n    image: registry.example/web:1.2.3\n").File("/app/compose.override.yaml", "services:\n  web:\n    privileged: true\n").Lines("CSEC0901"));

    [TestMethod]
    public void FileThatATextRefersTo_IsOpenedAmongTheListedOnes()
    {
        const string compose = "services:\n  web:\n    extends: { file: ../common/base.yaml, service: base }\n";
        const string common = "services:\n  base:\n    image: registry.example/web:1.2.3\n    privileged: true\n";

        Assert.AreEqual("", new FileHarness().File("/app/compose.yaml", compose).Lines("CSEC0901"));
        Assert.AreEqual("/common/base.yaml(4,17): warning CSEC0901", new FileHarness().File("/app/compose.yaml", compose).File("/common/base.yaml", common).Lines("CSEC0901"));
    }

    [TestMethod]
    public void Comment_AcceptsAFinding() => Assert.AreEqual(
        "",
        new FileHarness().File("/app/compose.yaml", Privileged + "  # containersec:ignore CSEC0901 the test bench flashes firmware\n").Lines("CSEC0901", "CSEC0103"));

    [TestMethod]
    public void CommentWithoutReason_DoesNotCount() => Assert.AreEqual(
        "/app/compose.yaml(4,17): warning CSEC0901\n/app/compose.yaml(4,26): warning CSEC0103",
        new FileHarness().File("/app/compose.yaml", Privileged + "   # containersec:ignore CSEC0901\n").Lines("CSEC0901", "CSEC0103"));

    [TestMethod]
    [DataRow("/app/compose.yaml", "services:\n  web: {image: [\n")]
    [DataRow("/app/compose.yaml", "services:\n\tweb: 1\n")]
    [DataRow("/app/k8s/pod.yaml", "apiVersion: v1\nkind: Pod\nspec: [}\n")]
    [DataRow("/app/App.csproj", "<Project><PropertyGroup><ContainerImageTag>1.0</ContainerImageTag>")]
    [DataRow("/app/Properties/launchSettings.json", "{ \"profiles\": ")]
    [DataRow("/app/Dockerfile", "FROM\n")]
    public void MalformedFile_IsOneDiagnostic(string path, string content)
    {
        var diagnostic = Assert.ContainsSingle(new FileHarness().File(path, content).Run());

        Assert.AreEqual("CSEC0104", diagnostic.Id);
        Assert.AreEqual(path, diagnostic.Location.GetLineSpan().Path);
    }

    [TestMethod]
    [DataRow("/app/appsettings.json", "{ \"ConnectionStrings\": { \"Default\": \"Password=x\" } }")]
    [DataRow("/app/BannedSymbols.txt", "FROM alpine\nUSER root\n")]
    [DataRow("/app/Component.razor", "services: {}")]
    [DataRow("/app/ci.yaml", "stages: [build]\nservices: [docker]\n")]
    [DataRow("/app/empty.yaml", "")]
    [DataRow("/app/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />")]
    public void OtherFile_IsSilent(string path, string content) => Assert.IsEmpty(new FileHarness().File(path, content).Run());

    [TestMethod]
    public void Message_IsThatOfTheTool_AndHoldsNoSecret()
    {
        var diagnostic = Assert.ContainsSingle(new FileHarness().File("/app/compose.yaml", """
            services:
              web:
                image: registry.example/web:1.2.3
                environment:
                  DB_PASSWORD: Zq8vT3xLw0
            """).Run().Where(static d => d.Id == "CSEC1201"));

        Assert.StartsWith("service 'web' ", diagnostic.GetMessage());
        Assert.DoesNotContain("Zq8vT3xLw0", diagnostic.ToString());
    }

    [TestMethod]
    public void Cancellation_IsHonoured()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new FileHarness().File("/app/compose.yaml", Privileged).Run(cancelled.Token));
    }

    [TestMethod]
    public void Related_PointsIntoTheFiles()
    {
        foreach (var diagnostic in new FileHarness().File("/app/compose.yaml", Privileged).Run())
            Assert.IsTrue(diagnostic.AdditionalLocations.All(static l => l.GetLineSpan().Path == "/app/compose.yaml"));
    }
}
