using System.Xml;

namespace ContainerSec.Readers.MSBuild;

/// <summary>The container properties and items of a project file, with their places. Conditions are seen, not evaluated.</summary>
internal sealed class ProjectFile
{
    private readonly SourceText _source;
    private readonly Stack<bool> _conditions = new();
    private ProjectItem? _item;
    private int _itemDepth;

    private ProjectFile(SourceText source) => _source = source;

    /// <summary>Properties by name; of one that is set several times the last.</summary>
    public Dictionary<string, ProjectValue> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<ProjectItem> Items { get; } = [];

    /// <summary>Types of items of which some are taken away or changed.</summary>
    public HashSet<string> ChangedItems { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a file as far as it is well-formed.</summary>
    public static ProjectFile Read(SourceText source, List<ReadProblem> problems)
    {
        var file = new ProjectFile(source);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var reader = XmlReader.Create(new StringReader(source.Content), settings);
            while (reader.Read())
                file.Take(reader);
        }
        catch (XmlException exception)
        {
            var at = exception.LineNumber < 1 ? 0 : source.LineStart(exception.LineNumber) + Math.Max(0, exception.LinePosition - 1);
            problems.Add(new ReadProblem(ProblemSeverity.Error, "This is not valid XML: " + Sentence(exception), source.At(at, at + 1)) { IsSyntax = true });
        }

        return file;
    }

    /// <summary>Takes what MSBuild made of the file: the value of a property is known then, and items of imports are there too.</summary>
    /// <remarks>What the file states keeps its place; what it does not state stands at the project's tag.</remarks>
    public void Complete(EvaluatedProject evaluated)
    {
        var tag = Math.Max(0, _source.Content.IndexOf("<Project", StringComparison.Ordinal));
        var head = At(tag, "<Project".Length);
        foreach (var property in evaluated.Properties)
            Properties[property.Key] = new ProjectValue(property.Value, Properties.TryGetValue(property.Key, out var written) ? written.Origin : head, IsConditional: false);
        foreach (var items in evaluated.Items)
            CompleteItems(items.Key, items.Value, head);
    }

    private void CompleteItems(string type, List<string> names, Provenance head)
    {
        var written = Items.FindAll(i => string.Equals(i.Type, type, StringComparison.OrdinalIgnoreCase));
        Items.RemoveAll(written.Contains);
        ChangedItems.Remove(type);
        var expression = written.Find(static i => ProjectValue.IsExpression(i.Include.Text))?.Include.Origin ?? head;
        foreach (var name in names)
        {
            var own = written.FindLast(i => i.Include.Text.Split(';').Any(part => NameOf(part) == NameOf(name)));
            var item = new ProjectItem(type, new ProjectValue(own is null ? name : NameOf(name), own?.Include.Origin ?? expression, IsConditional: false));
            foreach (var metadata in own?.Metadata ?? [])
                item.Metadata[metadata.Key] = metadata.Value;
            if (own is null)
                item.Metadata["Value"] = new ProjectValue("", item.Include.Origin, IsConditional: true);
            Items.Add(item);
        }
    }

    // The protocol of a port is metadata in the file and stands behind the number here.
    private static string NameOf(string item) => item.Split('/')[0].Trim();

    // The message ends with a place of its own: " Line 3, position 5."
    private static string Sentence(XmlException exception)
    {
        var place = exception.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return place < 0 ? exception.Message : exception.Message.Substring(0, place);
    }

    private void Take(XmlReader reader)
    {
        if (reader.NodeType == XmlNodeType.EndElement)
        {
            _conditions.Pop();
            if (_item is not null && reader.Depth <= _itemDepth)
                _item = null;
            return;
        }

        if (reader.NodeType != XmlNodeType.Element)
            return;
        var isEmpty = reader.IsEmptyElement;
        var isConditional = _conditions.Count > 0 && _conditions.Peek();
        isConditional |= reader.LocalName is "When" or "Otherwise" or "Target" || !string.IsNullOrEmpty(reader.GetAttribute("Condition"));
        if (reader.LocalName.StartsWith("Container", StringComparison.OrdinalIgnoreCase) || reader.LocalName is "EnableSdkContainerSupport" || _item is not null)
            TakeContainerElement(reader, isConditional);
        if (!isEmpty)
            _conditions.Push(isConditional);
        else if (_item is not null && reader.Depth <= _itemDepth)
            _item = null;
    }

    private void TakeContainerElement(XmlReader reader, bool isConditional)
    {
        var (name, depth) = (reader.LocalName, reader.Depth);
        if (_item is not null)
        {
            _item.Metadata[name] = Content(reader, isConditional);
            return;
        }

        if (reader.GetAttribute("Remove") is not null || reader.GetAttribute("Update") is not null)
        {
            ChangedItems.Add(name);
            return;
        }

        if (reader.GetAttribute("Include") is null)
        {
            // A conditional value may replace the one before it or not: either way the property is said and not known.
            Properties[name] = Content(reader, isConditional);
            return;
        }

        (_item, _itemDepth) = (new ProjectItem(name, Attribute(reader, "Include", isConditional)), depth);
        Items.Add(_item);
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (reader.LocalName is not ("Include" or "Exclude" or "Condition"))
                _item.Metadata[reader.LocalName] = Attribute(reader, null, isConditional);
        }

        reader.MoveToElement();
    }

    // The text of an element stands between its start tag and the next tag.
    private ProjectValue Content(XmlReader reader, bool isConditional)
    {
        var start = EndOfTag(OffsetOf(reader));
        if (reader.IsEmptyElement || start >= _source.Content.Length)
            return new ProjectValue("", At(OffsetOf(reader), reader.Name.Length), isConditional);
        var end = _source.Content.IndexOf('<', start);
        end = end < 0 ? _source.Content.Length : end;
        var raw = _source.Content.Substring(start, end - start);
        var trimmed = raw.Trim();
        // A comment or CDATA inside splits the text; nobody writes that, and its value is not known then.
        if (end + 1 < _source.Content.Length && _source.Content[end + 1] == '!')
            return new ProjectValue("$()", At(start, Math.Max(1, raw.Length)), isConditional);
        var offset = trimmed.Length == 0 ? start : start + raw.IndexOf(trimmed[0]);
        return new ProjectValue(Decode(trimmed), At(offset, Math.Max(1, trimmed.Length)), isConditional);
    }

    private ProjectValue Attribute(XmlReader reader, string? name, bool isConditional)
    {
        if (name is not null)
            reader.MoveToAttribute(name);
        var (value, start) = (reader.Value, OffsetOf(reader) + reader.Name.Length);
        while (start < _source.Content.Length && _source.Content[start] is not ('"' or '\''))
            start++;
        var end = start + 1 < _source.Content.Length ? _source.Content.IndexOf(_source.Content[start], start + 1) : -1;
        if (name is not null)
            reader.MoveToElement();
        return new ProjectValue(value, At(start + 1, Math.Max(0, end - start - 1)), isConditional);
    }

    private int OffsetOf(XmlReader reader) =>
        reader is IXmlLineInfo place ? _source.LineStart(place.LineNumber) + place.LinePosition - 1 : 0;

    // A ">" in an attribute's value does not end the tag.
    private int EndOfTag(int at)
    {
        var quote = '\0';
        for (; at < _source.Content.Length; at++)
        {
            var c = _source.Content[at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return at + 1;
        }

        return at;
    }

    private static string Decode(string text) => text.IndexOf('&') < 0
        ? text
        : text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");

    private TextProvenance At(int start, int length) => _source.At(start, start + length);
}
