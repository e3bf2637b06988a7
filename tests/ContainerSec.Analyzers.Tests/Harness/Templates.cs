using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>What stands around the code of a case, and what it compiles against.</summary>
internal static class Templates
{
    private const string TestcontainersUsings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks;
        using DotNet.Testcontainers.Builders; using DotNet.Testcontainers.Configurations; using DotNet.Testcontainers.Containers; using DotNet.Testcontainers.Images;
        using Docker.DotNet.Models; using Testcontainers.PostgreSql;

        """;

    private const string ModuleUsings = """
        using Testcontainers.K3s; using Testcontainers.LocalStack; using Testcontainers.MongoDb; using Testcontainers.MsSql; using Testcontainers.MySql; using Testcontainers.RabbitMq; using Testcontainers.Redis;

        """;

    private const string DockerUsings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net.Security; using System.Security.Cryptography.X509Certificates; using System.Threading; using System.Threading.Tasks;
        using Docker.DotNet; using Docker.DotNet.Models; using Docker.DotNet.X509;

        """;

    private const string AspireUsings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks;
        using Aspire.Hosting; using Aspire.Hosting.ApplicationModel; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.Hosting;

        """;

    private const string AspireStart = "var builder = DistributedApplication.CreateBuilder(args);\n";

    // Projects of the solution have generated types of this shape. Names without a value are what a test calls unknown.
    private const string AspireEnd = """

        builder.Build().Run();
        static partial class Outside { public static extern bool Flag(); public static extern string Text(); }
        namespace Projects { public class Api : IProjectMetadata { public string ProjectPath => ""; } public class Web : IProjectMetadata { public string ProjectPath => ""; } }
        """;

    private const string KubernetesUsings = """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Text; using System.Threading.Tasks;
        using k8s; using k8s.Models; using k8s.KubeConfigModels;

        """;

    // The few members of ASP.NET Core that tell a request's values from others.
    private const string WebDeclarations = """

        namespace Microsoft.AspNetCore.Http
        {
            public interface IQueryCollection { string this[string name] { get; } }
            public abstract class HttpRequest { public IQueryCollection Query { get; set; } = null!; public IQueryCollection Form { get; set; } = null!; public string Method { get; set; } = ""; }
        }
        namespace Microsoft.AspNetCore.Mvc
        {
            public abstract class ControllerBase { public Microsoft.AspNetCore.Http.HttpRequest Request => null!; public object Ok() => this; public object BadRequest() => this; }
            public sealed class NonActionAttribute : System.Attribute { }
            public sealed class FromServicesAttribute : System.Attribute { }
            public sealed class FromBodyAttribute : System.Attribute { }
        }
        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class WebApplication { }
            public static class EndpointRouteBuilderExtensions { public static void MapPost(this WebApplication app, string pattern, System.Delegate handler) { } }
        }
        """;

    public static (IReadOnlyList<MetadataReference> References, string Before, string After) Find(string name) => name switch
    {
        // Statements of a method of a test.
        "testcontainers" => (References.Testcontainers4, TestcontainersUsings + ModuleUsings + "class Tests { void Test(bool flag, string text) {\n", "\n} }"),
        "testcontainers3" => (References.Testcontainers3, TestcontainersUsings + "class Tests { void Test(bool flag, string text) {\n", "\n} }"),
        // Members of a class.
        "testcontainers-members" => (References.Testcontainers4, TestcontainersUsings + ModuleUsings + "class Tests {\n", "\n}"),
        // Whole files.
        "testcontainers-file" => (References.Testcontainers4, TestcontainersUsings + ModuleUsings, ""),
        "testcontainers3-file" => (References.Testcontainers3, TestcontainersUsings, ""),
        // A method of a service that speaks to the engine, with the library of old and the one of today.
        "docker3" => (References.DockerDotNet, DockerUsings + "class Service { async Task Run(IDockerClient client, bool flag, string text) {\n", "\n} }"),
        "docker4" => (References.DockerDotNetEnhanced, DockerUsings + "class Service { async Task Run(IDockerClient client, bool flag, string text) {\n", "\n} }"),
        // The members of a controller, and the statements of a method that maps routes.
        "docker4-controller" => (References.DockerDotNetEnhanced, DockerUsings + "using Microsoft.AspNetCore.Mvc;\nclass Order { public string Image { get; set; } = \"\"; public int Count { get; set; } }\nclass Controller : ControllerBase {\n static readonly HashSet<string> Allowed = [\"web\"]; static string Checked(string s) => s; static void Check(string s) { }\n", "\n}" + WebDeclarations),
        "docker4-routes" => (References.DockerDotNetEnhanced, DockerUsings + "using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http;\nclass Routes { void Map(WebApplication app, IDockerClient client) {\n", "\n} }" + WebDeclarations),
        "kubernetes-controller" => (References.KubernetesClient, KubernetesUsings + "using Microsoft.AspNetCore.Mvc;\nclass Controller : ControllerBase {\n", "\n}" + WebDeclarations),
        "docker4-members" => (References.DockerDotNetEnhanced, DockerUsings + "class Service {\n", "\n}"),
        // The statements of an application host, in each version of the library.
        "aspire8" => (AspireDeclarations.Version8, AspireUsings + AspireStart, AspireEnd),
        "aspire9" => (AspireDeclarations.Version9, AspireUsings + AspireStart, AspireEnd),
        "aspire13" => (AspireDeclarations.Version13, AspireUsings + AspireStart, AspireEnd),
        // A whole file.
        "aspire13-file" => (AspireDeclarations.Version13, AspireUsings, ""),
        // Statements of a method, with a client and what comes from outside.
        "kubernetes" => (References.KubernetesClient, KubernetesUsings + "class Operator { async Task<object?> Run(IKubernetes client, bool flag, string text, int number) {\n", "\nreturn null; } }"),
        // Types of the same names that are somebody else's.
        "kubernetes-lookalike" => (References.KubernetesClient, "using Contoso.Models;\nclass Operator { void Run() {\n", """

            } }
            namespace Contoso.Models { class V1SecurityContext { public bool? Privileged { get; set; } } class V1PodSpec { public bool? HostNetwork { get; set; } } class KubernetesClientConfiguration { public bool SkipTlsVerify { get; set; } } }
            """),
        "kubernetes-members" => (References.KubernetesClient, KubernetesUsings + "class Operator {\n", "\n}"),
        _ => throw new InvalidOperationException($"There is no template '{name}'."),
    };
}
