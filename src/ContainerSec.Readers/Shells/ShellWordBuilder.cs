using System.Text;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Shells;

/// <summary>Collects the characters of a word and remembers where they come from.</summary>
internal sealed class ShellWordBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<TextRun> _runs = [];
    private string _script = "";

    /// <summary>Whether a part was quoted, so that even an empty word is one.</summary>
    public bool IsQuoted { get; set; }

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Begins a word of a script.</summary>
    public void Begin(string script)
    {
        _script = script;
        Clear();
    }

    /// <summary>Adds characters as they stand in the script.</summary>
    public void Add(int start, int end)
    {
        if (end <= start)
            return;
        var last = _runs.Count - 1;
        if (last >= 0 && _runs[last] is { SourceLength: > 0 } run && run.Source + run.SourceLength == start && run.Start + run.SourceLength == _text.Length)
            _runs[last] = run with { SourceLength = run.SourceLength + end - start };
        else
            _runs.Add(new TextRun(_text.Length, start, end - start));
        _text.Append(_script, start, end - start);
    }

    /// <summary>Adds something that stands for a part of the script: a variable's value, a decoded escape.</summary>
    public void Add(string value, int start)
    {
        if (value.Length == 0)
            return;
        _runs.Add(new TextRun(_text.Length, start, 0));
        _text.Append(value);
    }

    public void Add(char value, int start)
    {
        _runs.Add(new TextRun(_text.Length, start, 0));
        _text.Append(value);
    }

    public override string ToString() => _text.ToString();

    public ShellWord ToWord(int start, int end) => new(_text.ToString(), start, end, _runs.ToArray(), isQuoted: true);

    public MappedText ToScript(MappedText outer) => outer.Derive(_text.ToString(), _runs, 0, _runs.Count);

    public void Clear()
    {
        _text.Clear();
        _runs.Clear();
        IsQuoted = false;
    }
}
