namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Reads a step of the build as Docker and BuildKit write it into the history.</summary>
/// <remarks>
/// <c>ENV A=b</c>, <c>ARG A=b</c>, <c>/bin/sh -c #(nop)  ENV A=b</c>; a RUN lists the arguments of the build that it saw, with their number:
/// <c>RUN |2 TOKEN=x VERSION=1 /bin/sh -c make # buildkit</c>.
/// </remarks>
internal static class HistoryStep
{
    private const string NoOperation = "#(nop)";

    /// <summary>Whether the step sets variables of the image.</summary>
    public static bool IsEnvironment(string command) => Instruction(command, out _) is "ENV";

    /// <summary>The names and values that the step sets or was given, and where each value begins.</summary>
    public static IEnumerable<(string Name, string Value, int Start)> Values(string command)
    {
        var instruction = Instruction(command, out var at);
        if (instruction is not ("ENV" or "ARG" or "LABEL"))
        {
            var pipe = command.IndexOf('|', StringComparison.Ordinal);
            if (pipe is < 0 or > 8 || !command.AsSpan(0, pipe).Trim().SequenceEqual(pipe == 0 ? "" : "RUN"))
                yield break;
            at = command.IndexOf(' ', pipe);
        }

        while (at >= 0 && at < command.Length)
        {
            while (at < command.Length && command[at] == ' ')
                at++;
            var equals = at;
            while (equals < command.Length && (char.IsAsciiLetterOrDigit(command[equals]) || command[equals] is '_' or '.' or '-'))
                equals++;
            if (equals == at || equals >= command.Length || command[equals] != '=')
                yield break;
            var (start, end) = Value(command, equals + 1);
            yield return (command[at..equals], command[start..end], start);
            at = end < command.Length && command[end] is '"' or '\'' ? end + 1 : end;
        }
    }

    private static (int Start, int End) Value(string command, int at)
    {
        if (at < command.Length && command[at] is '"' or '\'')
        {
            var close = command.IndexOf(command[at], at + 1);
            return (at + 1, close < 0 ? command.Length : close);
        }

        var end = at;
        while (end < command.Length && command[end] != ' ')
            end += command[end] == '\\' && end + 1 < command.Length ? 2 : 1;
        return (at, Math.Min(end, command.Length));
    }

    private static string Instruction(string command, out int at)
    {
        var start = command.IndexOf(NoOperation, StringComparison.Ordinal) is var nop and >= 0 ? nop + NoOperation.Length : 0;
        while (start < command.Length && command[start] == ' ')
            start++;
        at = command.IndexOf(' ', start);
        return at < 0 ? "" : command[start..at].ToUpperInvariant();
    }
}
