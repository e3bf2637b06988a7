using ContainerSec.Readers.Text;

namespace ContainerSec.Tests.Text;

[TestClass]
public class JsonReaderTests
{
    [TestMethod]
    [DataRow("{}", "{}")]
    [DataRow("{ // c\n}", "{     \n}")]
    [DataRow("{ /* a\nb */ }", "{     \n     }")]
    [DataRow("[1, 2, ]", "[1, 2  ]")]
    [DataRow("[1, // c\n]", "[1      \n]")]
    [DataRow("{\"a\": \"//\", \"b\": \",]\" }", "{\"a\": \"//\", \"b\": \",]\" }")]
    [DataRow("{\"a\\\"//\": 1}", "{\"a\\\"//\": 1}")]
    [DataRow("{\t\"a\":\t\"\tb\" }", "{ \"a\": \"\tb\" }")]
    [DataRow("/*", "  ")]
    [DataRow("\"", "\"")]
    [DataRow("\"a\\", "\"a\\")]
    public void Prepare_KeepsEveryPlace(string text, string expected) => Assert.AreEqual(expected, JsonReader.Prepare(text));
}
