namespace ContainerSec.Secrets;

/// <summary>An argument of a command that has a name: <c>--password=x</c>, <c>--password x</c>, <c>PASSWORD=x</c>.</summary>
/// <param name="Name">The name without dashes; empty for an argument without one.</param>
/// <param name="Written">The name as written.</param>
/// <param name="Value">The value.</param>
internal readonly record struct NamedArgument(string Name, string Written, Fact<string> Value)
{
    /// <summary>The arguments of a list, named or not; for <c>foreach</c>.</summary>
    /// <param name="arguments">What was said.</param>
    public static Reader Read(FactList<string> arguments) => new(arguments);

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

    /// <summary>Reads the arguments one after the other.</summary>
    public struct Reader(FactList<string> arguments)
    {
        private int _next;

        public NamedArgument Current { get; private set; }

        public readonly Reader GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= arguments.Count)
                return false;
            var argument = arguments[_next++];
            if (argument.Value is { } text && Split(text) is { } named)
                Current = new NamedArgument(named.Name.TrimStart('-', '/'), named.Name, argument.With(named.Value));
            else if (argument.Value is { } option && IsOption(option) && _next < arguments.Count && !arguments[_next].Is(IsOption))
                Current = new NamedArgument(option.TrimStart('-'), option, arguments[_next++]);
            else
                Current = new NamedArgument("", "", argument);
            return true;
        }
    }
}
