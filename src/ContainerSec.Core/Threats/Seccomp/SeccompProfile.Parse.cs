namespace ContainerSec.Threats;

/// <content>Reading.</content>
public sealed partial class SeccompProfile
{
    /// <summary>The longest text that is read, in characters; profiles of engines have 20,000.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>Reads a profile in Docker's form, or a config.json of the OCI runtime-spec, whose <c>linux.seccomp</c> is taken.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="cancellationToken">Checked between rules.</param>
    /// <returns>The profile. What is wrong with it, misspelt names and contradictory rules for example, is in its <see cref="Problems"/>.</returns>
    /// <exception cref="ContainerSecException">The text is no JSON object or beyond the budgets of size and depth; the message names file, line and column.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SeccompProfile Parse(string json, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        return SeccompReader.Read(new SourceText(path, json), cancellationToken);
    }

    /// <summary>Reads a profile from a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Checked between rules.</param>
    /// <exception cref="ContainerSecException">The file cannot be read, or see <see cref="Parse"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SeccompProfile Load(string path, CancellationToken cancellationToken = default)
    {
        var (text, error) = Files.TextFile.Read(path, MaxLength);
        return text is null ? throw new ContainerSecException($"{path}: error CSEC0104: {error}") : Parse(text, path, cancellationToken);
    }
}
