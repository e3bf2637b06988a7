using ContainerSec.Images;
using ContainerSec.Reports;
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

    [TestMethod]
    [DataRow("{}", true)]
    [DataRow("""{ "Healthcheck": { "Test": ["NONE"] } }""", true)]
    [DataRow("""{ "Healthcheck": { "Test": ["CMD", "/app/health"] } }""", false)]
    public async Task Strict_WantsAHealthCheck(string config, bool isFound)
    {
        var report = await new ImageForge().Config(config).Layer(static t => t.File("app/web", "x")).InspectAsync(new InspectionOptions { Policy = Profiles.Find("strict")! });

        Assert.AreEqual(isFound, report.Findings.Any(static f => f.RuleId == "CSEC1301"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Text_OfAHostileImage_HoldsOnlyOwnColours(bool colour)
    {
        var report = await new ImageForge().Config("""{ "User": "\u001b[2Jx\u009b" }""").Layer(static t => t.File("a", "1"), "\u001b]0;title\u0007 COPY").InspectAsync();
        var writer = new StringWriter();

        ImageReports.Write(report, ImageReportFormat.Text, writer, new ReportOptions { Colour = colour, Verbose = true });

        var text = writer.ToString();
        Assert.Contains("title", text);
        Assert.IsFalse(text.Contains("\u001b[2J", StringComparison.Ordinal) || text.Contains("\u001b]", StringComparison.Ordinal) || text.Contains('\u009b') || text.Contains('\u0007'));
        Assert.AreEqual(colour, text.Contains('\u001b'));
    }
}
