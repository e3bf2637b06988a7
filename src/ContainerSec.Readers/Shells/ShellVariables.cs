namespace ContainerSec.Readers.Shells;

/// <summary>What is known of a shell's variables at one place of its script.</summary>
internal sealed class ShellVariables
{
    private readonly ShellVariables? _parent;
    private readonly bool _isProcess;
    private readonly Func<string, string?> _environment;
    private Dictionary<string, string?>? _own;
    private bool _isForgotten;

    public ShellVariables(Func<string, string?> environment) => _environment = environment;

    private ShellVariables(ShellVariables parent, bool isProcess)
    {
        (_parent, _isProcess, _environment) = (parent, isProcess, parent._environment);
    }

    /// <summary>The variables of a subshell: it sees ours, we do not see its changes.</summary>
    public ShellVariables Subshell() => new(this, isProcess: false);

    /// <summary>The variables of another shell that is started: what we set ourselves may or may not be exported.</summary>
    public ShellVariables Process() => new(this, isProcess: true);

    /// <summary>The value; null when it is not known.</summary>
    public string? Get(string name)
    {
        var mayBeUnexported = false;
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            if (scope._own is not null && scope._own.TryGetValue(name, out var value))
                return mayBeUnexported ? null : value;
            if (scope._isForgotten)
                return null;
            mayBeUnexported |= scope._isProcess;
        }

        return _environment(name);
    }

    /// <summary>Sets a value; null when it is not known.</summary>
    public void Set(string name, string? value) => (_own ??= new Dictionary<string, string?>(StringComparer.Ordinal))[name] = value;

    /// <summary>A file was sourced or a text evaluated: any variable may have another value.</summary>
    public void Forget()
    {
        _own = null;
        _isForgotten = true;
    }
}
