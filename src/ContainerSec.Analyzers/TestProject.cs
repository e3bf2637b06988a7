using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers;

/// <summary>Tells projects of tests from others.</summary>
internal static class TestProject
{
    /// <summary>Whether a framework of tests is referenced: then what the code starts lives while tests run.</summary>
    public static bool Is(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (assembly.Name is "xunit.core" or "xunit.v3.core" or "nunit.framework" or "TUnit.Core"
                or "Microsoft.VisualStudio.TestPlatform.TestFramework" or "MSTest.TestFramework" or "Testcontainers")
                return true;
        }

        return false;
    }
}
