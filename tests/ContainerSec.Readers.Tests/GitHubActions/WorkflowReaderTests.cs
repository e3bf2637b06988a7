using ContainerSec.Testing;

namespace ContainerSec.Tests.GitHubActions;

[TestClass]
public class WorkflowReaderTests
{
    private const string Workflow = """
        name: ci
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            container: node:22
            steps:
              - uses: actions/checkout@v5
              - uses: docker://alpine:latest
                name: greet
              - run: |
                  echo hello
                  docker run --rm --privileged \
                    -v /:/host alpine:3.20 sh
          test:
            container:
              image: ghcr.io/shop/${{ matrix.image }}
              credentials:
                username: bot
                password: hunter2
              env:
                A: b
                C: ${{ secrets.C }}
              ports: [80, "127.0.0.1:81:81"]
              volumes:
                - /var/run/docker.sock:/var/run/docker.sock
                - data:/data
              options: --cpus 1 --user root
            services:
              db:
                image: postgres:17
                credentials: { username: a, password: "${{ secrets.P }}" }
                options: >-
                  --health-cmd pg_isready
                  --network host
          none:
            container: ""
        """;

    [TestMethod]
    public void Read_Everything()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.GitHubWorkflow, Workflow));

        Assert.AreEqual(Golden.Expected("workflow.txt", actual), actual);
    }

    [TestMethod]
    [DataRow("jobs: { a: { container: { image: x, options: \"--privileged\" } } }", "Privileges.Privileged = True; Image.Reference = x")]
    [DataRow("jobs: { a: { container: { image: x, options: \"-e \\\"A=b c\\\"\" } } }", "Image.Reference = x; Configuration.Environment = [{Name=A Value=b c}]")]
    [DataRow("jobs: { a: { container: { image: x, env: [] } } }", "Image.Reference = x; Configuration.Environment = []")]
    public void Read_Container(string text, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.GitHubWorkflow, text).Workloads.Single()));

    [TestMethod]
    public void Read_UnknownOptions_LeaveNothingUnset()
    {
        var workload = ReaderTests.ReadClean(Surface.GitHubWorkflow, "jobs: { a: { container: { image: x, options: \"${{ inputs.o }} --read-only\" } } }").Workloads.Single();

        Assert.IsTrue(workload.Privileges.Privileged.IsUnknown);
        Assert.IsTrue(workload.Confinement.ReadOnlyRootFileSystem.Is(true));
        Assert.AreEqual(RunContext.Test, workload.Context);
    }

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.GitHubWorkflow, Workflow);
}
