using ContainerSec.Readers;

namespace ContainerSec.Tests.Text;

[TestClass]
public class UnrenderedTemplateTests
{
    [TestMethod]
    [DataRow(Surface.Dockerfile, "{{ if env.alpine }}\nFROM alpine:3.22\n{{ end }}\n", DisplayName = "instruction")]
    [DataRow(Surface.Dockerfile, "FROM {{ base }}\nRUN a\n", DisplayName = "image of FROM")]
    [DataRow(Surface.Dockerfile, "FROM a\n{% if x %}\nRUN b\n{% endif %}\n", DisplayName = "Jinja")]
    [DataRow(Surface.Compose, "services:\n  a:\n    image: {{ image }}\n", DisplayName = "Compose")]
    [DataRow(Surface.Kubernetes, "kind: {{ .Values.kind }}\napiVersion: v1\n", DisplayName = "Helm")]
    public void Read_Template_IsOneNote(Surface surface, string text)
    {
        var result = ConfigurationReader.Read(surface, new SourceText("t", text));
        Assert.HasCount(1, result.Problems);
        Assert.AreEqual(ProblemSeverity.Note, result.Problems[0].Severity);
        Assert.IsEmpty(result.Deployment.Images);
    }

    [TestMethod]
    [DataRow(Surface.Dockerfile, "FROM a\nRUN docker inspect --format {{.Id}} b\n", DisplayName = "argument")]
    [DataRow(Surface.Dockerfile, "FROM a\nRUN <<EOF\n{{ x }}\nEOF\n", DisplayName = "heredoc")]
    public void Read_BracesOfACommand_AreNoTemplate(Surface surface, string text) =>
        Assert.IsEmpty(ConfigurationReader.Read(surface, new SourceText("t", text)).Problems);
}
