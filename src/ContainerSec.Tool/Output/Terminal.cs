using Spectre.Console;

namespace ContainerSec.Tool.Output;

/// <summary>What the terminal can show.</summary>
internal static class Terminal
{
    /// <summary>Whether standard output takes colours: a terminal, and nobody set NO_COLOR (no-color.org).</summary>
    public static bool HasColour => !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>The console that draws tables. Left to itself it writes escapes into redirected output on build services.</summary>
    /// <remarks>Made when a table is drawn: to find out what a terminal can do takes a sixtieth of a whole check.</remarks>
    public static IAnsiConsole Console
    {
        get
        {
            AnsiConsole.Profile.Capabilities.Ansi &= HasColour;
            if (!HasColour)
                AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            AnsiConsole.Profile.Width = Width;
            return AnsiConsole.Console;
        }
    }

    /// <summary>The width of the terminal in columns; 120 where there is none.</summary>
    public static int Width
    {
        get
        {
            if (System.Console.IsOutputRedirected)
                return 120;
            try
            {
                return Math.Clamp(System.Console.WindowWidth, 60, 160);
            }
            catch (IOException)
            {
                return 120;
            }
        }
    }
}
