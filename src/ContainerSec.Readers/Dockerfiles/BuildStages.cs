using System.Globalization;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>The stages so far.</summary>
internal sealed class BuildStages
{
    private readonly List<BuildStage> _stages = [];
    private readonly Dictionary<string, BuildStage> _byName = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _stages.Count;

    /// <summary>The stage that is read; null before the first FROM.</summary>
    public BuildStage? Last => _stages.Count > 0 ? _stages[_stages.Count - 1] : null;

    public IEnumerable<BuildStage> All => _stages;

    /// <summary>Completes the last stage and begins another.</summary>
    public void Add(BuildStage stage)
    {
        Last?.Complete(isFinal: false);
        _stages.Add(stage);
        if (stage.Name.Length > 0)
            _byName[stage.Name] = stage;
    }

    /// <summary>The stage of that name, the last one if there are several; null when there is none.</summary>
    public BuildStage? Find(string name) => _byName.TryGetValue(name, out var stage) ? stage : null;

    /// <summary>What <c>from</c> names: a stage by name or index, else an image; a bare name may be a build context of the command line too.</summary>
    public (DockerfileStage? Stage, Fact<ImageReference> Image) Resolve(string from, Provenance? place, InstructionContext context)
    {
        if (from.IndexOf('$') >= 0)
        {
            context.Problems.Error("the builder expands no variables here; name a stage that FROM builds on the variable", place);
            return (null, Fact.Unknown<ImageReference>(place));
        }

        var isIndex = int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        if (isIndex && index < _stages.Count - 1)
            return (_stages[index].Stage, default);
        if (!isIndex && Find(from) is { } stage && stage != context.Stage)
            return (stage.Stage, default);
        // A stage that copies from itself is well-formed; that it cannot be built is what CSEC0110 says.
        if (isIndex || (context.Stage.Name.Length > 0 && context.Stage.Name.Equals(from, StringComparison.OrdinalIgnoreCase)))
        {
            if (isIndex && index >= _stages.Count)
                context.Problems.Error($"'{from}' is no earlier stage", place);
            return (null, Fact.Unknown<ImageReference>(place));
        }

        return from.IndexOfAny([':', '@', '/']) < 0 ? (null, Fact.Unknown<ImageReference>(place)) : (null, Fact.Known(ImageReference.Parse(from), place));
    }
}
