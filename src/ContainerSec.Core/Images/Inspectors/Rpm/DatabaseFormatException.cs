namespace ContainerSec.Images.Inspectors;

/// <summary>A database is damaged or of a kind that is not read. The message is the end of a sentence: "a page is damaged".</summary>
internal sealed class DatabaseFormatException(string message) : Exception(message);
