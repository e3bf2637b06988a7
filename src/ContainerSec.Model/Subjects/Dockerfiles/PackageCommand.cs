namespace ContainerSec;

/// <summary>A call of a package manager in a build step.</summary>
internal sealed record PackageCommand
{
    private readonly List<Fact<string>> _options = [];
    private readonly List<Fact<string>> _packages = [];

    private PackageCommand(PackageManager manager, ShellCommand command)
    {
        Manager = manager;
        Command = command;
    }

    public PackageManager Manager { get; }

    public ShellCommand Command { get; }

    public string Program => Command.Name.Value!;

    /// <summary>What it does; <see cref="PackageAction.Other"/> also when that is unknown.</summary>
    public PackageAction Action { get; private set; }

    /// <summary>The verb as written; null when there is none or it is unknown.</summary>
    public string? Verb { get; private set; }

    /// <summary>What stands behind the verb and is no option.</summary>
    public IReadOnlyList<Fact<string>> Packages => _packages;

    /// <summary>Whether an argument is unknown: it may be a package or an option.</summary>
    public bool HasUnknown => Command.Arguments.HasUnknown;

    /// <summary>The package-manager calls of a script, in the order of writing.</summary>
    public static IReadOnlyList<PackageCommand> In(ShellScript script)
    {
        var found = new List<PackageCommand>();
        foreach (var command in script.Commands)
        {
            if (Read(command) is { } package)
                found.Add(package);
        }

        return found;
    }

    /// <summary>Whether an option is given, alone or with a value behind <c>=</c>.</summary>
    public bool HasOption(params IReadOnlyList<string> names) => Option(names) is not null;

    /// <summary>The first option of these names with its place, alone or with a value behind <c>=</c>; null when there is none.</summary>
    public Fact<string>? Option(params IReadOnlyList<string> names)
    {
        foreach (var option in _options)
        {
            if (option.IsKnown && names.Any(name => option.Value == name || option.Value.StartsWith(name + "=", StringComparison.Ordinal)))
                return option;
        }

        return null;
    }

    private static PackageCommand? Read(ShellCommand command)
    {
        if (!command.Name.IsKnown)
            return null;
        var arguments = command.Arguments;
        if (PackageManager.Of(command.Name.Value) is { } manager)
            return new PackageCommand(manager, command).Parse(arguments, 0);
        // python -m pip install …
        return command.Name.Value.StartsWith("python", StringComparison.Ordinal) && arguments.Count > 1 && arguments[0].Is("-m") && arguments[1].Is("pip")
            ? new PackageCommand(PackageManager.Pip, command).Parse(arguments, 2)
            : null;
    }

    private PackageCommand Parse(FactList<string> arguments, int start)
    {
        var hasVerb = false;
        for (var i = start; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Is(static a => a.Length > 1 && a[0] == '-'))
            {
                // "-o Name=Value": the value counts as an option too, so that rules see it.
                _options.Add(argument);
                if (Manager.ValueOptions.Contains(argument.Value!) && i + 1 < arguments.Count)
                    _options.Add(arguments[++i]);
            }
            else if (hasVerb)
            {
                _packages.Add(argument);
            }
            else if (argument.IsKnown)
            {
                // "yarn global add x": the verb is behind the word.
                if (Manager == PackageManager.Yarn && argument.Is("global"))
                    continue;
                (hasVerb, Verb, Action) = (true, argument.Value, Manager.ActionOf(argument.Value));
            }
        }

        return this;
    }
}
