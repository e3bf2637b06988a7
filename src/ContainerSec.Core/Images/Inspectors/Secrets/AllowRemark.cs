namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>A remark that allows the secrets of its line: <c># containersec:allow-secret key of the test server</c>. The reason must be there.</summary>
internal static class AllowRemark
{
    /// <summary>Whether a line has the remark with a reason.</summary>
    public static bool IsIn(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf("containersec:allow-secret"u8);
        if (at < 0)
            return false;
        foreach (var c in line[(at + 25)..])
        {
            if (char.IsAsciiLetter((char)c))
                return true;
        }

        return false;
    }
}
