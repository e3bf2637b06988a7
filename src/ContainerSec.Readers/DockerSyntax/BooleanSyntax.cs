namespace ContainerSec.Readers.DockerSyntax;

/// <summary>A truth value as the Docker client reads it (Go's strconv.ParseBool).</summary>
internal static class BooleanSyntax
{
    public static bool TryParse(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "true" or "TRUE" or "True";
        return value || text is "0" or "f" or "F" or "false" or "FALSE" or "False";
    }
}
