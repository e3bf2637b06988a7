namespace ContainerSec.Secrets;

/// <summary>An argument of a command that has a name: <c>--password=x</c>, <c>--password x</c>, <c>PASSWORD=x</c>.</summary>
/// <param name="Name">The name without dashes; empty for an argument without one.</param>
/// <param name="Written">The name as written.</param>
/// <param name="Value">The value.</param>
internal readonly record struct NamedArgument(string Name, string Written, Fact<string> Value)
{
    /// <summary>The arguments of a list, named or not.</summary>
    /// <param name="arguments">What was said.</param>
    public static IEnumerable<NamedArgument> Read(IReadOnlyList<Fact<string>> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Value is not { } text)
            {
                yield return new NamedArgument("", "", argument);
            }
            else if (Split(text) is { } named)
            {
                yield return new NamedArgument(named.Name.TrimStart('-', '/'), named.Name, Said(argument, named.Value));
            }
            else if (IsOption(text) && i + 1 < arguments.Count && !arguments[i + 1].Is(IsOption))
            {
                i++;
                yield return new NamedArgument(text.TrimStart('-'), text, arguments[i]);
            }
            else
            {
                yield return new NamedArgument("", "", argument);
            }
        }
    }

    private static bool IsOption(string text) => text.Length > 1 && text[0] == '-' && text.IndexOf(' ') < 0;

    // "--name=value", "NAME=value", "/p:Name=value"; "s/password=.*/x/" is a text that a program replaces.
    private static (string Name, string Value)? Split(string text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0)
            return null;
        for (var i = 1; i < equals; i++)
        {
            if (!char.IsLetterOrDigit(text[i]) && text[i] is not ('-' or '_' or '.' or ':'))
                return null;
        }

        return (text.Substring(0, equals), text.Substring(equals + 1).Trim('"', '\''));
    }

    private static Fact<string> Said(Fact<string> argument, string value) => argument.Select(_ => value);
}
