namespace ContainerSec.Tool.Output;

/// <summary>What the terminal can show.</summary>
internal static class Terminal
{
    /// <summary>Whether standard output takes colours: a terminal, and nobody set NO_COLOR (no-color.org).</summary>
    public static bool HasColour => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The width of the terminal in columns; 120 where there is none.</summary>
    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected)
                return 120;
            try
            {
                return Math.Clamp(Console.WindowWidth, 60, 160);
            }
            catch (IOException)
            {
                return 120;
            }
        }
    }
}
