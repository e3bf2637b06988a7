using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Testcontainers for .NET, 3 and 4, with its modules and the builders of its users.</summary>
internal sealed class TestcontainersLibrary : Library
{
    private readonly BuilderTypes _types = new();
    private readonly EngineObjects _objects = new();

    // A chain without any call that says something begins with a builder and ends in Build all the same.
    public override IEnumerable<string> Names =>
        ContainerBuilderMembers.All.Keys.Concat(BuilderMembers.OfAll.Keys).Concat(BuilderMembers.OfImage.Keys).Concat(BuilderMembers.OfNetwork.Keys).Concat(
            ["WithPassword", "WithUsername", "WithCreateParameterModifier", "ContainerBuilder", "ImageFromDockerfileBuilder", "NetworkBuilder", "TestcontainersSettings", "SetEnvironmentVariable", "Init"]);

    /// <summary>The library as a compilation references it; null when it does not.</summary>
    public static TestcontainersLibrary? Find(Compilation compilation) =>
        compilation.GetTypesByMetadataName($"{BuilderTypes.Namespace}.IAbstractBuilder`3").IsEmpty ? null : new TestcontainersLibrary();

    public override Meaning? MeaningOf(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
            return null;
        var kind = _types.KindOf(type);
        if (kind is BuilderKind.None)
            return MeaningOfOther(method, type);
        if (method.MethodKind == MethodKind.Constructor)
            return call => call.Run.Lift(new BuilderValue(Begin(call, kind), null));
        // How a builder copies itself: what it had is in the copy.
        if (method.Name is "Init" or "Clone" or "Merge")
            return call => Receiver(call, kind);
        if (method.Name == "Build" && method.Parameters.IsEmpty)
            return call => Build(call, kind);
        if (method.Name == "WithCreateParameterModifier")
            return call => Receiver(call, kind) is var changed ? changed.With(Change(changed.State, call), call.Run) : Value.Unknown;
        // A method of one's own says what its body says; any other gives a builder that is a new one at least.
        var saying = SayingOf(method, kind);
        if (saying is null && (!method.DeclaringSyntaxReferences.IsEmpty || _types.KindOf(method.ReturnType) is BuilderKind.None))
            return null;
        return call => Receiver(call, kind) is var builder ? builder.With(saying is null ? builder.State : saying(builder.State, call), call.Run) : Value.Unknown;
    }

    public override Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) =>
        _types.KindOf(type) is not BuilderKind.None and var kind ? run.Lift(new BuilderValue(new BuilderState { Kind = kind, Place = place, IsPartial = true }, null)) : null;

    public override bool Assign(IPropertySymbol property, Value? receiver, Stated value, TextProvenance place, Interpreter run) =>
        TestcontainersSettings.Assign(property, value, place, run);

    public override void Discarded(Value value, IEnumerable<ILifted> made, IMethodSymbol method, TextProvenance place, Interpreter run)
    {
        if (value is BuilderValue builder && (method.Name.StartsWith("With", StringComparison.Ordinal) || method.Name == "DependsOn"))
            builder.Discard([.. made], method.Name, place);
    }

    private static BuilderMembers.Saying? SayingOf(IMethodSymbol method, BuilderKind kind)
    {
        // A builder of one's own may call other things by these names.
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        var own = kind switch { BuilderKind.Container => ContainerBuilderMembers.All, BuilderKind.Image => BuilderMembers.OfImage, BuilderKind.Network => BuilderMembers.OfNetwork, _ => BuilderMembers.OfAll };
        if (own.TryGetValue(method.Name, out var saying) || BuilderMembers.OfAll.TryGetValue(method.Name, out saying))
            return saying;
        return kind is not BuilderKind.Container ? null : method.Name switch
        {
            "WithPassword" => ModuleCredentials.SayPassword,
            "WithUsername" => ModuleCredentials.SayUser,
            _ => null,
        };
    }

    // Types beside the builders: what their objects were made of is what they say.
    private static Meaning? MeaningOfOther(IMethodSymbol method, INamedTypeSymbol type) => (type.Name, method.Name) switch
    {
        ("DockerImage", ".ctor") when BuilderTypes.IsOwn(type, "Images") => static call => Image(call),
        ("DockerEndpointAuthenticationConfiguration", ".ctor") when BuilderTypes.IsOwn(type, "Configurations") => static call => call["endpoint"].Value ?? Value.Unknown,
        ("FilePath" or "DirectoryPath", "Of") when BuilderTypes.IsOwn(type, "Builders") => static call => call["path"].Value ?? Value.Unknown,
        ("Environment", "SetEnvironmentVariable") when type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } => TestcontainersSettings.SetVariable,
        _ => null,
    };

    private static Value Image(Call call)
    {
        if (call.Has("image"))
            return call["image"].Value ?? Value.Unknown;
        // Older versions part the path in two: (repository, name, tag).
        var path = new[] { Part("registry"), Part("repository"), Part("name") }.Where(static p => p is { Length: > 0 });
        var (tag, digest) = (Part("tag"), Part("digest"));
        return new TextValue(string.Join("/", path) + (tag is { Length: > 0 } ? ":" + tag : "") + (digest is { Length: > 0 } ? "@" + digest : ""));

        string? Part(string parameter) => call[parameter].TextWithHoles.Value;
    }

    private static BuilderState Begin(Call call, BuilderKind kind)
    {
        var method = call.Method;
        var state = new BuilderState { Kind = kind, Place = call.Place, IsPartial = method.Parameters.Length > 0 && !call.Has("image"), PasswordVariable = ModuleCredentials.PasswordOf(method.ContainingType) };
        if (call.Has("image") && kind is BuilderKind.Container)
            return state.With(w => w with { Image = w.Image with { Reference = ContainerBuilderMembers.Image(call["image"]) } });
        // A builder of one's own knows its image.
        var isModule = method.Parameters.IsEmpty && IsModule(method.ContainingType);
        return isModule ? state with { DefaultOf = Fact.Known(method.ContainingType.Name, call.Place) } : state;
    }

    private static bool IsModule(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        return type.DeclaringSyntaxReferences.IsEmpty && space is { ContainingNamespace: { Name: "Testcontainers", ContainingNamespace.IsGlobalNamespace: true } };
    }

    // Inside of a builder of one's own, 'this' is a builder of which more was said.
    private static BuilderValue Receiver(Call call, BuilderKind kind) =>
        call.Receiver as BuilderValue ?? call.Run.Lift(new BuilderValue(new BuilderState { Kind = kind, Place = call.Place, IsPartial = true }, null));

    private static Value Build(Call call, BuilderKind kind)
    {
        if (call.Receiver is not BuilderValue builder)
            return Value.Unknown;
        builder.Build();
        // Images and networks are given to containers.
        return kind is BuilderKind.Container ? Value.Unknown : builder;
    }

    private BuilderState Change(BuilderState state, Call call)
    {
        var parameter = (call.Method.Parameters.FirstOrDefault()?.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
        if (call["parameterModifier"].Value is not FunctionValue function || parameter is null || parameter.Name != "CreateContainerParameters" || !DockerDotNetLibrary.IsModel(parameter))
            return state;
        var request = call.Run.NewObject(parameter, call.Place, isPartial: true, isImplicit: true);
        request.IsClaimed = true;
        call.Run.Invoke(function, [request]);
        return state with { Changes = [.. state.Changes, RequestChange.Of(request, _objects.ToChange(request, call.Place, RunContext.Test))] };
    }
}
