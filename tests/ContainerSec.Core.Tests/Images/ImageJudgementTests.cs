using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images;

/// <summary>Which rules fire on an image, and where they point.</summary>
[TestClass]
public class ImageJudgementTests
{
    [TestMethod]
    [DataRow("""{ "User": "0" }""", "", "CSEC0211 config:user")]
    [DataRow("{}", "", "CSEC0211 config:user", DisplayName = "no user is root")]
    [DataRow("""{ "User": "1000" }""", "", "")]
    [DataRow("""{ "User": "1000", "Env": ["DB_PASSWORD=xK9#mQ2$vL5n"] }""", "", "CSEC1201 config:env/DB_PASSWORD")]
    [DataRow("""{ "User": "1000", "ExposedPorts": { "22/tcp": {} } }""", "", "CSEC1007 config:exposedPorts")]
    [DataRow("""{ "User": "1000" }""", "RUN /bin/sh -c curl -sSL https://example.com/install.sh | sh # buildkit", "CSEC0607 config:history/0")]
    [DataRow("""{ "User": "1000" }""", "/bin/sh -c curl -sSL https://example.com/install.sh | sh", "CSEC0607 config:history/0")]
    [DataRow("""{ "User": "1000" }""", "|1 VERSION=1.2 /bin/sh -c sudo apk add --no-cache curl", "CSEC0221 config:history/0")]
    [DataRow("""{ "User": "1000" }""", "/bin/sh -c #(nop) ADD file:0123456789abcdef in / ", "", DisplayName = "the base image's own layer")]
    [DataRow("""{ "User": "1000" }""", "ADD https://example.com/tool.tar.gz /opt/ # buildkit", "CSEC0607 config:history/0")]
    [DataRow("""{ "User": "1000" }""", "RUN /bin/sh -c echo 'root:secret1x' | chpasswd # buildkit", "CSEC0227 config:history/0")]
    public async Task Recommended_FiresAt(string config, string step, string expected)
    {
        var image = new ImageForge().Config(config);
        if (step.Length > 0)
            image.Step(step);

        var report = await image.Layer(static t => t.File("app/web", "x"), "COPY . . # buildkit").InspectAsync();

        Assert.AreEqual(expected, string.Join(' ', report.Findings.Where(static f => f.Severity >= Severity.Info).Select(static f => $"{f.RuleId} {f.Origin?.Description}")));
    }
}
