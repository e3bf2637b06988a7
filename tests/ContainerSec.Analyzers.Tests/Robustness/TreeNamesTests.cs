using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Which code is looked at: names that other types have, too, count only where code changes what they name.</summary>
[TestClass]
public class TreeNamesTests
{
    [TestMethod]
    [DataRow("var app = Host.CreateDefaultBuilder().Build();", false)]
    [DataRow("Console.WriteLine(request.Host + uri.Host);", false)]
    [DataRow("var data = message.Data; Use(exception.Data, image.Labels);", false)]
    [DataRow("pod.Spec.HostNetwork = true;", true)]
    [DataRow("config.Host = text;", true)]
    [DataRow("secret.Data[\"password\"] = bytes;", true)]
    [DataRow("container.Env.Add(variable);", true)]
    [DataRow("container.Env?.Add(variable);", true)]
    [DataRow("Add(new() { Image = text });", true)]
    [DataRow("var pod = new V1Pod();", true)]
    public void KubernetesClient(string code, bool expected) => Check(References.KubernetesClient, code, expected);

    [TestMethod]
    [DataRow("var app = WebApplication.CreateBuilder(args).Build();", false)]
    [DataRow("var text = new StringBuilder(); solution.Build();", false)]
    [DataRow("var redis = new RedisBuilder(\"redis:8.0\").Build();", true)]
    [DataRow("RedisBuilder redis = new(\"redis:8.0\"); Start(redis.Build());", true)]
    [DataRow("var web = new ContainerBuilder(\"contoso/web:1.4\");", true)]
    public void Testcontainers(string code, bool expected) => Check(References.Testcontainers4, code, expected);

    [TestMethod]
    public void Testcontainers_BuilderOfAMethod_IsLookedAtWhereItIsBuilt() =>
        Check(References.Testcontainers4, "Redis(\"redis:latest\").Build(); } static RedisBuilder Redis(string image) { return new RedisBuilder(image);", true);

    private static void Check(IEnumerable<Microsoft.CodeAnalysis.MetadataReference> references, string code, bool expected)
    {
        var compilation = CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText($"class C {{ void M() {{ {code} }} }}")], references);
        var method = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        Assert.AreEqual(expected, new TreeNames(compilation, Libraries.Of(compilation)!, new()).MayMatter(method, CancellationToken.None));
    }
}
