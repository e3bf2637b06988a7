using ContainerSec.Testing;

namespace ContainerSec.Tests.LaunchSettings;

[TestClass]
public class LaunchSettingsReaderTests
{
    private const string Settings = """
        {
          // the profiles of the shop
          "$schema": "https://json.schemastore.org/launchsettings.json",
          "profiles": {
            "https": {
              "commandName": "Project",
              "applicationUrl": "https://localhost:7001;http://*:5000/",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS": "true", },
            },
            "Docker": {
              "commandName": "Docker",
              "DockerfileRunArguments": "--privileged -v /srv:/data -l a=b",
              "httpPort": 51803, "sslPort": 44360, "publishAllPorts": true, /* end */
            },
          },
        }
        """;

    [TestMethod]
    public void Read_Everything()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.LaunchSettings, Settings));

        Assert.AreEqual(Golden.Expected("launchSettings.txt", actual), actual);
    }

    [TestMethod]
    public void Read_Context_IsDevelopment() =>
        Assert.AreEqual(RunContext.Development, ReaderTests.ReadClean(Surface.LaunchSettings, Settings).Workloads[0].Context);

    [TestMethod]
    public void Read_EscapedArguments_AreUnescaped() => Assert.AreEqual(
        "Configuration.Environment = [{Name=A Value=b c}]",
        FactPrinter.Print(ReaderTests.ReadClean(Surface.LaunchSettings, """{ "profiles": { "x": { "commandName": "SdkContainer", "containerRunArguments": "-e \"A=b c\"" } } }""").Workloads.Single()));

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.LaunchSettings, Settings);
}
