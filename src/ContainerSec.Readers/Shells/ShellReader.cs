using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>Finds the commands in shell scripts and argument lists.</summary>
/// <remarks>Nothing is run and nothing is looked up: what only a running shell knows is unknown.</remarks>
internal static class ShellReader
{
    /// <summary>Reads a script that is a value of another format: <c>command: ["sh", "-c", "…"]</c>.</summary>
    /// <param name="script">The script.</param>
    /// <param name="origin">Where it was written; commands have exact places if its very characters stand there.</param>
    /// <param name="context">What it finds when it starts; null when nothing is known.</param>
    public static ShellScript Read(string script, Provenance? origin, ShellContext? context = null)
    {
        var text = MappedText.Of(script, origin);
        return new ShellSession().Read(text, text.Start, text.End, context ?? ShellContext.Default);
    }

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

        var result = new ShellSession().ReadArguments(words, new MappedText("", arguments.Origin), context ?? ShellContext.Default);
        return arguments.MayHaveMore ? result with { MayHaveMore = true } : result;
    }
}
