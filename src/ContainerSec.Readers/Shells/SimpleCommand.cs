#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>A command while it is read: its words, and what they mean once all are there.</summary>
internal sealed class SimpleCommand(ShellParser shell, ShellSession session)
{
    private const int MaxPrefixes = 8;

    private MappedText _script = null!;
    private int _start = -1;
    private int _end;

    public List<ShellWord> Words { get; } = [];

    public List<Fact<string>> Outputs { get; } = [];

    public List<ShellPipeline> Substitutions { get; } = [];

    public ShellHeredoc? Heredoc { get; set; }

    public ShellWord? HereString { get; set; }

    public bool IsEmpty => Words.Count == 0 && _start < 0;

    public void Begin(MappedText script)
    {
        _script = script;
        Substitutions.Clear();
        Clear();
    }

    /// <summary>A redirection belongs to the command too.</summary>
    public void Extend(int start, int end)
    {
        if (_start < 0)
            _start = Words.Count > 0 ? Math.Min(Words[0].Start, start) : start;
        _end = Math.Max(_end, end);
    }

    /// <summary>The digits right before a redirection are its file descriptor.</summary>
    public void TakeDescriptor(int position)
    {
        var last = Words.Count - 1;
        if (last >= 0 && Words[last] is { IsQuoted: false } word && word.End == position && word.Text.All(static c => c is >= '0' and <= '9'))
            Words.RemoveAt(last);
    }

    /// <summary>Forgets words that turned out to be no part of a command.</summary>
    public void RemoveWordsFrom(int position) => Words.RemoveAll(w => w.Start >= position);

    public IReadOnlyList<ShellPipeline> TakeSubstitutions()
    {
        if (Substitutions.Count == 0)
            return [];
        var taken = Substitutions.ToArray();
        Substitutions.Clear();
        return taken;
    }

    public void Clear()
    {
        Words.Clear();
        Outputs.Clear();
        (Heredoc, HereString, _start, _end) = (null, null, -1, 0);
    }

    /// <summary>What the words say; the variables and options that it sets take effect.</summary>
    public ShellCommand Complete()
    {
        var first = 0;
        while (first < Words.Count && Words[first].AssignedName is not null)
            first++;
        var assignments = ReadAssignments(0, first, isLasting: first == Words.Count);
        var substitutions = TakeSubstitutions();
        foreach (var substitution in substitutions)
            shell.AddNested(substitution);
        var program = SkipPrefixes(first, ref assignments);
        assignments = Interpret(program) ?? assignments;
        var command = Make(program, Words.Count, assignments, Outputs, substitutions);
        Clear();
        return command;
    }

    // Where the program stands that is run in the end.
    private int SkipPrefixes(int index, ref List<Fact<EnvironmentVariable>>? assignments)
    {
        for (var count = 0; index < Words.Count && ProgramPrefix.Find(NameOf(Words[index])) is { } prefix; count++)
        {
            // Each repeats the rest of the words: a chain of thousands must not become thousands of copies.
            if (count == MaxPrefixes)
            {
                session.MayHaveMore = true;
                break;
            }

            var program = prefix.ProgramAfter(Words, index);
            if (program >= Words.Count || IsQuery(prefix, index) || RunsScript(prefix, index, program))
                break;
            if (ReadAssignments(index + 1, program, isLasting: false) is { } more)
                assignments = assignments is null ? more : [.. assignments, .. more];
            if (prefix.Role == PrefixRole.Detached)
            {
                Interpret(program);
                shell.AddNested(new ShellPipeline([Make(program, Words.Count, null, null, [])]));
                break;
            }

            if (prefix.Role == PrefixRole.Visible)
                shell.AddNested(new ShellPipeline([Make(index, Words.Count, null, null, [])]));
            index = program;
        }

        return index;
    }

    // "command -v x" asks and runs nothing.
    private bool IsQuery(ProgramPrefix prefix, int index) =>
        prefix.Name == "command" && index + 1 < Words.Count && Words[index + 1].Text is "-v" or "-V";

    // "runuser -c script user" is read like su.
    private bool RunsScript(ProgramPrefix prefix, int index, int program)
    {
        if (prefix.Name != "runuser")
            return false;
        for (var i = index + 1; i < program; i++)
        {
            if (Words[i].Text is "-u" or "--user")
                return false;
        }

        return true;
    }

    // What a program does to the shell that runs it, and what it runs itself. Answers the variables that it sets.
    private List<Fact<EnvironmentVariable>>? Interpret(int index)
    {
        if (index >= Words.Count)
            return null;
        session.MayHaveMore |= !Words[index].IsKnown;
        switch (NameOf(Words[index]))
        {
            case "sh" or "bash" or "dash" or "ash" or "ksh" or "mksh" or "zsh" or "rbash":
                ReadShell(index);
                break;
            case "su" or "runuser":
                ReadScriptOption(index);
                break;
            case "eval":
                ReadEvaluated(index);
                break;
            case "." or "source":
                shell.Variables.Forget();
                break;
            case "trap" when index + 1 < Words.Count && Words[index + 1].Text is not ("-" or "" or "-p" or "-l"):
                shell.ReadNested(Words[index + 1].ToScript(_script), shell.HasPipefail, shell.Variables.Subshell());
                break;
            case "set":
                ReadSet(index);
                break;
            case "export" or "declare" or "typeset" or "readonly" or "local":
                return ReadAssignments(index + 1, Words.Count, isLasting: true);
            case "printf" when index + 2 < Words.Count && Words[index + 1].Text == "-v":
                shell.Assign(Words[index + 2].Text, null);
                break;
            case "read" or "unset" or "mapfile" or "readarray" or "getopts":
                ForgetOperands(index);
                break;
            case "find":
                ReadFind(index);
                break;
            case "pwsh" or "powershell" or "powershell.exe" or "cmd" or "cmd.exe" or "fish":
                session.MayHaveMore = true;
                break;
        }

        return null;
    }

    // sh [-options] [-o option] [-c script | file] …
    private void ReadShell(int index)
    {
        var (hasScript, hasPipefail) = (false, false);
        for (index++; index < Words.Count; index++)
        {
            var word = Words[index].Text;
            if (word is "--" or "-")
            {
                index++;
                break;
            }

            if (word.Length < 2 || word[0] is not ('-' or '+'))
                break;
            if (word is "--rcfile" or "--init-file")
                index++;
            if (word.StartsWith("--", StringComparison.Ordinal))
                continue;
            hasScript |= word[0] == '-' && word.IndexOf('c') > 0;
            if (word.IndexOf('o') > 0 && ++index < Words.Count)
                hasPipefail |= word[0] == '-' && Words[index].Text == "pipefail";
        }

        if (hasScript && index < Words.Count)
            ReadScript(Words[index], hasPipefail);
        else if (HereString is { } input && index >= Words.Count)
            ReadScript(input, hasPipefail);
        else if (Heredoc is { } heredoc && (index >= Words.Count || Words.Any(static w => w.Text == "-s")))
            heredoc.IsScript = true;
    }

    private void ReadScript(ShellWord word, bool hasPipefail)
    {
        if (word.Text.All(static c => c == ShellWord.Unknown))
            session.MayHaveMore = true;
        else
            shell.ReadNested(word.ToScript(_script), hasPipefail, shell.Variables.Process());
    }

    // su [-] [user] -c script
    private void ReadScriptOption(int index)
    {
        for (index++; index < Words.Count; index++)
        {
            var word = Words[index].Text;
            if (word.StartsWith("--command=", StringComparison.Ordinal))
                shell.ReadNested(MappedText.Of(word.Substring(10), Words[index].PlaceIn(_script).Origin), false, shell.Variables.Process());
            else if ((word == "--command" || (word.Length > 1 && word[0] == '-' && word[1] != '-' && word.EndsWith('c'))) && index + 1 < Words.Count)
                ReadScript(Words[++index], hasPipefail: false);
        }
    }

    private void ReadEvaluated(int index)
    {
        shell.Variables.Forget();
        if (index + 2 == Words.Count && Words[index + 1].IsKnown)
            shell.ReadNested(Words[index + 1].ToScript(_script), shell.HasPipefail, shell.Variables.Subshell());
        else if (index + 1 < Words.Count)
            session.MayHaveMore = true;
    }

    private void ReadSet(int index)
    {
        for (index++; index < Words.Count && Words[index].Text is { Length: > 1 } word && word[0] is '-' or '+'; index++)
        {
            if (word == "--")
                return;
            if (word.IndexOf('o') > 0 && ++index < Words.Count && Words[index].Text == "pipefail")
                shell.HasPipefail = word[0] == '-';
        }
    }

    // Variables that these set by name get values that nobody can tell.
    private void ForgetOperands(int index)
    {
        for (index++; index < Words.Count; index++)
        {
            if (Words[index].Text is { Length: > 0 } name && ShellWord.IsNameStart(name[0]))
                shell.Assign(name, null);
        }
    }

    // find … -exec program … ; or +
    private void ReadFind(int index)
    {
        for (; index < Words.Count; index++)
        {
            if (Words[index].Text is not ("-exec" or "-execdir" or "-ok" or "-okdir"))
                continue;
            var start = ++index;
            while (index < Words.Count && Words[index].Text is not (";" or "+"))
                index++;
            if (start < index)
                shell.AddNested(new ShellPipeline([Make(start, index, null, null, [])]));
        }
    }

    private List<Fact<EnvironmentVariable>>? ReadAssignments(int start, int end, bool isLasting)
    {
        List<Fact<EnvironmentVariable>>? result = null;
        for (var i = start; i < end; i++)
        {
            var word = Words[i];
            if (word.AssignedName is not { } name)
                continue;
            var place = word.PlaceIn(_script);
            var value = word.AssignedValue;
            (result ??= []).Add(Fact.Known(new EnvironmentVariable { Name = name, Value = value is null ? Fact.Unknown<string>(place) : Fact.Known(value, place) }, place));
            if (isLasting)
                shell.Assign(name, value);
        }

        return result;
    }

    private ShellCommand Make(
        int start, int end, List<Fact<EnvironmentVariable>>? assignments, List<Fact<string>>? outputs, IReadOnlyList<ShellPipeline> substitutions)
    {
        var place = Place(start, end);
        return new ShellCommand
        {
            Name = start >= end ? default : Words[start].ToFact(_script).Select(NameOf),
            Arguments = start >= end ? FactList<string>.Unset : Arguments(start + 1, end, place),
            Assignments = assignments is null ? FactList<EnvironmentVariable>.Unset : FactList<EnvironmentVariable>.At(place, assignments.ToArray()),
            OutputFiles = outputs is { Count: > 0 } ? FactList<string>.At(place, outputs.ToArray()) : FactList<string>.Unset,
            Substitutions = substitutions,
            Place = place,
        };
    }

    private FactList<string> Arguments(int start, int end, Statement place)
    {
        var arguments = start == end ? [] : new Fact<string>[end - start];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Words[start + i].ToFact(_script);
        return FactList<string>.At(place, arguments);
    }

    // From the program's word, or from the first variable that is set for it, to the last word or redirection.
    private Statement Place(int start, int end)
    {
        if (Words.Count == 0)
            return _script.PlaceAt(Math.Max(_start, 0), _end);
        var first = Words[start >= Words.Count || Words[0].AssignedName is not null && start > 0 && IsOnlyAssignments(start) ? 0 : start];
        var last = Words[Math.Min(end, Words.Count) - 1];
        if (first.Origin is not null)
            return first.Origin.Text is { } a && last.Origin?.Text is { } b && b.EndOffset >= a.StartOffset ? Statement.At(a.Source, a.StartOffset, b.EndOffset) : Statement.At(first.Origin);
        return _script.PlaceAt(first.Start, end == Words.Count ? Math.Max(last.End, _end) : last.End);
    }

    private bool IsOnlyAssignments(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (Words[i].AssignedName is null)
                return false;
        }

        return true;
    }

    private static string NameOf(ShellWord word) => NameOf(word.Text);

    private static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);
}
