namespace ContainerSec;

/// <summary>A Dockerfile: its stages and their instructions, with variables resolved as the builder does.</summary>
public sealed record Dockerfile : Subject
{
    /// <summary>The stages in order; the last one is built unless another is asked for.</summary>
    public IReadOnlyList<DockerfileStage> Stages { get; init; } = [];

    /// <summary>ARG instructions before the first FROM.</summary>
    public IReadOnlyList<DockerfileInstruction> GlobalInstructions { get; init; } = [];

    /// <summary>Every instruction, global ones first, in the order of writing.</summary>
    public IEnumerable<DockerfileInstruction> Instructions
    {
        get
        {
            for (var i = 0; i < GlobalInstructions.Count; i++)
                yield return GlobalInstructions[i];
            for (var s = 0; s < Stages.Count; s++)
            {
                var instructions = Stages[s].Instructions;
                for (var i = 0; i < instructions.Count; i++)
                    yield return instructions[i];
            }
        }
    }

    /// <summary>The stages whose instructions find their way into the image: the last one and those that it is built on.</summary>
    public IEnumerable<DockerfileStage> FinalStages =>
        Stages.Count == 0 ? [] : Stages.Where(stage => stage.IsPartOf(Stages[Stages.Count - 1]));

    /// <summary>The instructions of <see cref="FinalStages"/>, in the order of writing.</summary>
    internal IEnumerable<DockerfileInstruction> FinalInstructions => FinalStages.SelectMany(static s => s.Instructions);
}
