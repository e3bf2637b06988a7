namespace ContainerSec.Readers.Shells;

/// <content>Compound commands: their heads are skipped, the commands in them are read like any other.</content>
internal sealed partial class ShellParser
{
    // NAME=(…): its words are values, not commands.
    private void ReadArray()
    {
        while (!_lexer.IsAtEnd && _lexer.Current != ')')
        {
            _lexer.SkipBlanks();
            if (_lexer.Current is '\n')
                _lexer.Position++;
            else if (_lexer.Current == '#')
                _lexer.SkipLine();
            else if (!_lexer.IsAtEnd && _lexer.Current != ')')
                ReadDiscarded();
        }

        _lexer.Skip();
        if (_command.Words[_command.Words.Count - 1].AssignedName is { } name)
            Assign(name, null);
        _command.Words.RemoveAt(_command.Words.Count - 1);
    }

    // name ( ): what follows is the function's body, which is read like any other commands.
    private void ReadFunctionHead()
    {
        _lexer.SkipBlanks();
        if (_command.Words.Count != 1 || _lexer.Current != ')')
        {
            _session.MayHaveMore = true;
            Open(Compound.Subshell);
            return;
        }

        _lexer.Position++;
        _command.Clear();
    }

    private bool TryReadReserved(string word)
    {
        switch (word)
        {
            case "then" or "else" or "elif" or "do" or "!" or "coproc":
                return true;
            case "if" or "while" or "until" or "{":
                _command.Clear();
                Open(Compound.Group);
                return true;
            case "fi" or "done" or "}":
                _command.Clear();
                Close(Compound.Group);
                return true;
            case "esac":
                _command.Clear();
                Close(Compound.Case);
                return true;
            case "for" or "select":
                _command.Clear();
                ReadForHead();
                return true;
            case "case":
                _command.Clear();
                ReadCaseHead();
                return true;
            case "function":
                _command.Clear();
                ReadDiscarded();
                _lexer.SkipBlanks();
                if (_lexer.Is("()"))
                    _lexer.Position += 2;
                return true;
            case "[[":
                ReadTest();
                return false;
            default:
                return false;
        }
    }

    private void ReadForHead()
    {
        Open(Compound.Group);
        _lexer.SkipBlanks();
        if (_lexer.Is("(("))
        {
            _lexer.Position += 2;
            if (!_lexer.SkipArithmetic())
                _session.MayHaveMore = true;
            return;
        }

        if (ReadDiscarded() is { IsKnown: true } name)
            Assign(name.Text, null);
        SkipBlankLines();
        if (!_lexer.Is("in"))
            return;
        while (!_lexer.IsAtEnd && _lexer.Current is not (';' or '\n'))
        {
            ReadDiscarded();
            _lexer.SkipBlanks();
        }
    }

    private void ReadCaseHead()
    {
        _lexer.SkipBlanks();
        ReadDiscarded();
        SkipBlankLines();
        if (!_lexer.Is("in"))
        {
            _session.MayHaveMore = true;
            return;
        }

        _lexer.Position += 2;
        Open(Compound.Case);
        ReadPattern();
    }

    // (pattern | pattern) — or esac
    private void ReadPattern()
    {
        SkipBlankLines();
        if (_lexer.Current == '(')
            _lexer.Position++;
        var isFirst = true;
        while (!_lexer.IsAtEnd && _lexer.Current != ')')
        {
            _lexer.SkipBlanks();
            if (_lexer.Current == '|')
            {
                _lexer.Position++;
            }
            else if (_lexer.Current != ')' && !_lexer.IsAtEnd)
            {
                if (ReadDiscarded() is { IsQuoted: false, Text: "esac" } && isFirst)
                {
                    Close(Compound.Case);
                    return;
                }

                isFirst = false;
            }
        }

        _lexer.Skip();
    }

    // [[ … ]]: its operators are words.
    private void ReadTest()
    {
        while (!_lexer.IsAtEnd)
        {
            SkipBlankLines();
            if (_lexer.Current is '&' or '|' or '(' or ')' or '<' or '>' or ';')
            {
                _lexer.Position++;
                continue;
            }

            var count = _command.Words.Count;
            if (!_lexer.IsAtEnd)
                _lexer.ReadWords(_command.Words, split: false);
            if (_command.Words.Count > count && _command.Words[count] is { IsQuoted: false, Text: "]]" })
                return;
        }
    }

    // A word that is no part of a command; what it runs is kept.
    private ShellWord? ReadDiscarded()
    {
        _lexer.SkipBlanks();
        _scratch.Clear();
        _lexer.ReadWords(_scratch, split: false);
        _nested.AddRange(_command.TakeSubstitutions());
        return _scratch.Count > 0 ? _scratch[0] : null;
    }

    private void SkipBlankLines()
    {
        _lexer.SkipBlanks();
        while (_lexer.Current is '\n' or '#')
        {
            if (_lexer.Current == '#')
                _lexer.SkipLine();
            else
                _lexer.Position++;
            _lexer.SkipBlanks();
        }
    }

    private void Open(Compound kind)
    {
        _compounds.Push((kind, HasPipefail));
        _subshells += kind == Compound.Subshell ? 1 : 0;
    }

    private void Close(Compound kind)
    {
        EndCommand();
        if (_pipeline.Count > 0)
            EndPipeline(_link);
        if (_compounds.Count > 0 && _compounds.Peek().Kind == kind)
        {
            var (_, hadPipefail) = _compounds.Pop();
            if (kind == Compound.Subshell)
                (HasPipefail, _subshells) = (hadPipefail, _subshells - 1);
        }
        else
        {
            _session.MayHaveMore = true;
        }

        _isAfterCompound = true;
    }
}
