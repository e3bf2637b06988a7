namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads COPY and ADD.</summary>
internal sealed class CopyReader(InstructionContext context, BuildStages stages)
{
    public CopyInstruction? Read(string keyword)
    {
        context.Flags.Read(context.Line, keyword, context.Problems);
        var items = context.ReadExec()?.ConvertAll(static w => new WordSpan(w.Start, w.End)) ?? context.Line.Words();
        if (items.Count < 2)
        {
            context.Problems.Error($"{keyword} takes at least one source and a destination", context.ArgumentsPlace);
            return null;
        }

        // Heredocs are sources too, but no paths.
        var (sources, heredoc) = (new List<Fact<string>>(items.Count - 1), 0);
        for (var i = 0; i < items.Count - 1; i++)
        {
            if (heredoc < context.Line.Heredocs.Count && context.Line.Heredocs[heredoc].WordStart == items[i].Start)
                heredoc++;
            else
                sources.Add(context.Expand(items[i], context.Stage.Scope));
        }

        var from = context.Flags.Find("from");
        var (stage, image) = from is null ? (null, default) : stages.Resolve(from.Value!, context.ValueAt(from), context);
        return new CopyInstruction
        {
            Keyword = keyword,
            Place = context.Place(),
            IsOnBuild = context.IsOnBuild,
            IsAdd = keyword == "ADD",
            Sources = FactList<string>.At(context.Line.Map.PlaceAt(items[0].Start, items[items.Count - 2].End), sources.ToArray()),
            Destination = context.Expand(items[items.Count - 1], context.Stage.Scope),
            From = from is null ? default : Fact.Known(from.Value!, context.ValueAt(from)),
            FromStage = stage,
            FromImage = image,
            Owner = context.Expand(context.Flags.Find("chown"), context.Stage.Scope),
            Mode = context.Expand(context.Flags.Find("chmod"), context.Stage.Scope),
            Checksum = context.Expand(context.Flags.Find("checksum"), context.Stage.Scope),
            HasHeredoc = context.Line.Heredocs.Count > 0,
        };
    }
}
