using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>C# projects of any size, no two files alike, and their compilation.</summary>
internal static class Code
{
    private static readonly string PackageRoot = typeof(Code).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "NuGetPackageRoot").Value!;

    private static readonly PortableExecutableReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => p.Contains("Microsoft.NETCore.App", StringComparison.Ordinal) && Path.GetFileName(p) is var n && (n.StartsWith("System.", StringComparison.Ordinal) || n is "mscorlib.dll" or "netstandard.dll"))
            .Select(static p => MetadataReference.CreateFromFile(p))];

    private static readonly MetadataReference[] Testcontainers = [.. Package("testcontainers", "4.16.0"), .. Package("docker.dotnet.enhanced", "4.3.3")];

    private static readonly Lazy<PortableExecutableReference> Aspire = new(MakeAspire);

    /// <summary>Files of ordinary code that have nothing to do with containers.</summary>
    public static string[] Ordinary(int files) => [.. Enumerable.Range(0, files).Select(OrdinaryFile)];

    /// <summary>As many files, every tenth of which is a class of tests that starts containers.</summary>
    public static string[] Tests(int files) => [.. Enumerable.Range(0, files).Select(static i => i % 10 == 0 ? TestFile(i) : OrdinaryFile(i))];

    /// <summary>An app host with as many resources, half of them careless.</summary>
    public static string[] AppHost(int resources)
    {
        var code = new StringBuilder("using Aspire.Hosting; using Aspire.Hosting.ApplicationModel;\nvar builder = DistributedApplication.CreateBuilder(args);\nvar password = builder.AddParameter(\"password\", secret: true);\n");
        for (var i = 0; i < resources; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"var service{i} = builder.AddContainer(\"service{i}\", \"contoso/service{i}\", \"1.{i}\")\n");
            code.Append(CultureInfo.InvariantCulture, $"    .WithHttpEndpoint(port: {8000 + i}, targetPort: 8080, name: \"http\")\n");
            code.Append(CultureInfo.InvariantCulture, $"    .WithEnvironment(\"FEATURE_{i}\", \"{(i % 3 == 0 ? "on" : "off")}\")\n    .WithEnvironment(\"PASSWORD\", password)\n");
            if (i % 2 == 0)
                code.Append(CultureInfo.InvariantCulture, $"    .WithContainerRuntimeArgs(\"--cap-add\", \"SYS_ADMIN\", \"--memory=256m\")\n    .WithBindMount(\"./data{i}\", \"/data\")\n");
            code.Append("    .WithLifetime(ContainerLifetime.Persistent);\n");
        }

        return [code.Append("builder.Build().Run();\n").ToString()];
    }

    public static CSharpCompilation Compile(string[] sources, bool testcontainers = false, bool aspire = false)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var trees = sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, options, $"File{i}.cs"));
        MetadataReference[] references = [.. Framework, .. testcontainers ? Testcontainers : [], .. aspire ? (MetadataReference[])[Aspire.Value] : []];
        return CSharpCompilation.Create("Benchmark", trees, references, new CSharpCompilationOptions(aspire ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>What a build does: parse, bind, run an analyzer, emit. The number of its diagnostics.</summary>
    public static int Build(string[] sources, DiagnosticAnalyzer analyzer, bool testcontainers = false, bool aspire = false) =>
        Compiler.Build(Compile(sources, testcontainers, aspire), [analyzer]);

    /// <summary>Writes an app host with all that a compiler needs, for a build by a process of its own: <c>csc @csc.rsp</c>.</summary>
    public static void WriteAppHost(string folder, int resources)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), AppHost(resources)[0]);
        File.WriteAllBytes(Path.Combine(folder, "Aspire.Hosting.dll"), AspireImage());
        File.WriteAllLines(Path.Combine(folder, "csc.rsp"),
            ["/noconfig /nostdlib+ /target:exe /deterministic+ /out:app.dll Program.cs /r:Aspire.Hosting.dll", .. Framework.Select(static r => $"/r:\"{r.FilePath}\"")]);
    }

    private static string OrdinaryFile(int i)
    {
        var code = new StringBuilder();
        code.Append(CultureInfo.InvariantCulture, $"using System;\nusing System.Collections.Generic;\nusing System.Linq;\nnamespace Contoso.Shop{i};\n");
        code.Append(CultureInfo.InvariantCulture, $"public sealed record Order{i}(int Id, string Customer, decimal Total, DateTime Placed);\npublic sealed class Orders{i}\n{{\n    private readonly List<Order{i}> _orders = new();\n");
        for (var m = 0; m < 12; m++)
        {
            code.Append(CultureInfo.InvariantCulture, $"    public IReadOnlyList<Order{i}> Find{m}(string customer, decimal least)\n    {{\n");
            code.Append(CultureInfo.InvariantCulture, $"        var found = _orders.Where(o => o.Customer == customer && o.Total > least + {m}).OrderBy(o => o.Placed).ToList();\n");
            code.Append(CultureInfo.InvariantCulture, $"        if (found.Count == 0) throw new InvalidOperationException($\"{{customer}} has no order {m}\");\n        var sum = 0m;\n        foreach (var order in found) {{ sum += order.Total; if (sum > {m * 100}) break; }}\n        return found;\n    }}\n");
        }

        return code.Append("}\n").ToString();
    }

    private static string TestFile(int i)
    {
        var code = new StringBuilder();
        code.Append(CultureInfo.InvariantCulture, $"using System.Threading.Tasks;\nusing DotNet.Testcontainers.Builders;\nusing DotNet.Testcontainers.Containers;\nnamespace Contoso.Tests{i};\npublic sealed class Tests{i}\n{{\n");
        for (var m = 0; m < 12; m++)
        {
            code.Append(CultureInfo.InvariantCulture, $"    public async Task Case{m}()\n    {{\n        IContainer container = new ContainerBuilder(\"contoso/service{m}:1.{i}\")\n            .WithPortBinding({8000 + m}, true)\n");
            code.Append(CultureInfo.InvariantCulture, $"            .WithEnvironment(\"FEATURE\", \"{m}\")\n            .WithBindMount(\"/srv/{i}\", \"/data\")\n            .WithPrivileged({(m % 4 == 0 ? "true" : "false")})\n            .Build();\n        await container.StartAsync();\n    }}\n");
        }

        return code.Append("}\n").ToString();
    }

    private static PortableExecutableReference MakeAspire() => MetadataReference.CreateFromImage(AspireImage());

    private static byte[] AspireImage()
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols("ASPIRE8", "ASPIRE9", "ASPIRE13");
        var trees = ((string[])["Aspire8.cs", "Aspire9.cs", "Aspire13.cs"]).Select(name => CSharpSyntaxTree.ParseText(Resource(name), options));
        var compilation = CSharpCompilation.Create("Aspire.Hosting", trees, Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var image = new MemoryStream();
        if (compilation.Emit(image) is { Success: false } failed)
            throw new InvalidOperationException(failed.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error).ToString());
        return image.ToArray();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(Code).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not there.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static PortableExecutableReference[] Package(string id, string version)
    {
        var lib = Path.Combine(PackageRoot, id, version, "lib");
        var folder = ((string[])["net10.0", "net9.0", "net8.0", "netstandard2.1", "netstandard2.0"]).Select(f => Path.Combine(lib, f)).First(Directory.Exists);
        return [.. Directory.GetFiles(folder, "*.dll").Select(static dll => MetadataReference.CreateFromFile(dll))];
    }
}
