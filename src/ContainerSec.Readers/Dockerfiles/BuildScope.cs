namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The variables that an instruction sees: those of its stage, of the stages it is built on, and of the builder.</summary>
/// <remarks>Dockerfile reference, "Scope" of ARG: a stage inherits from the stage it is built on; ARGs before the first FROM are seen by FROM alone, unless a stage names them again.</remarks>
internal sealed class BuildScope
{
    private static readonly HashSet<string> Platform = new(StringComparer.Ordinal)
    {
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION",
    };

    // .NET's images name their user without rights, and Dockerfiles say USER $APP_UID.
    private static readonly BuildScope DotNetImage = WithAppUser();

    private readonly BuildScope? _base;
    private readonly BuildVariableState _others;
    private Dictionary<string, BuildVariable>? _own;

    private BuildScope(BuildScope? @base, BuildVariableState others) => (_base, _others) = (@base, others);

    /// <summary>What FROM sees: only ARGs before it, and the builder's platforms.</summary>
    public static BuildScope Global() => new(null, BuildVariableState.Unset);

    /// <summary>A stage on nothing has only what it sets itself.</summary>
    public static BuildScope OnScratch() => new(null, BuildVariableState.Unset);

    /// <summary>A stage on an image has variables that nobody sees here, but for the user of .NET's images.</summary>
    public static BuildScope OnImage(ImageReference? image = null) =>
        new(image is not null && NamesAppUser(image) ? DotNetImage : null, BuildVariableState.Unknown);

    public static BuildScope OnStage(BuildScope stage) => new(stage, stage._others);

    /// <summary>The variables set in this file, by name.</summary>
    public IEnumerable<string> Names => _own is null ? [] : _own.Keys;

    /// <summary>Whether the builder sets that variable in front of FROM.</summary>
    public static bool IsPlatform(string name) => Platform.Contains(name);

    public BuildVariable Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope._base)
        {
            if (scope._own is not null && scope._own.TryGetValue(name, out var variable))
                return variable;
        }

        return new BuildVariable(_others);
    }

    /// <summary>ENV: the value stays in the image.</summary>
    public void SetEnvironment(string name, string? value) =>
        Set(name, value is null ? new BuildVariable(BuildVariableState.Unknown) : new BuildVariable(BuildVariableState.Known, value, value));

    /// <summary>ARG: the value ends with the build, and one of ENV is still there when the image runs.</summary>
    public void SetArgument(string name, BuildVariable value) => Set(name, value with { RunValue = Get(name).RunValue });

    /// <summary>The value for a command of the build; null when it is not known.</summary>
    public string? BuildValue(string name) => Get(name) is { State: BuildVariableState.Known } variable ? variable.Value : null;

    /// <summary>The value for a command of the image; null when it is not known.</summary>
    public string? RunValue(string name) => Get(name).RunValue;

    // dotnet-docker, since .NET 8, on Linux: ENV APP_UID=1654. A tag that begins with no number ("latest") is a newer version.
    private static bool NamesAppUser(ImageReference image)
    {
        var tag = image.Tag ?? "latest";
        return image.Registry == "mcr.microsoft.com"
            && image.Repository.StartsWith("dotnet/", StringComparison.Ordinal)
            && !image.Repository.StartsWith("dotnet/framework/", StringComparison.Ordinal)
            && tag.IndexOf("nanoserver", StringComparison.Ordinal) < 0 && tag.IndexOf("windowsservercore", StringComparison.Ordinal) < 0
            && (!int.TryParse(tag.Split('.', '-')[0], out var major) || major >= 8);
    }

    private static BuildScope WithAppUser()
    {
        var scope = new BuildScope(null, BuildVariableState.Unknown);
        scope.SetEnvironment("APP_UID", "1654");
        return scope;
    }

    private void Set(string name, BuildVariable variable) => (_own ??= new Dictionary<string, BuildVariable>(StringComparer.Ordinal))[name] = variable;
}
