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

    public static (IReadOnlyList<MetadataReference> References, string Before, string After) Find(string name) => name switch
    {
        // Statements of a method of a test.
        "testcontainers" => (References.Testcontainers4, TestcontainersUsings + "class Tests { void Test(bool flag, string text) {\n", "\n} }"),
        "testcontainers3" => (References.Testcontainers3, TestcontainersUsings + "class Tests { void Test(bool flag, string text) {\n", "\n} }"),
        // Members of a class.
        "testcontainers-members" => (References.Testcontainers4, TestcontainersUsings + "class Tests {\n", "\n}"),
        _ => throw new InvalidOperationException($"There is no template '{name}'."),
    };
}
