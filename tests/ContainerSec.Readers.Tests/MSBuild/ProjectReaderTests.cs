using ContainerSec.Readers;
using ContainerSec.Readers.MSBuild;
using ContainerSec.Testing;

namespace ContainerSec.Tests.MSBuild;

[TestClass]
public class ProjectReaderTests
{
    [TestMethod]
    [DataRow("<ContainerUser>root</ContainerUser>", "User = root")]
    [DataRow("<ContainerUser>1000:1000</ContainerUser>", "User = 1000; Group = 1000")]
    [DataRow("<ContainerUser> app </ContainerUser>", "User = app")]
    [DataRow("<ContainerUser></ContainerUser>", "")]
    [DataRow("<ContainerUser>$(User)</ContainerUser>", "User = ?")]
    [DataRow("<ContainerUser Condition=\"'$(X)' == ''\">root</ContainerUser>", "User = ?")]
    [DataRow("<ContainerUser>app</ContainerUser><ContainerUser>root</ContainerUser>", "User = root")]
    [DataRow("<ContainerUser>app</ContainerUser><ContainerUser Condition=\"'$(A)'!=''\">root</ContainerUser>", "User = ?")]
    [DataRow("<EnableSdkContainerSupport>true</EnableSdkContainerSupport>", "")]
    [DataRow("<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:10.0</ContainerBaseImage>", "BaseImage = mcr.microsoft.com/dotnet/aspnet:10.0")]
    [DataRow("<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:$(V)</ContainerBaseImage>", "BaseImage = ?")]
    [DataRow("<ContainerRepository>shop</ContainerRepository><ContainerRegistry>ghcr.io</ContainerRegistry><ContainerImageTags>1.0;latest</ContainerImageTags>", "Tags = [ghcr.io/shop:1.0, ghcr.io/shop:latest]")]
    [DataRow("<ContainerImageTag>1.0</ContainerImageTag>", "Tags = [app:1.0]")]
    [DataRow("<ContainerWorkingDirectory>/src</ContainerWorkingDirectory><ContainerRuntimeIdentifier>win-x64</ContainerRuntimeIdentifier>", "WorkingDirectory = /src; OperatingSystem = windows")]
    [DataRow("<containeruser>root</containeruser>", "User = root")]
    public void Read_Properties(string properties, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(Read($"<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup>{properties}</PropertyGroup></Project>").Images.Single()));

    [TestMethod]
    [DataRow("", "ContainerUser=root", "User = root", DisplayName = "an import states it")]
    [DataRow("<PropertyGroup><ContainerUser Condition=\"'$(A)'=='1'\">root</ContainerUser></PropertyGroup>", "ContainerUser=root", "User = root", DisplayName = "the condition holds")]
    [DataRow("<PropertyGroup><ContainerUser Condition=\"'$(A)'=='1'\">root</ContainerUser></PropertyGroup>", "ContainerUser=", "User = ?", DisplayName = "a target may still set it")]
    [DataRow("<PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup>", "ContainerUser=app", "User = app", DisplayName = "a later import replaces it")]
    [DataRow("<PropertyGroup><ContainerImageTags>$(T)</ContainerImageTags></PropertyGroup>", "ContainerImageTags=1.0;latest", "Tags = [app:1.0, app:latest]")]
    [DataRow("<ItemGroup><ContainerPort Include=\"80\" Type=\"tcp\" /></ItemGroup>", "ContainerPort=80/tcp\nContainerPort=22/", "ExposedPorts = [{Port=80 Last=80}, {Port=22 Last=22}]")]
    [DataRow("<ItemGroup><ContainerPort Include=\"@(P)\" /></ItemGroup>", "ContainerPort=53/udp", "ExposedPorts = [{Port=53 Last=53 Protocol=udp}]")]
    [DataRow("<ItemGroup><ContainerEnvironmentVariable Include=\"A\" Value=\"b\" /><ContainerEnvironmentVariable Remove=\"C\" /></ItemGroup>", "ContainerEnvironmentVariable=A", "Environment = [{Name=A Value=b}]")]
    [DataRow("", "ContainerEnvironmentVariable=A", "Environment = [{Name=A Value=? Source=Interpolated}]")]
    public void Read_Evaluated(string project, string evaluated, string expected)
    {
        var text = new SourceText("app.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk.Web\">{project}</Project>");
        var result = ProjectReader.Read(text, ReadOptions.Default, EvaluatedProject.Parse("Project=app.csproj\n" + evaluated));

        Assert.AreEqual(expected, FactPrinter.Print(result.Deployment.Images.Single()));
    }

    [TestMethod]
    [DataRow("<ContainerPort Include=\"80\" Type=\"tcp\" /><ContainerPort Include=\"53;54\" Type=\"udp\" />", "ExposedPorts = [{Port=80 Last=80}, {Port=53 Last=53 Protocol=udp}, {Port=54 Last=54 Protocol=udp}]")]
    [DataRow("<ContainerEnvironmentVariable Include=\"A\" Value=\"a&amp;b\" /><ContainerEnvironmentVariable Include=\"B\"><Value>c</Value></ContainerEnvironmentVariable>", "Environment = [{Name=A Value=a&b}, {Name=B Value=c}]")]
    [DataRow("<ContainerEnvironmentVariable Include=\"A\" Value=\"$(S)\" />", "Environment = [{Name=A Value=? Source=Interpolated}]")]
    [DataRow("<ContainerEnvironmentVariable Include=\"A\" Value=\"b\" Condition=\"false\" />", "Environment = [?]")]
    [DataRow("<ContainerEnvironmentVariable Include=\"A\" Value=\"b\" /><ContainerEnvironmentVariable Remove=\"C\" />", "Environment = [{Name=A Value=b}, ...]")]
    [DataRow("<ContainerLabel Include=\"a\" Value=\"b\" />", "Labels = [{Name=a Value=b}]")]
    [DataRow("<ContainerAppCommand Include=\"dotnet\" /><ContainerAppCommandArgs Include=\"app.dll\" /><ContainerDefaultArgs Include=\"--x;--y\" />", "Entrypoint = [dotnet, app.dll]; Command = [--x, --y]")]
    public void Read_Items(string items, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(Read($"<Project><ItemGroup>{items}</ItemGroup></Project>").Images.Single()));

    [TestMethod]
    [DataRow("<Project><PropertyGroup Condition=\"'$(A)'=='1'\"><ContainerUser>root</ContainerUser></PropertyGroup></Project>")]
    [DataRow("<Project><Choose><When Condition=\"a\"><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></When></Choose></Project>")]
    [DataRow("<Project><Target Name=\"x\"><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Target></Project>")]
    [DataRow("<Project><PropertyGroup><ContainerUser><!-- a -->root</ContainerUser></PropertyGroup></Project>")]
    public void Read_UnderACondition_IsUnknown(string text) => Assert.AreEqual("User = ?", FactPrinter.Print(Read(text).Images.Single()));

    [TestMethod]
    [DataRow("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>")]
    [DataRow("<Project><PropertyGroup><ContainerName>x</ContainerName></PropertyGroup></Project>")]
    public void Read_WithoutContainerSettings_NoImage(string text) => Assert.IsEmpty(Read(text).Images);

    [TestMethod]
    public void Read_Places() => Assert.AreEqual(
        """
        project 'app.csproj' @4:20-4:24
          User = root @4:20-4:24
          Environment[0] = { Name = A, Value = b, Source = Literal } @8:44-8:45

        """.ReplaceLineEndings("\n"),
        ModelText.Of(Read(
            """
            <!-- <ContainerUser>x</ContainerUser> -->
            <Project>
              <PropertyGroup>
                <ContainerUser>root</ContainerUser>
              </PropertyGroup>
              <ItemGroup>
                <!-- a > b -->
                <ContainerEnvironmentVariable Include='A'
                  Value="b" />
              </ItemGroup>
            </Project>
            """.ReplaceLineEndings("\n"))));

    [TestMethod]
    [DataRow("<Project><PropertyGroup>", "file(1,")]
    [DataRow("<!DOCTYPE a [<!ENTITY b \"c\">]><Project />", "file(1,")]
    public void Read_MalformedXml_IsAProblem(string text, string expected)
    {
        var problem = ReaderTests.Problems(Surface.Project, text).Single();

        StringAssert.StartsWith(problem, expected);
        StringAssert.Contains(problem, "error CSEC0104: This is not valid XML: ");
    }

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(
        Surface.Project, "<Project><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup><ItemGroup><ContainerPort Include=\"80\"><Type>tcp</Type></ContainerPort></ItemGroup></Project>");

    private static Deployment Read(string text)
    {
        var result = ContainerSec.Readers.ConfigurationReader.Read(Surface.Project, new SourceText("src/app.csproj", text));
        Assert.IsEmpty(result.Problems, string.Join("\n", result.Problems));
        return result.Deployment;
    }
}
