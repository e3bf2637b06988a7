#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>Finds the commands of a script: lists, pipelines and compound commands, after POSIX "Shell Command Language" 2.9 and what bash adds.</summary>
/// <remarks>
/// What a rule asks is which commands run and what is piped into what, so compound commands are flattened:
/// the last command in front of a pipe and the first one behind it are those that it joins.
/// </remarks>
internal sealed partial class ShellParser
{
    private readonly ShellSession _session;
    private readonly SimpleCommand _command;
    private readonly Stack<(Compound Kind, bool HasPipefail)> _compounds = new();
    private readonly List<ShellPipeline> _nested = [];
    private readonly List<string> _chainNames = [];
    private readonly List<ShellWord> _scratch = [];
    private readonly List<ShellCommand> _pipeline = [];
    private ShellLexer _lexer = null!;
    private ShellVariables _variables = null!;
    private List<ShellPipeline> _output = null!;
    private int _subshells;
    private int _lastPipeline;
    private bool _isReopened;
    private bool _isAfterCompound;
    private Link _link;

    public ShellParser(ShellSession session)
    {
        _session = session;
        _command = new SimpleCommand(this, session);
    }

    private enum Compound
    {
        Group,
        Subshell,
        Case,
    }

    private enum Link
    {
        None,
        And,
        Or,
    }

    /// <summary>Whether the option pipefail is on.</summary>
    public bool HasPipefail { get; set; }

    public ShellVariables Variables => _variables;

    /// <summary>Begins a script, or a part of one.</summary>
    public void Begin(ShellLexer lexer, ShellVariables variables, List<ShellPipeline> output, bool hasPipefail)
    {
        (_lexer, _variables, _output, HasPipefail) = (lexer, variables, output, hasPipefail);
        (_subshells, _lastPipeline, _isReopened, _isAfterCompound, _link) = (0, -1, false, false, Link.None);
        _compounds.Clear();
        _nested.Clear();
        _chainNames.Clear();
        _pipeline.Clear();
        _command.Begin(lexer.Script);
    }

    /// <summary>Reads the whole script.</summary>
    public void Read()
    {
        if (!ReadList(stopsAtParenthesis: false))
            _session.MayHaveMore = true;
        EndPipeline(Link.None);
        ReadHeredocs();
    }

    /// <summary>Reads up to the parenthesis that closes a substitution, and moves behind it.</summary>
    public void ReadToParenthesis()
    {
        if (!ReadList(stopsAtParenthesis: true))
            _session.MayHaveMore = true;
        EndPipeline(Link.None);
    }

    /// <summary>Reads an argument list as one command.</summary>
    public void ReadArguments(IReadOnlyList<ShellWord> words)
    {
        _command.Words.AddRange(words);
        EndPipeline(Link.None);
    }

    /// <summary>Takes pipelines that a command of the current pipeline runs.</summary>
    public void AddNested(ShellPipeline pipeline) => _nested.Add(pipeline);

    /// <summary>Reads another shell's script; its pipelines follow the current one.</summary>
    public void ReadNested(MappedText script, bool hasPipefail, ShellVariables variables) =>
        _session.ReadNested(script, script.Start, script.End, variables, _nested, hasPipefail);

    /// <summary>A variable gets a value; null when it is not known.</summary>
    public void Assign(string name, string? value)
    {
        // In a branch, a loop or behind "||" nobody knows whether it happens; behind "&&" it holds as long as the chain goes on.
        _variables.Set(name, _compounds.Count > 0 || _link == Link.Or ? null : value);
        if (_link == Link.And)
            _chainNames.Add(name);
    }

    // False when the text ends before what was begun does.
    private bool ReadList(bool stopsAtParenthesis)
    {
        (_lexer.Variables, _lexer.Substitutions) = (_variables, _command.Substitutions);
        while (true)
        {
            _lexer.SkipBlanks();
            if (_lexer.IsAtEnd)
                return !stopsAtParenthesis && _compounds.Count == 0;
            switch (_lexer.Current)
            {
                case '\n':
                    _lexer.Position++;
                    EndPipeline(Link.None);
                    ReadHeredocs();
                    break;
                case '#':
                    _lexer.SkipLine();
                    break;
                case ';':
                    ReadSemicolon();
                    break;
                case '&':
                    ReadAmpersand();
                    break;
                case '|':
                    ReadBar();
                    break;
                case '(':
                    ReadOpen();
                    break;
                case ')':
                    _lexer.Position++;
                    if (stopsAtParenthesis && _subshells == 0)
                        return true;
                    Close(Compound.Subshell);
                    break;
                case '<' or '>' when _lexer.Peek() != '(':
                    ReadRedirection();
                    break;
                default:
                    ReadWord();
                    break;
            }
        }
    }

    private void ReadSemicolon()
    {
        var isCaseEnd = _lexer.Peek() is ';' or '&';
        _lexer.Position += isCaseEnd ? 2 : 1;
        if (isCaseEnd && _lexer.Current == '&')
            _lexer.Position++;
        EndPipeline(Link.None);
        if (isCaseEnd && _compounds.Count > 0 && _compounds.Peek().Kind == Compound.Case)
            ReadPattern();
    }

    private void ReadAmpersand()
    {
        if (_lexer.Peek() == '>')
        {
            _lexer.Position++;
            ReadRedirection();
            return;
        }

        var isAnd = _lexer.Peek() == '&';
        _lexer.Position += isAnd ? 2 : 1;
        EndPipeline(isAnd ? Link.And : Link.None);
    }

    private void ReadBar()
    {
        if (_lexer.Peek() == '|')
        {
            _lexer.Position += 2;
            EndPipeline(Link.Or);
            return;
        }

        _lexer.Position += _lexer.Peek() == '&' ? 2 : 1;
        _isReopened |= _isAfterCompound && _command.IsEmpty && _pipeline.Count == 0 && _lastPipeline >= 0;
        EndCommand();
        _isAfterCompound = false;
    }

    private void ReadOpen()
    {
        _lexer.Position++;
        if (_command.Words.Count > 0 && _command.Words[_command.Words.Count - 1] is var last)
        {
            if (last.End == _lexer.Position - 1 && last.Text.EndsWith('='))
                ReadArray();
            else
                ReadFunctionHead();
        }
        else if (_lexer.Current == '(')
        {
            _lexer.Position++;
            if (!_lexer.SkipArithmetic())
                _session.MayHaveMore = true;
            _isAfterCompound = true;
        }
        else
        {
            Open(Compound.Subshell);
        }
    }

    private void ReadWord()
    {
        var isFirst = _command.IsEmpty;
        var start = _lexer.Position;
        var count = _command.Words.Count;
        _lexer.ReadWords(_command.Words, split: true);
        if (!isFirst || _command.Words.Count != count + 1)
            return;
        var word = _command.Words[count];
        if (word.IsQuoted || !TryReadReserved(word.Text))
            return;
        _command.RemoveWordsFrom(start);
    }

    private void ReadRedirection()
    {
        _command.TakeDescriptor(_lexer.Position);
        var start = _lexer.Position;
        var isOutput = _lexer.Current == '>';
        _lexer.Position++;
        if (!isOutput && _lexer.Is("<<"))
        {
            _lexer.Position += 2;
            _command.HereString = ReadTarget();
        }
        else if (!isOutput && _lexer.Current == '<')
        {
            _lexer.Position++;
            var stripsTabs = _lexer.Current == '-';
            _lexer.Position += stripsTabs ? 1 : 0;
            _lexer.SkipBlanks();
            var heredoc = _lexer.ReadDelimiter(stripsTabs);
            _lexer.PendingHeredocs.Add(heredoc);
            _command.Heredoc = heredoc;
        }
        else
        {
            var duplicates = _lexer.Current == '&';
            if (duplicates || _lexer.Current is '>' or '|')
                _lexer.Position++;
            if (ReadTarget() is { } target && isOutput && !(duplicates && target.Text.All(static c => c is '-' or (>= '0' and <= '9'))))
                _command.Outputs.Add(target.ToFact(_lexer.Script));
        }

        _command.Extend(start, _lexer.Position);
    }

    private ShellWord? ReadTarget()
    {
        _lexer.SkipBlanks();
        if (_lexer.IsAtEnd || _lexer.Current is '\n' or ';' or '|' or '&' or ')')
            return null;
        _scratch.Clear();
        _lexer.ReadWords(_scratch, split: false);
        return _scratch.Count > 0 ? _scratch[0] : null;
    }

    private void ReadHeredocs()
    {
        if (_lexer.PendingHeredocs.Count == 0)
            return;
        var pending = _lexer.PendingHeredocs.ToArray();
        _lexer.PendingHeredocs.Clear();
        foreach (var heredoc in pending)
        {
            var (start, end) = _lexer.ReadBody(heredoc);
            if (!heredoc.IsQuoted)
                ReadExpandedBody(start, end, heredoc.IsScript);
            else if (heredoc.IsScript)
                _session.ReadNested(_lexer.Script, start, end, _variables.Process(), _nested, hasPipefail: false);
            Flush();
        }
    }

    private void ReadExpandedBody(int start, int end, bool isScript)
    {
        var lexer = _session.Lexer(_lexer.Script, start, end);
        (lexer.Variables, lexer.Substitutions) = (_variables, _nested);
        var body = lexer.ExpandBody();
        _session.Return(lexer);
        if (isScript)
            ReadNested(body, hasPipefail: false, _variables.Process());
    }

    private void EndCommand()
    {
        // What is redirected behind a compound command belongs to all of it.
        if (_isAfterCompound && _command.Words.Count == 0)
            _command.Clear();
        if (_command.IsEmpty)
            return;
        _pipeline.Add(_command.Complete());
        _isAfterCompound = false;
    }

    private void EndPipeline(Link link)
    {
        EndCommand();
        if (_pipeline.Count > 0)
            ClosePipeline();

        Flush();
        if (link == Link.None)
        {
            foreach (var name in _chainNames)
                _variables.Set(name, null);
            _chainNames.Clear();
        }

        _link = link;
    }

    // Behind a compound command the pipe joins what comes to the pipeline that ended in it.
    private void ClosePipeline()
    {
        if (!_isReopened)
        {
            _lastPipeline = _output.Count;
            _output.Add(new ShellPipeline(_pipeline.ToArray(), HasPipefail));
        }
        else
        {
            var last = _output[_lastPipeline];
            if (last.Commands is not List<ShellCommand> commands)
            {
                commands = [.. last.Commands];
                _output[_lastPipeline] = new ShellPipeline(commands, HasPipefail);
            }

            commands.AddRange(_pipeline);
            _isReopened = false;
        }

        _pipeline.Clear();
    }

    private void Flush()
    {
        if (_command.IsEmpty && _command.Substitutions.Count > 0)
            _nested.AddRange(_command.TakeSubstitutions());
        if (_nested.Count == 0)
            return;
        _output.AddRange(_nested);
        _nested.Clear();
    }
}
