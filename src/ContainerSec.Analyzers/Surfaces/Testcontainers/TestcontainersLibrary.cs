using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Testcontainers for .NET, 3 and 4: builders are immutable, each call gives a new one.</summary>
internal sealed class TestcontainersLibrary : Library
{
    private readonly INamedTypeSymbol _builder;
    private readonly Dictionary<string, Meaning> _members;

    private TestcontainersLibrary(INamedTypeSymbol builder)
    {
        _builder = builder;
        _members = ContainerBuilderMembers.Create();
    }

    public override IEnumerable<string> Names => _members.Keys.Concat(["ContainerBuilder", "ImageFromDockerfileBuilder", "NetworkBuilder", "VolumeBuilder", "TestcontainersSettings"]);

    /// <summary>The library as a compilation references it; null when it does not.</summary>
    public static TestcontainersLibrary? Find(Compilation compilation)
    {
        // Type parameters were added from 3 to 4.
        var builder = compilation.GetTypesByMetadataName("DotNet.Testcontainers.Builders.ContainerBuilder`3").FirstOrDefault();
        return builder is null ? null : new TestcontainersLibrary(builder);
    }

    public override Meaning? MeaningOf(IMethodSymbol method)
    {
        if (!IsBuilder(method.ContainingType))
            return null;
        if (method.MethodKind == MethodKind.Constructor)
            return call => call.Run.Lift(ContainerBuilderValue.New(call));
        return _members.TryGetValue(method.Name, out var meaning) ? meaning : null;
    }

    public override Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) =>
        IsBuilder(type) ? run.Lift(ContainerBuilderValue.FromOutside(type, place, run)) : null;

    private bool IsBuilder(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.OriginalDefinition.Name == _builder.Name && type.OriginalDefinition.ToDisplayString() == _builder.ToDisplayString())
                return true;
        }

        return false;
    }
}
