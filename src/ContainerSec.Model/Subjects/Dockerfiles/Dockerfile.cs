namespace ContainerSec;

/// <summary>A Dockerfile: its stages and their instructions, with variables resolved as the builder does.</summary>
public sealed record Dockerfile : Subject
{
    /// <summary>The stages in order; the last one is built unless another is asked for.</summary>
    public IReadOnlyList<DockerfileStage> Stages { get; init; } = [];

    /// <summary>ARG instructions before the first FROM.</summary>
    public IReadOnlyList<DockerfileInstruction> GlobalInstructions { get; init; } = [];

    /// <summary>Every instruction, global ones first, in the order of writing.</summary>
    public IEnumerable<DockerfileInstruction> Instructions => GlobalInstructions.Concat(Stages.SelectMany(static s => s.Instructions));

    /// <summary>The stages whose instructions find their way into the image: the last one and those that it is built on.</summary>
    public IEnumerable<DockerfileStage> FinalStages =>
        Stages.Count == 0 ? [] : Stages.Where(stage => stage.IsPartOf(Stages[Stages.Count - 1]));

    /// <summary>The instructions of <see cref="FinalStages"/>, in the order of writing.</summary>
    internal IEnumerable<DockerfileInstruction> FinalInstructions => FinalStages.SelectMany(static s => s.Instructions);
}
