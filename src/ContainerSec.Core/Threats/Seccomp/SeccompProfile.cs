namespace ContainerSec.Threats;

/// <summary>A seccomp profile: which system calls the kernel answers to a container.</summary>
/// <remarks>
/// In Docker's form (moby/profiles) rules can ask for capabilities, architectures and kernels; in the form of the OCI runtime-spec
/// (<c>linux.seccomp</c> of a config.json) they are what the runtime installs. Kubernetes' <c>Localhost</c> profiles are files of either form.
/// </remarks>
public sealed partial class SeccompProfile
{
    internal SeccompProfile()
    {
    }

    /// <summary>No filter at all: every call reaches the kernel.</summary>
    public static SeccompProfile Unconfined { get; } = new() { Name = "no seccomp profile", DefaultAction = SeccompAction.Allow, IsUnconfined = true };

    /// <summary>What it is called in sentences: <c>Docker's default seccomp profile</c>, or the file's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What happens to calls that no rule names.</summary>
    public SeccompAction DefaultAction { get; internal init; }

    /// <summary>The error number of calls that no rule names, where they fail: 1 is EPERM, 38 is ENOSYS.</summary>
    public int DefaultErrno { get; internal init; } = 1;

    /// <summary>What is wrong with it, in the order of the text. An error is one that container runtimes refuse to start a container for.</summary>
    public IReadOnlyList<Readers.ReadProblem> Problems { get; internal init; } = [];

    /// <summary>Every system call that a rule names, in alphabetical order.</summary>
    public IReadOnlyList<string> SystemCalls => [.. Rules.SelectMany(static rule => rule.Calls).Select(static call => call.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal Provenance? Origin { get; init; }

    internal IReadOnlyList<SeccompRule> Rules { get; init; } = [];

    /// <summary>The architectures beside the host's own, by name; empty when none is listed.</summary>
    internal IReadOnlyList<string> Architectures { get; init; } = [];

    /// <summary>Docker's form of it: for each architecture of a host the ones that it answers too.</summary>
    internal IReadOnlyList<(string Architecture, IReadOnlyList<string> SubArchitectures)> ArchitectureMap { get; init; } = [];

    internal IReadOnlyList<string> Flags { get; init; } = [];

    internal bool IsUnconfined { get; init; }

    /// <summary>The profile that an engine gives to containers which name none and which it does not leave unconfined.</summary>
    /// <param name="engine">The engine; one that is not known here is taken for Docker.</param>
    public static SeccompProfile Default(EngineProfile engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return DefaultSeccompProfiles.Of(engine);
    }

    /// <summary>The filter that a container gets: the rules that are there for its capabilities on its host, in a table.</summary>
    /// <param name="capabilities">The bounding set of the container, see <see cref="EngineProfile.EffectiveCapabilities(Privileges)"/>.</param>
    /// <param name="architecture">The host's architecture.</param>
    /// <param name="kernel">The host's kernel, major and minor; null when it is not known: then it is one that is still maintained, 5.10 or newer.</param>
    /// <param name="uncertain">Capabilities of which it is not known whether the container has them: what hangs on them is <see cref="Truth.Maybe"/>.</param>
    public SeccompFilter Compile(
        CapabilitySet capabilities,
        SystemCallArchitecture architecture = SystemCallArchitecture.X64,
        Version? kernel = null,
        CapabilitySet uncertain = default) =>
        new(this, new SeccompTarget(capabilities, uncertain, architecture, kernel));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Architectures that a host's filter judges beside its own.</summary>
    internal IReadOnlyList<string> ArchitecturesOn(SystemCallArchitecture host) =>
        ArchitectureMap.Count == 0
            ? Architectures
            : ArchitectureMap.FirstOrDefault(entry => entry.Architecture == Threats.SystemCalls.NameOf(host)).SubArchitectures ?? [];
}
