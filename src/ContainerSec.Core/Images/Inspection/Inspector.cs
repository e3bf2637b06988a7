namespace ContainerSec.Images.Inspection;

/// <summary>Looks for one kind of thing in the files of an image.</summary>
/// <remarks>
/// One inspector, one file. It works in two steps: files of a layer become facts (kept in the cache, so a fact holds nothing that depends on other layers),
/// and when all layers are put together, the facts that are still visible become parts of the report.
/// An instance is shared by all layers and threads: it has no state of its own.
/// </remarks>
internal abstract class Inspector
{
    public abstract InspectorInfo Info { get; }

    /// <summary>Reads a file that is held in memory as a whole; only called when <see cref="InspectorInfo.MaxFileSize"/> is set.</summary>
    /// <param name="entry">The file; what it says of itself is hostile.</param>
    /// <param name="content">Its bytes, valid during the call only.</param>
    /// <param name="sink">Takes facts and gaps.</param>
    public virtual void Inspect(LayerEntry entry, ReadOnlyMemory<byte> content, LayerSink sink)
    {
    }

    /// <summary>Offers a file to be read piece by piece; null when nobody wants it. Only asked when <see cref="InspectorInfo.MaxFileSize"/> is null.</summary>
    public virtual ContentScanner? Scan(LayerEntry entry, LayerSink sink) => null;

    /// <summary>Turns the facts of all layers into parts of the report.</summary>
    public virtual void Conclude(ImageFacts facts, ImageReportBuilder report)
    {
    }
}

/// <summary>Reads one file piece by piece.</summary>
internal abstract class ContentScanner
{
    /// <summary>The next bytes; valid during the call only.</summary>
    public abstract void Read(ReadOnlySpan<byte> bytes);

    /// <summary>The file is at its end. Not called when the layer breaks off before.</summary>
    public abstract void Complete();
}
