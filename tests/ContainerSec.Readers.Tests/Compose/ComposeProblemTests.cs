using System.Diagnostics;
using ContainerSec.Readers;
using ContainerSec.Readers.Compose;
using ContainerSec.Readers.Text;

namespace ContainerSec.Tests.Compose;

[TestClass]
public class ComposeProblemTests
{
    [TestMethod]
    [DataRow("services: []", "compose.yaml(1,11): error CSEC0104: 'services' has to be a mapping, not a list.")]
    [DataRow("- a", "compose.yaml(1,1): error CSEC0104: A Compose file is a mapping with the key 'services'.")]
    [DataRow("services: {web: nginx}", "compose.yaml(1,17): error CSEC0104: 'web' has to be a mapping, not a text.")]
    [DataRow("service: {}", "compose.yaml(1,1): warning CSEC0104: There is no key 'service' in a Compose file; did you mean 'services'?")]
    [DataRow("services: {web: {priviliged: true}}", "compose.yaml(1,18): warning CSEC0104: There is no key 'priviliged' in a service; did you mean 'privileged'?")]
    [DataRow("services: {web: {ports: {a: b}}}", "compose.yaml(1,25): error CSEC0104: 'ports' has to be a list, not a mapping.")]
    [DataRow("services: {web: {deploy: [a]}}", "compose.yaml(1,26): error CSEC0104: 'deploy' has to be a mapping, not a list.")]
    [DataRow("services: {web: {build: [a]}}", "compose.yaml(1,25): error CSEC0104: 'build' has to be a text or a mapping, not a list.")]
    [DataRow("services: {web: {privileged: maybe}}", "compose.yaml(1,30): error CSEC0104: 'privileged' is true or false, not 'maybe'.")]
    [DataRow("services: {web: {ports: [70000]}}", "compose.yaml(1,26): error CSEC0104: '70000' is not a port; write [[IP:]HOST:]CONTAINER[/PROTOCOL].")]
    [DataRow("services: {web: {ports: [{target: 70000}]}}", "compose.yaml(1,35): error CSEC0104: '70000' is not a port; write a number from 0 to 65535, or a range.")]
    [DataRow("services: {web: {ports: [{published: 80}]}}", "compose.yaml(1,26): error CSEC0104: A published port needs a target, the port inside the container.")]
    [DataRow("services: {web: {ports: [\"localhost:80:80\"]}}", "compose.yaml(1,26): error CSEC0104: 'localhost' is not an IP address; a port is bound to an address of the host, such as 127.0.0.1.")]
    [DataRow("services: {web: {ports: [\"80:80/http\"]}}", "compose.yaml(1,26): error CSEC0104: There is no protocol 'http'; use tcp, udp or sctp.")]
    [DataRow("services: {web: {mem_limit: much}}", "compose.yaml(1,29): error CSEC0104: 'much' is not a size; write a number with b, k, m or g.")]
    [DataRow("services: {web: {cpus: many}}", "compose.yaml(1,24): error CSEC0104: 'cpus' is a number, not 'many'.")]
    [DataRow("services: {web: {restart: sometimes}}", "compose.yaml(1,27): error CSEC0104: There is no restart policy 'sometimes'; use no, always, unless-stopped or on-failure[:COUNT].")]
    [DataRow("services: {web: {volumes: [\"/a:/b:ro:x\"]}}", "compose.yaml(1,28): error CSEC0104: '/a:/b:ro:x' has too many colons; a volume is SOURCE:TARGET:OPTIONS.")]
    [DataRow("services: {web: {volumes: [{type: bind, source: /a}]}}", "compose.yaml(1,28): error CSEC0104: A volume of a service needs a target, the path inside the container.")]
    [DataRow("services: {web: {security_opt: [privileged]}}", "compose.yaml(1,33): error CSEC0104: There is no security option 'privileged'; use no-new-privileges, seccomp, apparmor, label or systempaths.")]
    [DataRow("services: {web: {image: \"nginx:${TAG\"}}", "compose.yaml(1,32): error CSEC0104: The brace of this variable is not closed; write ${NAME}, or $$ for the sign itself.")]
    [DataRow("web:\n  image: nginx\ndb:\n  image: x", "compose.yaml(1,1): error CSEC0104: 'web' is a service of the old file format 1, which Compose no longer reads; put all services under the key 'services'.")]
    [DataRow("version: '3.8'\nname: x\nx-a: 1\nservices: {}\nvolumes: {a: }\nmodels: {m: {model: ai/x}}")]
    [DataRow("")]
    public void Read_Malformed_SaysWhereAndWhat(string text, params string[] expected) =>
        CollectionAssert.AreEqual(expected, ComposeFiles.ProblemsOf(ComposeFiles.Read(text)));

    [TestMethod]
    public void Read_HugeKey_IsNotRepeatedInFull()
    {
        var problem = ComposeFiles.Read($"services: {{web: {{{new string('k', 100_000)}: 1}}}}").Problems.Single();

        Assert.IsLessThan(500, problem.Message.Length);
    }

    [TestMethod]
    public void Read_MergeOfDifferentForms_NamesBothPlaces() => CollectionAssert.AreEqual(
        new[] { "b.yaml(1,26): error CSEC0104: 'deploy' has to be a mapping, not a list.", "b.yaml(1,26): error CSEC0104: This cannot be merged with a.yaml:1:26, where it has another form; write both in the same form." },
        ComposeFiles.ProblemsOf(ComposeFiles.Read(2, "a.yaml", "services: {web: {deploy: {mode: x}}}", "b.yaml", "services: {web: {deploy: [x]}}")));

    [TestMethod]
    public void Read_AMistakeInOneService_LeavesTheOthers()
    {
        var result = ComposeFiles.Read("services:\n  a:\n    ports: {x: y}\n    privileged: true\n  b:\n    user: root\n");

        Assert.HasCount(1, result.Problems);
        Assert.IsTrue(result.Deployment.Workloads[0].Privileges.Privileged.Is(true));
        Assert.IsTrue(result.Deployment.Workloads[1].Privileges.User.IsKnown);
    }

    [TestMethod]
    [DataRow("services: {web: {image: nginx}}", true)]
    [DataRow("services: {web: {build: .}}", true)]
    [DataRow("services: {a: {depends_on: [b]}, b: {extends: c}}", true)]
    [DataRow("services: [a]", false)]
    [DataRow("services: {web: {type: http}}", false)]
    [DataRow("apiVersion: v1\nservices: {web: {image: nginx}}", false)]
    [DataRow("- a", false)]
    public void Recognises_Services(string text, bool expected) =>
        Assert.AreEqual(expected, ComposeReader.Recognises(YamlReader.Read(new SourceText("a", text), ReadOptions.Default, [])[0]));

    /// <summary>Hostile files end with a problem, soon.</summary>
    [TestMethod]
    [DataRow("aliases that multiply")]
    [DataRow("deep nesting")]
    [DataRow("a huge line")]
    [DataRow("a long chain of extends")]
    [DataRow("many services that extend one")]
    [DataRow("includes that multiply")]
    [DataRow("nested variables")]
    public void Read_HostileFile_EndsSoon(string what)
    {
        var text = what switch
        {
            "aliases that multiply" => "a: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 60).Select(static i => $"x-{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n")) + "services: {web: {command: *a59}}",
            "deep nesting" => "services: " + new string('[', 100_000),
            "a huge line" => $"services: {{web: {{command: \"{string.Concat(Enumerable.Repeat("a$$b ${X:-c} ", 100_000))}\"}}}}",
            "a long chain of extends" => "services:\n" + string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"  s{i}: {{extends: s{i + 1}}}\n")),
            "many services that extend one" => "services:\n  base:\n    environment:\n" + string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"      - V{i}=1\n"))
                + string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"  s{i}: {{extends: base, environment: [A=1]}}\n")),
            "includes that multiply" => "include: [a0.yaml, {path: ./a0.yaml}]",
            _ => "services: {web: {image: \"" + string.Concat(Enumerable.Repeat("${A:-", 100_000)) + "\"}}",
        };
        var options = new ReadOptions
        {
            MaxNodes = 200_000,
            Open = static path => path.StartsWith('a')
                ? new SourceText(path, $"include: [a{int.Parse(path[1..^5], null) + 1}.yaml, {{path: [a{int.Parse(path[1..^5], null) + 1}.yaml]}}]") : null,
        };
        var clock = Stopwatch.StartNew();

        var result = ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", text), options);

        Assert.IsLessThan(TimeSpan.FromSeconds(20), clock.Elapsed);
        Assert.AreEqual(what != "a huge line", result.Problems.Count > 0);
    }

    [TestMethod]
    public void Read_TakesTimeInProportionToTheSize()
    {
        static string File(int services) => "services:\n" + string.Concat(Enumerable.Range(0, services).Select(static i =>
            $"  s{i}:\n    image: nginx:${{TAG:-1}}\n    ports: ['127.0.0.1:{i % 60000}:80']\n    environment: {{A: '1', B: $$x}}\n    volumes: ['./a:/b:ro']\n"));
        static TimeSpan Time(string text)
        {
            var clock = Stopwatch.StartNew();
            Assert.IsEmpty(ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", text)).Problems);
            return clock.Elapsed;
        }

        var (small, large) = (File(1_000), File(8_000));
        Time(small);
        // Eight times the text; generous, since other work runs beside.
        Assert.IsLessThan(Math.Max(30 * Time(small).TotalSeconds, 2), Time(large).TotalSeconds);
    }
}
