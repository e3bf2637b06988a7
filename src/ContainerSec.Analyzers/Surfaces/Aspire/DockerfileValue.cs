using System.Text;
using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers;
using ContainerSec.Readers.Dockerfiles;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A Dockerfile that code writes: its lines are read as those of a file are, and each finding stands at the call that wrote the line.</summary>
internal sealed class DockerfileValue(Interpreter run) : Value, ILifted
{
    /// <summary>What stands before the first stage.</summary>
    public DockerfileStageValue Globals { get; } = new();

    public List<DockerfileStageValue> Stages { get; } = [];

    public void AddTo(LiftedDeployment deployment)
    {
        // A stage whose base is not known is not read: nothing is known of the image that comes out.
        if (Stages.Count == 0 || Stages.Exists(static s => s.Lines.Count == 0 || s.Lines[0].Text is null))
            return;
        var content = new StringBuilder();
        var places = new List<(int Start, TextProvenance Place)>();
        foreach (var (text, place) in Globals.Lines.Concat(Stages.SelectMany(static s => s.Lines)))
        {
            if (text is null)
                continue;
            places.Add((content.Length, place));
            content.Append(text).Append('\n');
        }

        var written = new SourceText("Dockerfile", content.ToString());
        run.Wrote(written, places);
        deployment.Add(DockerfileReader.Read(written, ReadOptions.Default with { Context = run.Context }).Deployment);
    }
}

/// <summary>A stage of such a Dockerfile: its lines in the order of writing.</summary>
internal sealed class DockerfileStageValue : Value
{
    public List<(string? Text, TextProvenance Place)> Lines { get; } = [];

    public void Add(string? text, TextProvenance place) => Lines.Add((text, place));
}
