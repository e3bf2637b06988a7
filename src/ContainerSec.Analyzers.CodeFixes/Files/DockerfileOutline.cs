using System.Text.RegularExpressions;
using ContainerSec.Readers;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>A Dockerfile as its reader understands it, for edits that depend on more than one word.</summary>
internal sealed class DockerfileOutline
{
    // RUN, its options, and the blanks behind them; a line may go on anywhere between.
    private static readonly Regex RunHead = new(@"\A\s*RUN(?:(?:\s|\\\r?\n)+--[a-z]+=\S+)*(?:\s|\\\r?\n)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly string _text;

    private DockerfileOutline(string text, IReadOnlyList<DockerfileStage> stages) => (_text, Stages) = (text, stages);

    public IReadOnlyList<DockerfileStage> Stages { get; }

    /// <summary>Reads a text; null when it is no Dockerfile.</summary>
    public static DockerfileOutline? Of(Microsoft.CodeAnalysis.Text.SourceText text)
    {
        var content = text.ToString();
        var read = ConfigurationReader.Read(Surface.Dockerfile, new SourceText("Dockerfile", content));
        return read.Deployment.Dockerfiles is [{ Stages: { Count: > 0 } stages }, ..] ? new DockerfileOutline(content, stages) : null;
    }

    /// <summary>The part of the text that a fact, an instruction or a stage was read from.</summary>
    public static TextSpan SpanOf(Provenance? origin) => origin is TextProvenance place ? TextSpan.FromBounds(place.StartOffset, place.EndOffset) : default;

    /// <summary>An instruction without the blanks behind it.</summary>
    public TextSpan SpanOf(DockerfileInstruction instruction)
    {
        var span = SpanOf(instruction.Origin);
        var end = span.End;
        while (end > span.Start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return TextSpan.FromBounds(span.Start, end);
    }

    public string TextOf(DockerfileInstruction instruction) => TextOf(SpanOf(instruction));

    public string TextOf(TextSpan span) => _text.Substring(span.Start, span.Length);

    /// <summary>The instruction that holds a place, with its stage.</summary>
    public (DockerfileStage Stage, DockerfileInstruction Instruction)? At(TextSpan span)
    {
        foreach (var stage in Stages)
        {
            if (stage.Instructions.FirstOrDefault(i => SpanOf(i.Origin).Contains(span)) is { IsOnBuild: false } found)
                return (stage, found);
        }

        return null;
    }

    /// <summary>Where the script of a RUN begins; null when it is a list of words or stands in a document of its own.</summary>
    public int? ScriptOf(RunInstruction run)
    {
        var text = TextOf(run);
        return !run.IsExecForm && text.IndexOf("<<", StringComparison.Ordinal) < 0 && RunHead.Match(text) is { Success: true } head ? SpanOf(run).Start + head.Length : null;
    }

    /// <summary>Whether a command can be put behind a script with <c>&amp;&amp;</c>: a remark would take it in, and what runs beside the script is not waited for.</summary>
    public bool CanGoOn(RunInstruction run) => ScriptOf(run) is not null && TextOf(run) is var text && text.IndexOf('#') < 0 && text[text.Length - 1] is not ('&' or ';' or '|' or '\\');

    /// <summary>Whether what stands behind a place in a stage is run by root for certain: by its last USER, or by the image that it is built on.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="before">The instruction that is meant; null for the end of the stage.</param>
    public static bool IsRoot(DockerfileStage stage, DockerfileInstruction? before)
    {
        var user = stage.Instructions.TakeWhile(i => !ReferenceEquals(i, before)).OfType<ValueInstruction>().LastOrDefault(static i => i.Keyword == "USER" && !i.IsOnBuild);
        if (user is not null)
            return user.Values is [{ IsKnown: true, Value: "root" or "0" or "root:root" or "0:0" }];
        return stage.BaseStage is { } below ? IsRoot(below, null) : stage.BaseImage.Is(KnownImages.RunsAsRoot);
    }

    /// <summary>The image that a stage, or the stages below it, are built on.</summary>
    public static Fact<ImageReference> RootImageOf(DockerfileStage stage) => stage.BaseStage is { } below ? RootImageOf(below) : stage.BaseImage;
}
