namespace ContainerSec.Tests;

[TestClass]
public class PolicyFileTests
{
    private const string Compose = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n  db:\n    image: postgres:17\n    privileged: true\n";

    private static string Open(string policy) =>
        string.Join(' ', ContainerSecurity.Check(Surface.Compose, "deploy/compose.yaml", Compose, new CheckOptions { Policy = PolicyFile.Parse(policy, "containersec.json").Policy, Clock = new FixedClock() })
            .Open.Where(static f => f.RuleId == "CSEC0901").Select(static f => $"{f.Subject!.Name}:{f.Severity}"));

    [TestMethod]
    [DataRow("{}", "web:Warning db:Warning")]
    [DataRow("""{ "rules": { "CSEC0901": "error" } }""", "web:Error db:Error")]
    [DataRow("""{ "rules": { "csec0901": "off" } }""", "")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "subject": "web", "reason": "a test bench" } ] }""", "db:Warning")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "path": "deploy/*.yaml", "reason": "a test bench" } ] }""", "")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "path": "*.yaml", "reason": "a test bench" } ] }""", "web:Warning db:Warning")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "path": "**/*.yaml", "reason": "a test bench" } ] }""", "")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "reason": "a test bench", "expires": "2026-06-30" } ] }""", "", DisplayName = "on its last day a waiver counts")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "reason": "a test bench", "expires": "2026-06-29" } ] }""", "web:Warning db:Warning")]
    [DataRow("{\n  // why not\n  \"profile\": \"strict\"\n}", "web:Warning db:Warning", DisplayName = "comments are allowed")]
    public void Parse_Policy_Decides(string policy, string open) => Assert.AreEqual(open, Open(policy));

    [TestMethod]
    [DataRow("""{ "profile": "recomended" }""", "containersec.json(1,14): error CSEC0001: There is no profile 'recomended'. Did you mean 'recommended'?")]
    [DataRow("{\n  \"rules\": { \"CSEC9901\": \"off\" }\n}", "containersec.json(2,14): error CSEC0001: There is no rule 'CSEC9901'.")]
    [DataRow("""{ "rules": { "CSEC0901": "loud" } }""", "containersec.json(1,26): error CSEC0001: 'loud' is no severity; write one of off, hidden, info, warning, error.")]
    [DataRow("""{ "rule": {} }""", "containersec.json(1,3): error CSEC0001: There is no key 'rule' here. Did you mean 'rules'?")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901" } ] }""", "containersec.json(1,16): error CSEC0001: A waiver gives its reason")]
    [DataRow("""{ "waivers": [ { "rule": "CSEC0901", "reason": "x", "expires": "soon" } ] }""", "containersec.json(1,64): error CSEC0001: 'soon' is no day; write it as 2027-01-31.")]
    [DataRow("[]", "containersec.json(1,1): error CSEC0001: A policy file is a JSON object")]
    [DataRow("", "containersec.json(1,1): error CSEC0001: A policy file is a JSON object")]
    [DataRow("{ \"profile\": ", "containersec.json(1,")]
    public void Parse_Mistake_SaysWhereAndWhat(string policy, string message) =>
        Assert.StartsWith(message, Assert.ThrowsExactly<ContainerSecException>(() => PolicyFile.Parse(policy, "containersec.json")).Message);

    [TestMethod]
    public void Parse_SeveralMistakes_AreAllSaid() =>
        Assert.HasCount(2, Assert.ThrowsExactly<ContainerSecException>(static () => PolicyFile.Parse("""{ "profile": "x", "rulez": {} }""", "p")).Message.Split('\n'));

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);
    }
}
