using Spectre.Console;

namespace ContainerSec.Tool.Output;

/// <summary>What the terminal can show.</summary>
internal static class Terminal
{
    /// <summary>Whether standard output takes colours: a terminal, and nobody set NO_COLOR (no-color.org).</summary>
    public static bool HasColour => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Tells the console that draws tables: left to itself it writes escapes into redirected output on build services.</summary>
    public static void ApplyToConsole()
    {
        AnsiConsole.Profile.Capabilities.Ansi &= HasColour;
        if (!HasColour)
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        AnsiConsole.Profile.Width = Width;
    }

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
