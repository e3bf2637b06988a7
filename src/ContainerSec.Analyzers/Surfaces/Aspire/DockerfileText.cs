using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers;
using ContainerSec.Readers.Dockerfiles;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>A Dockerfile that code gives as one text: what is found in it stands at the text.</summary>
internal sealed class DockerfileText(string text, TextProvenance place, Interpreter run) : Value, ILifted
{
    public void AddTo(LiftedDeployment deployment)
    {
        // What is not known may be lines of any kind, except within a line that is known to go on.
        if (text.Split('\n').Any(static line => line.Trim().IsHole()))
            return;
        var written = new SourceText("Dockerfile", text.Replace(Holes.Hole.ToString(), "${UNKNOWN}"));
        run.Wrote(written, [(0, place)]);
        deployment.Add(DockerfileReader.Read(written, ReadOptions.Default with { Context = run.Context }).Deployment);
    }
}
