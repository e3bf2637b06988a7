using ContainerSec.Docker;
using ContainerSec.Images;

namespace ContainerSec.Tool.Commands;

/// <summary>What SOURCE means on the command line.</summary>
internal static class ImageSources
{
    /// <exception cref="ContainerSecException">It names no source.</exception>
    public static ImageSource Parse(string text)
    {
        try
        {
            return DockerEngine.ParseSource(text);
        }
        catch (ArgumentException exception)
        {
            // The caller's mistake is the user's here; the name of a parameter tells them nothing.
            throw new ContainerSecException($"error CSEC0001: {exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal)}", exception);
        }
    }
}
