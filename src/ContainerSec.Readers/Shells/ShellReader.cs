using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>Finds the commands in shell scripts and argument lists.</summary>
/// <remarks>Nothing is run and nothing is looked up: what only a running shell knows is unknown.</remarks>
internal static class ShellReader
{
    /// <summary>Reads a script of a shell of the Bourne family.</summary>
    /// <param name="script">The script with the places of its characters.</param>
    /// <param name="context">What it finds when it starts; null when nothing is known.</param>
    public static ShellScript Read(MappedText script, ShellContext? context = null)
    {
        context ??= ShellContext.Default;
        var (session, pipelines) = (new ShellSession(), new List<ShellPipeline>());
        new ShellParser(new ShellLexer(script, session), new ShellVariables(context.Variables), session, pipelines, context.HasPipefail).Read();
        return new ShellScript(pipelines) { MayHaveMore = session.MayHaveMore };
    }

    /// <summary>Reads a script that is a value of another format: <c>command: ["sh", "-c", "…"]</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="origin">Where it was written; commands have exact places if its very characters stand there.</param>
    /// <param name="context">What it finds when it starts; null when nothing is known.</param>
    public static ShellScript Read(string script, Provenance? origin, ShellContext? context = null) => Read(MappedText.Of(script, origin), context);

    /// <summary>Reads an argument list: the program first. A shell's own script is read too.</summary>
    /// <param name="arguments">The arguments; unknown ones stay unknown.</param>
    /// <param name="context">What the program finds when it starts; null when nothing is known.</param>
    public static ShellScript ReadArguments(FactList<string> arguments, ShellContext? context = null)
    {
        if (arguments.Count == 0)
            return arguments.MayHaveMore ? new ShellScript([]) { MayHaveMore = true } : ShellScript.Empty;
        var words = new List<ShellWord>(arguments.Count);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            words.Add(new ShellWord(argument.IsKnown ? argument.Value : ShellWord.Unknown.ToString(), 0, 0, isQuoted: true, origin: argument.Origin ?? arguments.Origin));
        }

        var result = ReadArguments(words, new MappedText("", arguments.Origin), context);
        return arguments.MayHaveMore ? result with { MayHaveMore = true } : result;
    }

    /// <summary>Reads an argument list whose characters have places in a text.</summary>
    public static ShellScript ReadArguments(IReadOnlyList<ShellWord> words, MappedText text, ShellContext? context = null)
    {
        context ??= ShellContext.Default;
        var (session, pipelines) = (new ShellSession(), new List<ShellPipeline>());
        new ShellParser(new ShellLexer(text, session), new ShellVariables(context.Variables), session, pipelines).ReadArguments(words);
        return new ShellScript(pipelines) { MayHaveMore = session.MayHaveMore };
    }
}
