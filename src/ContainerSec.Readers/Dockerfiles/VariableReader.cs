namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Reads ENV, LABEL and ARG; ENV and ARG take effect for what follows.</summary>
internal sealed class VariableReader(InstructionContext context)
{
    /// <summary>ENV and LABEL: <c>NAME=value …</c>, or the old <c>NAME value</c> where the value is the rest of the line.</summary>
    public VariableInstruction? ReadPairs(string keyword)
    {
        context.CheckFlags(keyword);
        var words = context.Line.QuotedWords(context.Escape);
        if (words.Count == 0)
        {
            context.Problems.Error($"{keyword} takes at least one NAME=value", context.Line.KeywordPlace);
            return null;
        }

        var variables = new List<Fact<EnvironmentVariable>>(words.Count);
        if (context.EqualsIn(words[0]) < 0)
        {
            var name = context.Line.Words()[0];
            var value = new WordSpan(context.SkipBlanks(name.End), context.Line.End);
            if (value.Start >= value.End)
                context.Problems.Error($"{keyword} {context.TextOf(name)} needs a value: {keyword} {context.TextOf(name)}=value", context.At(name));
            else
                AddVariable(variables, name, value, new WordSpan(name.Start, value.End));
        }
        else
        {
            foreach (var word in words)
            {
                var equals = context.EqualsIn(word);
                if (equals <= word.Start)
                    context.Problems.Error(equals < 0 ? $"'{context.TextOf(word)}' has no equals sign; write {keyword} NAME=value, and quote blanks" : "there is no name before the equals sign", context.At(word));
                else
                    AddVariable(variables, new WordSpan(word.Start, equals), new WordSpan(equals + 1, word.End), word);
            }
        }

        // All of one ENV see the values before it.
        if (keyword == "ENV" && !context.IsOnBuild)
        {
            foreach (var variable in variables)
                context.Stage.Scope.SetEnvironment(variable.Value!.Name, variable.Value.Value.Value);
        }

        return new VariableInstruction
        {
            Keyword = keyword,
            Place = context.Place(),
            IsOnBuild = context.IsOnBuild,
            Variables = FactList<EnvironmentVariable>.At(context.ArgumentsPlace, variables.ToArray()),
        };
    }

    private void AddVariable(List<Fact<EnvironmentVariable>> variables, WordSpan name, WordSpan value, WordSpan whole)
    {
        var expandedName = context.Expand(name, context.Stage.Scope);
        variables.Add(Fact.Known(
            new EnvironmentVariable { Name = expandedName.IsKnown ? expandedName.Value : context.TextOf(name), Value = context.Expand(value, context.Stage.Scope) },
            context.At(whole)));
    }

    /// <summary>ARG.</summary>
    /// <param name="scope">Where it takes effect.</param>
    /// <param name="isGlobal">Whether it stands before the first FROM.</param>
    public VariableInstruction? ReadArgument(BuildScope scope, bool isGlobal)
    {
        var words = context.Line.QuotedWords(context.Escape);
        if (words.Count == 0)
        {
            context.Problems.Error("ARG takes a name, or NAME=default", context.Line.KeywordPlace);
            return null;
        }

        var variables = new List<Fact<EnvironmentVariable>>(words.Count);
        foreach (var word in words)
        {
            var equals = context.EqualsIn(word);
            var place = context.At(word);
            if (equals == word.Start)
            {
                context.Problems.Error("there is no name before the equals sign", place);
                continue;
            }

            var name = equals < 0 ? context.TextOf(word) : context.Line.Text.Substring(word.Start, equals - word.Start);
            var value = equals < 0 ? default : context.Expand(new WordSpan(equals + 1, word.End), scope);
            if (!context.IsOnBuild)
                Declare(scope, name, value, isGlobal);
            variables.Add(Fact.Known(new EnvironmentVariable { Name = name, Value = value }, place));
        }

        return new VariableInstruction
        {
            Keyword = "ARG",
            Place = context.Place(),
            IsOnBuild = context.IsOnBuild,
            Variables = FactList<EnvironmentVariable>.At(context.ArgumentsPlace, variables.ToArray()),
        };
    }

    // Without a default a stage's ARG takes that of the ARG before the first FROM, else what it was before.
    private void Declare(BuildScope scope, string name, Fact<string> value, bool isGlobal)
    {
        if (!value.IsUnset)
        {
            scope.SetArgument(name, value.IsKnown ? new BuildVariable(BuildVariableState.Known, value.Value) : new BuildVariable(BuildVariableState.Unknown));
            return;
        }

        var inherited = isGlobal ? default : context.GlobalScope.Get(name);
        if (inherited.State == BuildVariableState.Unset && BuildScope.IsPlatform(name))
            inherited = new BuildVariable(BuildVariableState.Unknown);
        if (inherited.State != BuildVariableState.Unset)
            scope.SetArgument(name, inherited);
        else if (scope.Get(name).State != BuildVariableState.Known)
            scope.SetArgument(name, new BuildVariable(BuildVariableState.Argument));
    }
}
