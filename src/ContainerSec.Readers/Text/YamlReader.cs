#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContainerSec.Readers.Text;

/// <summary>Reads YAML and JSON into nodes with places, within budgets.</summary>
/// <remarks>
/// Malformed text is reported with its place; what stands before the mistake is kept, and reading goes on with the next document.
/// An alias becomes its anchor's node. Merge keys (<c>&lt;&lt;</c>, YAML 1.1) are resolved. A word that comes again is the same text, so that a large document is kept small.
/// </remarks>
internal sealed class YamlReader
{
    private const int MaxRestarts = 100;

    private readonly SourceText _source;
    private readonly ReadOptions _options;
    private readonly List<ReadProblem> _problems;
    private readonly Func<YamlScalar, YamlScalar>? _replace;
    private readonly Func<string, YamlEntry, YamlNode>? _finish;
    private readonly Stack<OpenNode> _open = new();
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly WordPool _words = new();
    private YamlNode? _document;
    private string? _section;
    private long _weight;
    private int _base;

    private YamlReader(SourceText source, ReadOptions options, List<ReadProblem> problems, Func<YamlScalar, YamlScalar>? replace = null, Func<string, YamlEntry, YamlNode>? finish = null)
    {
        _source = source;
        _options = options;
        _problems = problems;
        _replace = replace;
        _finish = finish;
    }

    /// <summary>Reads every document of a text.</summary>
    public static IReadOnlyList<YamlNode> Read(SourceText source, ReadOptions options, List<ReadProblem> problems) =>
        Read(source, source.Content, options, problems);

    /// <summary>Reads the documents of a text one by one, each when it is asked for: of a text of many only one is kept at a time.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">The budgets.</param>
    /// <param name="problems">Takes what could not be read.</param>
    /// <param name="replace">Makes of each value, as it is read, what stands in its place; keys stay.</param>
    /// <param name="finish">Makes of each entry of the sections of a document (<c>services: web: …</c>), when all of it is read, what is kept of its value.</param>
    public static IEnumerable<YamlNode> ReadEach(
        SourceText source, ReadOptions options, List<ReadProblem> problems, Func<YamlScalar, YamlScalar>? replace = null, Func<string, YamlEntry, YamlNode>? finish = null) =>
        new YamlReader(source, options, problems, replace, finish).Documents(source.Content);

    /// <summary>Reads every document of a text that was prepared for it; places are those of the source.</summary>
    /// <param name="source">The text as it was written.</param>
    /// <param name="content">The same text, of the same length, without what YAML does not know.</param>
    /// <param name="options">The budgets.</param>
    /// <param name="problems">Takes what could not be read.</param>
    public static IReadOnlyList<YamlNode> Read(SourceText source, string content, ReadOptions options, List<ReadProblem> problems) =>
        [.. new YamlReader(source, options, problems).Documents(content)];

    private IEnumerable<YamlNode> Documents(string content)
    {
        for (var restarts = 0; _base >= 0 && restarts <= MaxRestarts; restarts++)
        {
            var scanner = new Scanner(new StringReader(_base == 0 ? content : content.Substring(_base)), skipComments: true);
            var parser = new Parser(scanner);
            int? next;
            do
            {
                next = ReadDocument(scanner, parser);
                if (_document is { } document)
                    yield return document;
                _document = null;
            }
            while (next is null);
            _base = next.Value;
        }
    }

    // Returns where to go on after a mistake, and -1 at the end of the text; null when a document was read and another may follow it.
    private int? ReadDocument(Scanner scanner, Parser parser)
    {
        try
        {
            while (_document is null)
            {
                if (!parser.MoveNext())
                    return -1;
                if (!Take(parser.Current!))
                    return AbandonDocument(_base + (int)parser.Current!.Start.Index);
            }

            return null;
        }
        catch (YamlException exception)
        {
            // Of a wrong tab the parser names the mapping that it stands in.
            var isTab = exception.Message.Contains(" tab ", StringComparison.Ordinal);
            var at = _base + (int)(isTab ? scanner.CurrentPosition : exception.Start).Index;
            Report(Math.Min(at, Math.Max(0, _source.Content.Length - 1)), Math.Max(at, _base + (int)exception.End.Index), Explain(exception), isSyntax: true);
            return AbandonDocument(at);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Tags that are no URIs and escapes that are no characters are refused in the parser's depths.
            var at = _base + (int)scanner.CurrentPosition.Index;
            Report(Math.Max(_base, at - 1), at, "This is not valid YAML or JSON: a tag or an escape before this place is malformed.", isSyntax: true);
            return AbandonDocument(at);
        }
        catch (InvalidOperationException)
        {
            // The scanner loses its way in some malformed flow collections: [1 newline b: 2.
            var at = _base + (int)scanner.CurrentPosition.Index;
            Report(at, at, "This is not valid YAML or JSON: a bracket or brace before this place is not closed.", isSyntax: true);
            return AbandonDocument(at);
        }
    }

    // Closes what is open, so that what was read before the mistake is kept, and finds the next document.
    private int AbandonDocument(int at)
    {
        while (_open.Count > 0)
            Close(at);
        _anchors.Clear();
        // The mistake may stand at the very line that begins the next document.
        var from = Math.Max(_base, Math.Min(at, _source.Content.Length) - 1);
        var next = _source.Content.IndexOf("\n---", from, StringComparison.Ordinal);
        return next < 0 ? -1 : next + 1;
    }

    private bool Take(ParsingEvent current)
    {
        switch (current)
        {
            case Scalar scalar:
                return Place(IsKeyNext ? ToNode(scalar) : ToValue(scalar), scalar.Anchor);
            case AnchorAlias alias:
                return PlaceAlias(alias);
            case MappingStart start:
                return Enter(new YamlMapping(_source, _base + (int)start.Start.Index, TagOf(start)), start.Anchor, start.Style == MappingStyle.Flow);
            case SequenceStart start:
                return Enter(new YamlSequence(_source, _base + (int)start.Start.Index, TagOf(start)), start.Anchor, start.Style == SequenceStyle.Flow);
            case MappingEnd or SequenceEnd:
                // The end mark of a flow collection stands before its bracket.
                Close(_base + (int)current.Start.Index + 1);
                return true;
            case DocumentStart:
                _anchors.Clear();
                return true;
            default:
                return true;
        }
    }

    private bool IsKeyNext => _open.Count > 0 && _open.Peek() is { Node: YamlMapping, Key: null };

    private YamlScalar ToValue(Scalar scalar) => _replace is null ? ToNode(scalar) : _replace(ToNode(scalar));

    private YamlScalar ToNode(Scalar scalar)
    {
        var start = _base + (int)scalar.Start.Index;
        var end = Math.Min(_source.Content.Length, _base + (int)scalar.End.Index);
        // The end mark of a block scalar stands in the line behind it.
        while (end > start && _source.Content[end - 1] is '\n' or '\r' or ' ')
            end--;
        return new YamlScalar(_source, start, end, _words.Get(scalar.Value, 0, scalar.Value.Length), scalar.Style == ScalarStyle.Plain, TagOf(scalar));
    }

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? null : node.Tag.Value;

    private bool Enter(YamlNode node, AnchorName anchor, bool isFlow)
    {
        if (_open.Count >= _options.MaxDepth)
        {
            Report(node.Start, node.Start + 1, $"The text is nested more than {_options.MaxDepth} levels deep; flatten it.");
            return false;
        }

        if (!Count(node, 1))
            return false;
        if (_open.Count == 1)
            _section = _open.Peek().Key?.Value;
        _open.Push(new OpenNode(node, anchor.IsEmpty ? null : anchor.Value, isFlow));
        return true;
    }

    private void Close(int end)
    {
        var (node, anchor, isFlow) = _open.Pop();
        end = Math.Max(node.Start, Math.Min(end, _source.Content.Length));
        // The end mark of a block stands at the next token: its end is that of its last child.
        node.End = !isFlow && EndOfLastChild(node) is var last and > 0 ? last : end;
        if (node is YamlMapping mapping)
            ResolveMergeKeys(mapping);
        Attach(node);
        if (anchor is not null)
            _anchors[anchor] = node;
    }

    private static int EndOfLastChild(YamlNode node) => node switch
    {
        YamlMapping { Entries.Count: > 0 } mapping => EndOf(mapping, mapping.Entries[mapping.Entries.Count - 1]),
        YamlSequence { Items.Count: > 0 } sequence => EndOf(sequence, sequence.Items[sequence.Items.Count - 1]),
        _ => 0,
    };

    private static int EndOf(YamlNode parent, YamlEntry entry) => Math.Max(entry.Key.End, EndOf(parent, entry.Value));

    // An alias' node stands elsewhere: its end is not the end of what refers to it.
    private static int EndOf(YamlNode parent, YamlNode child) => child.Start >= parent.Start ? child.End : 0;

    private bool Place(YamlNode node, AnchorName anchor)
    {
        if (!Count(node, 1))
            return false;
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        Attach(node);
        return true;
    }

    private bool PlaceAlias(AnchorAlias alias)
    {
        var (start, end) = (_base + (int)alias.Start.Index, _base + (int)alias.End.Index);
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            var isOpen = _open.Any(o => o.Anchor == alias.Value.Value);
            Report(start, end, isOpen
                ? $"The alias *{alias.Value.Value} stands inside its own anchor; a cycle cannot be read."
                : $"There is no anchor &{alias.Value.Value} before this alias.");
            node = new YamlScalar(_source, start, end, "", isPlain: true, isUnknown: true);
        }

        if (!Count(node, node.Weight))
            return false;
        Attach(node);
        return true;
    }

    private bool Count(YamlNode node, long weight)
    {
        _weight += weight;
        if (_weight <= _options.MaxNodes)
            return true;
        Report(node.Start, node.End, $"The text has more than {_options.MaxNodes} nodes when its aliases are written out; it is not read further.");
        return false;
    }

    private void Attach(YamlNode node)
    {
        if (_open.Count == 0)
        {
            _document = node;
            return;
        }

        var parent = _open.Peek();
        parent.Node.Weight += node.Weight;
        if (parent.Node is YamlSequence sequence)
        {
            sequence.Items.Add(node);
            return;
        }

        if (parent.Key is null)
        {
            parent.Key = node as YamlScalar ?? NoScalarKey(node);
            return;
        }

        if (_finish is not null && _open.Count == 2 && _section is not null)
            node = _finish(_section, new YamlEntry(parent.Key, node));
        AddEntry((YamlMapping)parent.Node, parent.Key, node);
        parent.Key = null;
    }

    private YamlScalar NoScalarKey(YamlNode key)
    {
        // "{{ .Values.x }}" is a mapping that is the key of a mapping.
        var isTemplate = key.Start > 0 && _source.Content[key.Start - 1] == '{' && _source.Content[key.Start] == '{';
        Report(key.Start, key.End, isTemplate
            ? "This is an unrendered template ({{ }}); render it first."
            : "A key has to be a text, not a list or a mapping.");
        return new YamlScalar(_source, key.Start, key.End, "", isPlain: true, isUnknown: true);
    }

    private void AddEntry(YamlMapping mapping, YamlScalar key, YamlNode value)
    {
        if (!IsMergeKey(key) && mapping.IndexOf(key.Value) is var index and >= 0)
        {
            var line = _source.PositionAt(mapping.Entries[index].Key.Start).Line;
            Report(key.Start, key.End, $"The key '{key.Value}' stands twice in one mapping; remove one (the first is in line {line}).");
            mapping.Entries[index] = new YamlEntry(key, value);
            return;
        }

        mapping.Entries.Add(new YamlEntry(key, value));
    }

    private static bool IsMergeKey(YamlScalar key) => key.IsPlain && key.Value == "<<";

    // Own keys win over merged ones, and an earlier merged mapping wins over a later one.
    private void ResolveMergeKeys(YamlMapping mapping)
    {
        if (!mapping.Entries.Exists(static e => IsMergeKey(e.Key)))
            return;
        var merges = mapping.Entries.FindAll(static e => IsMergeKey(e.Key));
        mapping.RemoveEntries(static e => IsMergeKey(e.Key));
        foreach (var merge in merges)
        {
            IEnumerable<YamlNode> sources = merge.Value is YamlSequence sequence ? sequence.Items : [merge.Value];
            foreach (var source in sources)
            {
                if (source is YamlMapping merged)
                    mapping.Entries.AddRange(merged.Entries.FindAll(entry => mapping.IndexOf(entry.Key.Value) < 0));
                else
                    Report(merge.Key.Start, merge.Key.End, "A merge key (<<) takes a mapping or a list of mappings.");
            }
        }
    }

    private void Report(int start, int end, string message, bool isSyntax = false) =>
        _problems.Add(new ReadProblem(ProblemSeverity.Error, message, _source.At(start, end)) { IsSyntax = isSyntax });

    private static string Explain(YamlException exception)
    {
        var message = exception.Message;
        // The parser begins with its own place, (Line: 1, Col: 2, Idx: 3) - (…): the report has it already.
        var colon = message.IndexOf("): ", StringComparison.Ordinal);
        return "This is not valid YAML or JSON: " + (colon >= 0 ? message.Substring(colon + 3) : message).TrimEnd('.') + ".";
    }

    private sealed class OpenNode(YamlNode node, string? anchor, bool isFlow)
    {
        public YamlNode Node { get; } = node;

        public string? Anchor { get; } = anchor;

        public YamlScalar? Key { get; set; }

        public void Deconstruct(out YamlNode node, out string? anchor, out bool flow) => (node, anchor, flow) = (Node, Anchor, isFlow);
    }
}
