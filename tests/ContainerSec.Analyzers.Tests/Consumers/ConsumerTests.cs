namespace ContainerSec.Analyzers.Tests.Consumers;

/// <summary>The packed package in projects of several shapes, built by the SDK of the machine.</summary>
[TestClass]
public class ConsumerTests
{
    private static readonly Dictionary<string, string> Printed = [];
    private static string _files = "";

    [ClassInitialize]
    public static async Task Build(TestContext context)
    {
        using var feed = new ConsumerFeed();
        await feed.PackAsync();
        _files = string.Join('\n', feed.Files());
        // Two at a time: each keeps a processor busy for most of its time.
        await Parallel.ForEachAsync(Projects(feed), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = context.CancellationToken }, static async (project, _) =>
        {
            var printed = await project.Consumer.BuildAsync(project.File);
            lock (Printed)
                Printed.Add(project.Consumer.Name, printed);
        });
    }

    [TestMethod]
    public void Package_HoldsWhatTheCompilerLoads() => Assert.AreEqual(
        """
        ContainerSec.Analyzers.nuspec
        NOTICE
        analyzer.md
        analyzers/dotnet/cs/ContainerSec.Analyzers.CodeFixes.dll
        analyzers/dotnet/cs/ContainerSec.Analyzers.dll
        analyzers/dotnet/cs/ContainerSec.Model.dll
        analyzers/dotnet/cs/ContainerSec.Readers.dll
        analyzers/dotnet/cs/YamlDotNet.dll
        build/ContainerSec.Analyzers.props
        build/ContainerSec.Analyzers.targets
        buildTransitive/ContainerSec.Analyzers.props
        buildTransitive/ContainerSec.Analyzers.targets
        icon.png
        """, _files);

    [TestMethod]
    public void FilesAndCode_AreReportedInTheirPlaces_WithWrittenSeverities() => Assert.AreEqual(
        """
        Code.cs(5,126): error CSEC0901
        Code.cs(5,67): warning CSEC0602
        Code.cs(8,67): warning CSEC0602
        Dockerfile(1,6): error CSEC0601
        Dockerfile(1,6): warning CSEC0602
        compose.yaml(3,12): warning CSEC0602
        compose.yaml(3,12): warning CSEC0603
        compose.yaml(4,17): warning CSEC0901
        compose.yaml(6,12): warning CSEC0603
        k8s/pod.yaml(6,36): warning CSEC0602
        """, Printed["classic"]);

    [TestMethod]
    public void ContainerProperties_AreReportedOnce_AlsoThoseOfImports() => Assert.AreEqual(
        """
        Web.csproj(1,1): warning CSEC0201
        Web.csproj(7,64): warning CSEC1201
        """, Printed["web"]);

    [TestMethod]
    public void FileBasedApp_HasItsFilesAndProperties()
    {
        Assert.Contains("Dockerfile(1,6): warning CSEC0601", Printed["file"]);
        // Off by default: the mode came through.
        Assert.Contains("Dockerfile(2,1): warning CSEC0611", Printed["file"]);
    }

    [TestMethod]
    public void SeveralFrameworks_ReportAFileOnce_AndWarningsAreErrors() =>
        Assert.AreEqual("Dockerfile(1,6): error CSEC0601", Printed["library"]);

    [TestMethod]
    public void SwitchedOff_PrintsNothing() => Assert.AreEqual("", Printed["quiet"]);

    [TestMethod]
    public void ContainerTests_Insecure_PrintsItsWarnings() => Assert.AreEqual(
        """
        ShopTests.cs(19,29): warning CSEC0901
        ShopTests.cs(20,28): warning CSEC0902
        ShopTests.cs(32,17): warning CSEC0401
        ShopTests.cs(33,55): warning CSEC0801
        ShopTests.cs(37,17): warning CSEC0101
        """, Printed["sample-insecure"]);

    [TestMethod]
    public void ContainerTests_Hardened_PrintsNothing() => Assert.AreEqual("", Printed["sample-hardened"]);

    private static IEnumerable<(Consumer Consumer, string File)> Projects(ConsumerFeed feed)
    {
        // These take longest: they restore what a test project needs.
        yield return (new Consumer(feed, "sample-insecure").Sample("ContainerTests/insecure"), "Shop.Tests.csproj");
        yield return (new Consumer(feed, "sample-hardened").Sample("ContainerTests/hardened"), "Shop.Tests.csproj");
        var docker = Path.Combine(ConsumerFeed.Metadata("NuGetPackageRoot"), "docker.dotnet", "3.125.15", "lib", "netstandard2.1", "Docker.DotNet.dll");
        yield return (new Consumer(feed, "classic")
            .File("Classic.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <NoWarn>$(NoWarn);CSEC0401</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ContainerSec.Analyzers" Version="$VERSION$" />
                    <Reference Include="{docker}" />
                  </ItemGroup>
                </Project>
                """)
            .File("Code.cs", """
                using Docker.DotNet.Models;

                public static class Code
                {
                    public static CreateContainerParameters Reported() => new() { Image = "registry.example/web:1.2.3", HostConfig = new() { Privileged = true } };

                #pragma warning disable CSEC0901
                    public static CreateContainerParameters Accepted() => new() { Image = "registry.example/web:1.2.3", HostConfig = new() { Privileged = true } };
                #pragma warning restore CSEC0901
                }
                """)
            .File("Dockerfile", "FROM alpine:latest\n")
            .File("compose.yaml", "services:\n  web:\n    image: registry.example/web:1.2.3\n    privileged: true\n  bench:\n    image: registry.example/bench:1.2.3   # containersec:ignore CSEC0602 built beside it\n    privileged: true   # containersec:ignore CSEC0901 the bench flashes firmware\n")
            .File("k8s/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  hostNetwork: true\n  containers: [{ name: web, image: \"registry.example/web:1.2.3\" }]\n")
            .File(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CSEC0901.severity = error\n[compose.yaml]\ncontainersec.trusted_registries = ghcr.io/contoso\n")
            .File(".globalconfig", "is_global = true\ndotnet_diagnostic.CSEC0603.severity = warning\ndotnet_diagnostic.CSEC0601.severity = error\ndotnet_diagnostic.CSEC0602.severity = warning\n"), "Classic.csproj");
        yield return (new Consumer(feed, "web")
            .File("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <ContainerUser>root</ContainerUser>\n  </PropertyGroup>\n</Project>\n")
            .File("Web.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ContainerImageTags>1.0;1.0.3</ContainerImageTags>
                  </PropertyGroup>
                  <ItemGroup>
                    <ContainerEnvironmentVariable Include="DB_PASSWORD" Value="Zq8vT3xLw0" />
                    <PackageReference Include="ContainerSec.Analyzers" Version="$VERSION$" />
                  </ItemGroup>
                </Project>
                """)
            .File("Program.cs", "Microsoft.AspNetCore.Builder.WebApplication.Create(args).Run();\n"), "Web.csproj");
        yield return (new Consumer(feed, "file")
            .File("app.cs", "#:package ContainerSec.Analyzers@$VERSION$\n#:property ContainerSecMode=strict\nSystem.Console.WriteLine();\n")
            .File("Dockerfile", "FROM alpine:latest\nADD app.conf /etc/app.conf\n"), "app.cs");
        yield return (new Consumer(feed, "library")
            .File("Library.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ContainerSec.Analyzers" Version="$VERSION$" />
                  </ItemGroup>
                </Project>
                """)
            .File("Dockerfile", "FROM alpine:latest\n"), "Library.csproj");
        yield return (new Consumer(feed, "quiet")
            .File("Quiet.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net8.0</TargetFramework>
                    <ContainerSecFiles>false</ContainerSecFiles>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ContainerSec.Analyzers" Version="$VERSION$" />
                  </ItemGroup>
                </Project>
                """)
            .File("Dockerfile", "FROM alpine:latest\n"), "Quiet.csproj");
    }
}
