namespace ContainerSec.Images.Sources.Registry;

/// <summary>A try failed for a reason that may pass.</summary>
internal sealed class TransientException(string message, TimeSpan? wait = null, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>How long the registry asks to wait; null when it says nothing.</summary>
    public TimeSpan? Wait => wait;
}
