#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Shells;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads FROM.</summary>
internal sealed class FromReader(InstructionContext context, BuildStages stages)
{
    // Stages on stages deeper than any real file has; beyond, the stage counts as built on an unknown image.
    private const int MaxStageDepth = 128;
    private const int MaxHints = 256;

    // Many stages are built on few images.
    private readonly Dictionary<string, ImageReference> _images = new(StringComparer.Ordinal);

    /// <summary>Reads the line and begins a stage.</summary>
    public BuildStage Read(RunContext runContext)
    {
        context.Flags.Read(context.Line, "FROM", context.Problems);
        var words = context.Line.Words();
        if (words.Count != 1 && !(words.Count == 3 && context.TextOf(words[1]).Equals("AS", StringComparison.OrdinalIgnoreCase)))
            context.Problems.Error("FROM takes an image, and a name for the stage: FROM image AS name", context.ArgumentsPlace);
        var image = words.Count == 0 ? Fact.Unknown<string>(context.Line.KeywordPlace) : context.Expand(words[0], context.GlobalScope);
        if (image is { IsKnown: true, Value: "" } || (words.Count > 0 && WarnOfUndeclared(words[0])))
            image = Fact.Unknown<string>(image.Origin);
        var @base = image.IsKnown ? stages.Find(image.Value) : null;
        if (@base is { Depth: >= MaxStageDepth })
        {
            context.Problems.Error($"more than {MaxStageDepth} stages are built one on the other; join some", image.Origin);
            (@base, image) = (null, Fact.Unknown<string>(image.Origin));
        }

        var platform = context.Expand(context.Flags.Find("platform"), context.GlobalScope);
        var reference = image.Select(ReferenceTo);
        return new BuildStage
        {
            Name = words.Count == 3 ? ReadStageName(words[2]) : "",
            Index = stages.Count,
            Context = runContext,
            Place = context.Place(),
            Base = @base,
            Depth = @base is null ? 0 : @base.Depth + 1,
            BaseImage = @base is null ? reference : default,
            Platform = platform,
            IsWindows = @base?.IsWindows ?? IsWindows(reference, platform),
            DeclaredShell = @base?.DeclaredShell,
            Scope = @base is not null ? BuildScope.OnStage(@base.Scope) : reference.Is(static r => r.IsScratch) ? BuildScope.OnScratch() : BuildScope.OnImage(reference.Value),
        };
    }

    private ImageReference ReferenceTo(string image)
    {
        if (!_images.TryGetValue(image, out var reference))
            _images.Add(image, reference = ImageReference.Parse(image));
        return reference;
    }

    private string ReadStageName(WordSpan word)
    {
        var name = context.TextOf(word).ToLowerInvariant();
        if (name.Length == 0 || name[0] is not (>= 'a' and <= 'z') || !name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.'))
            context.Problems.Error($"'{context.TextOf(word)}' is no name of a stage; begin with a letter and use letters, digits, '-', '_' and '.'", context.At(word));
        return name;
    }

    // The builder puts nothing in place of a variable that no ARG before FROM declares; what was meant is unknown.
    private bool WarnOfUndeclared(WordSpan word)
    {
        var text = context.TextOf(word);
        var dollar = text.IndexOf('$');
        if (dollar < 0)
            return false;
        var start = dollar + 1 < text.Length && text[dollar + 1] == '{' ? dollar + 2 : dollar + 1;
        var end = start;
        while (end < text.Length && ShellWord.IsNamePart(text[end]))
            end++;
        var name = text.Substring(start, end - start);
        var hasDefault = end < text.Length && text[end] is ':' or '-' or '+';
        if (name.Length == 0 || hasDefault || context.GlobalScope.Get(name).State != BuildVariableState.Unset || BuildScope.IsPlatform(name))
            return false;
        var hint = NearestName.Hint(name, context.GlobalScope.Names.Take(MaxHints).ToArray());
        context.Problems.Warning($"no ARG before the first FROM declares {name}{hint}", context.At(word));
        return true;
    }

    private bool IsWindows(Fact<ImageReference> image, Fact<string> platform)
    {
        if (platform.IsKnown)
            return platform.Value.StartsWith("windows", StringComparison.OrdinalIgnoreCase);
        if (context.Escape == '`')
            return true;
        return image.Is(static r => r.Repository.StartsWith("windows/", StringComparison.Ordinal) || r.Repository.StartsWith("dotnet/framework/", StringComparison.Ordinal)
            || (r.Tag is { } tag && (tag.Contains("nanoserver", StringComparison.Ordinal) || tag.Contains("windowsservercore", StringComparison.Ordinal))));
    }
}
