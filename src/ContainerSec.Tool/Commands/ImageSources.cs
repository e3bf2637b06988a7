using ContainerSec.Images;

namespace ContainerSec.Tool.Commands;

/// <summary>What SOURCE means on the command line.</summary>
internal static class ImageSources
{
    public static ImageSource Parse(string text) => ImageSource.Parse(text);
}
