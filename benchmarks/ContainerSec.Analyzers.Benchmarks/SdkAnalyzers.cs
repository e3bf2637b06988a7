using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>The analyzers that the .NET SDK adds to every build.</summary>
internal static class SdkAnalyzers
{
    private static readonly string Folder = typeof(SdkAnalyzers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "SdkAnalyzers").Value!;

    private static readonly Lazy<Type[]> Types = new(static () =>
        [.. ((string[])["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"]).SelectMany(static name => TypesIn(Assembly.LoadFrom(Path.Combine(Folder, name)))).Where(IsForCSharp)]);

    public static DiagnosticAnalyzer[] Create() => [.. Types.Value.Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    // The same assemblies hold code fixes, which need what a build does not have.
    private static IEnumerable<Type> TypesIn(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private static bool IsForCSharp(Type type) => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type)
        && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>(inherit: false) is { Languages: var languages } && languages.Contains(LanguageNames.CSharp);
}
