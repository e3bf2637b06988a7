namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads the instructions with plain values: USER, WORKDIR, STOPSIGNAL, MAINTAINER, EXPOSE, VOLUME and SHELL.</summary>
internal sealed class ValueReader(InstructionContext context)
{
    public ValueInstruction? ReadValue(string keyword)
    {
        if (keyword != "STOPSIGNAL")
            context.CheckFlags(keyword);
        if (context.Line.IsEmpty)
        {
            context.Problems.Error($"{keyword} takes one value", context.Line.KeywordPlace);
            return null;
        }

        var span = new WordSpan(context.Line.Start, context.Line.End);
        var value = keyword == "MAINTAINER" ? Fact.Known(context.TextOf(span), context.At(span)) : context.Expand(span, context.Stage.Scope);
        return context.Values(keyword, new[] { value });
    }

    public ValueInstruction? ReadExpose()
    {
        context.CheckFlags("EXPOSE");
        var values = new List<Fact<string>>();
        foreach (var word in context.Line.Words())
        {
            var value = context.Expand(word, context.Stage.Scope);
            if (value.IsKnown && value.Value.Any(char.IsWhiteSpace))
                values.AddRange(value.Value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(v => Fact.Known(v, value.Origin)));
            else if (!value.Is(""))
                values.Add(value);
        }

        if (context.Line.IsEmpty)
        {
            context.Problems.Error("EXPOSE takes at least one port", context.Line.KeywordPlace);
            return null;
        }

        foreach (var value in values)
        {
            if (value.IsKnown && PortSpecification.Parse(value.Value) is null)
                context.Problems.Error($"'{value.Value}' is no port; write it like 8080, 8080/udp or 8000-8010", value.Origin);
        }

        return context.Values("EXPOSE", values.ToArray());
    }

    public ValueInstruction? ReadVolume()
    {
        context.CheckFlags("VOLUME");
        var items = context.ReadExec()?.ConvertAll(static w => new WordSpan(w.Start, w.End)) ?? context.Line.Words();
        if (items.Count == 0)
        {
            context.Problems.Error("VOLUME takes at least one path", context.Line.KeywordPlace);
            return null;
        }

        return context.Values("VOLUME", [.. items.Select(i => context.Expand(i, context.Stage.Scope))]);
    }

    public ValueInstruction? ReadShell()
    {
        context.CheckFlags("SHELL");
        if (context.ReadExec() is not { Count: > 0 } words)
        {
            context.Problems.Error("SHELL takes a JSON array: SHELL [\"/bin/bash\", \"-c\"]", context.ArgumentsPlace);
            return null;
        }

        if (!context.IsOnBuild)
            context.Stage.DeclaredShell = words.ConvertAll(static w => w.Text);
        return context.Values("SHELL", [.. words.Select(w => w.ToFact(context.Line.Map))]);
    }
}
