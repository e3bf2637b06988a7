#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif
using ContainerSec.Secrets;

namespace ContainerSec.Access;

/// <summary>The flags that a container starts the API server with: <c>kube-apiserver --anonymous-auth=false</c>.</summary>
/// <remarks>A flag counts that stands in the manifest; settings of a configuration file (AuthenticationConfiguration, AuthorizationConfiguration) are not read.</remarks>
internal sealed class ApiServerFlags
{
    private readonly FactList<string> _arguments;

    private ApiServerFlags(FactList<string> arguments) => _arguments = arguments;

    /// <summary>The flags; null when the container does not start the API server.</summary>
    /// <param name="workload">The container.</param>
    public static ApiServerFlags? Of(Workload workload)
    {
        if (workload.Pod is null)
            return null;
        var arguments = workload.Configuration.Arguments;
        return arguments.AnyKnown(static argument => argument == "kube-apiserver" || argument.EndsWith("/kube-apiserver", StringComparison.Ordinal))
            ? new ApiServerFlags(arguments)
            : null;
    }

    /// <summary>The program's place, for what a flag that is missing is about.</summary>
    public Provenance? Origin => _arguments.FirstOrDefault(static argument => argument.IsKnown).Origin ?? _arguments.Origin;

    /// <summary>The value of a flag; <c>true</c> for one without a value, unset when it is not there, unknown when that cannot be told.</summary>
    /// <param name="name">With its dashes: <c>--anonymous-auth</c>.</param>
    public Fact<string> this[string name]
    {
        get
        {
            // As the server reads them: the last one counts.
            for (var i = _arguments.Count - 1; i >= 0; i--)
            {
                if (_arguments[i].Is(argument => argument == name))
                    return HasValue(i) ? Resolved(_arguments[i + 1]) : _arguments[i].Select(static _ => "true");
                if (_arguments[i].Is(argument => argument.StartsWith(name + "=", StringComparison.Ordinal)))
                    return Resolved(_arguments[i].Select(argument => argument.Substring(name.Length + 1)));
            }

            return _arguments.HasUnknown ? Fact.Unknown<string>(_arguments.Origin) : default;
        }
    }

    private bool HasValue(int index) => index + 1 < _arguments.Count && !_arguments[index + 1].Is(static next => next.StartsWith('-'));

    // A template is filled in when the manifest is rendered, "$(NAME)" when the container starts.
    private static Fact<string> Resolved(Fact<string> value) =>
        value.Is(static text => text.Length > 0 && Placeholder.HasTemplate(text)) ? Fact.Unknown<string>(value.Origin) : value;
}
