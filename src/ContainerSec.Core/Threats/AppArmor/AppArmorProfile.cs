namespace ContainerSec.Threats;

/// <summary>A profile of AppArmor, apparmor.d(5): what the programs that it confines may do.</summary>
/// <remarks>
/// What no rule allows is forbidden; a rule that forbids wins. Files that were not read and rules that were not understood may do either:
/// answers that they could change are <see cref="Truth.Maybe"/>.
/// </remarks>
public sealed class AppArmorProfile
{
    private readonly IReadOnlyList<AppArmorInclude> _unread;

    internal AppArmorProfile(
        string name, string? attachment, IReadOnlyList<string> flags, IReadOnlyList<AppArmorRule> rules, IReadOnlyList<AppArmorProfile> children, IReadOnlyList<AppArmorInclude> unread) =>
        (Name, Attachment, Flags, Rules, Children, _unread) = (name, attachment, flags, rules, children, unread);

    /// <summary>The profile that Docker, containerd and Podman load for containers that name none.</summary>
    public static AppArmorProfile DockerDefault { get; } = AppArmorDockerDefault.Create();

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The programs that it is attached to, as a pattern; null when only its name attaches it.</summary>
    public string? Attachment { get; }

    /// <summary>Its flags: <c>complain</c>, <c>attach_disconnected</c>.</summary>
    public IReadOnlyList<string> Flags { get; }

    /// <summary>Its rules in the order of writing.</summary>
    public IReadOnlyList<AppArmorRule> Rules { get; }

    /// <summary>Profiles inside of it: children and hats.</summary>
    public IReadOnlyList<AppArmorProfile> Children { get; }

    /// <summary>Whether it is a hat, aa_change_hat(2).</summary>
    public bool IsHat { get; internal init; }

    /// <summary>Where it was written; null when it is built in.</summary>
    public Provenance? Origin { get; internal init; }

    /// <summary>Files that it includes and that were not read.</summary>
    public IReadOnlyList<string> UnreadIncludes => [.. _unread.Select(static include => include.Name)];

    /// <summary>Whether it only logs what it would forbid.</summary>
    public bool IsComplaining => Flags.Contains("complain");

    /// <summary>Whether a file may be used.</summary>
    /// <param name="path">An absolute path; that of a directory ends with a slash.</param>
    /// <param name="permissions">Letters: r read, w write, a append, l link, k lock, m map to execute, x execute.</param>
    /// <param name="isOwner">Whether the file belongs to the process's user; null when that is not known.</param>
    /// <exception cref="ArgumentException">The path is not absolute, or a letter is none of these.</exception>
    public Ruling Allows(string path, string permissions, bool? isOwner = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentException.ThrowIfNullOrEmpty(permissions);
        if (!path.StartsWith('/'))
            throw new ArgumentException($"The path '{path}' is not absolute.", nameof(path));
        var answer = default(Ruling);
        foreach (var letter in permissions)
        {
            if (!"rwalkmx".Contains(letter, StringComparison.Ordinal))
                throw new ArgumentException($"'{letter}' is no permission; use r, w, a, l, k, m, x.", nameof(permissions));
            var one = Decide(rule => Matches(rule, path, letter, isOwner), $"no rule allows '{letter}' of {path}");
            answer = answer is null ? one : answer.And(one);
        }

        return answer!;
    }

    /// <summary>Whether a capability may be used, if the process has it.</summary>
    /// <param name="capability">The capability.</param>
    public Ruling Allows(Capability capability) => Decide(
        rule => rule.Kind == AppArmorRuleKind.Capability && (rule.Capabilities is null || rule.Capabilities.Value.Contains(capability)) ? Truth.Yes : Truth.No,
        $"no rule allows the capability {CapabilityNames.Of(capability)}");

    /// <summary>Whether a file system may be mounted: <see cref="Truth.Maybe"/> when rules allow or forbid some mounts only.</summary>
    public Ruling AllowsMount() => AllowsKind(AppArmorRuleKind.Mount, "no rule allows to mount");

    /// <summary>Whether a socket may be made.</summary>
    /// <param name="domain">The address family in lower case: <c>inet</c>, <c>netlink</c>.</param>
    /// <param name="type">The type in lower case: <c>stream</c>, <c>raw</c>.</param>
    public Ruling AllowsNetwork(string domain, string type) => Decide(
        rule => rule.Kind != AppArmorRuleKind.Network ? Truth.No
            : rule.Conditions.Count > 0 ? Truth.Maybe
            : rule.Words.All(word => word == domain || word == type || (word == "tcp" && type == "stream" && domain is "inet" or "inet6") || (word == "udp" && type == "dgram" && domain is "inet" or "inet6")) ? Truth.Yes : Truth.No,
        $"no rule allows {domain} {type} sockets");

    /// <summary>Whether processes of another profile may be traced.</summary>
    /// <param name="peer">The profile of the other process; <c>unconfined</c> when it has none.</param>
    public Ruling AllowsTracing(string peer) => Decide(
        rule =>
        {
            if (rule.Kind != AppArmorRuleKind.Ptrace || (rule.Words.Count > 0 && !rule.Words.Any(static word => word is "trace" or "w" or "rw" or "wr")))
                return Truth.No;
            var named = rule.Conditions.GetValueOrDefault("peer");
            return named is null || named.Contains(peer) ? Truth.Yes
                : named.Any(static name => name.AsSpan().IndexOfAny("*?[{@") >= 0 && name != "@{profile_name}") ? Truth.Maybe
                : named.Contains("@{profile_name}") && peer == Name ? Truth.Yes
                : Truth.No;
        },
        $"no rule allows to trace {peer}");

    internal Ruling AllowsOperation(string operation) => operation switch
    {
        "mount" => AllowsMount(),
        "umount" => AllowsKind(AppArmorRuleKind.Unmount, "no rule allows to unmount"),
        "pivot_root" => AllowsKind(AppArmorRuleKind.PivotRoot, "no rule allows pivot_root"),
        _ => AllowsTracing("unconfined"),
    };

    private Ruling AllowsKind(AppArmorRuleKind kind, string otherwise) =>
        Decide(rule => rule.Kind != kind ? Truth.No : rule.IsUnconditional ? Truth.Yes : Truth.Maybe, otherwise);

    private static Truth Matches(AppArmorRule rule, string path, char letter, bool? isOwner)
    {
        if (rule.Kind is not (AppArmorRuleKind.File or AppArmorRuleKind.Link) || (rule.IsOwner && isOwner == false))
            return Truth.No;
        // Who may write may append.
        if (!rule.Permissions.Contains(letter, StringComparison.Ordinal) && !(letter == 'a' && rule.Permissions.Contains('w', StringComparison.Ordinal)))
            return Truth.No;
        if (rule.Path is not null && !rule.Path.Matches(path))
            return Truth.No;
        var isNarrowed = (rule.IsOwner && isOwner is null) || rule.Kind == AppArmorRuleKind.Link;
        return isNarrowed ? Truth.Maybe : Truth.Yes;
    }

    private Ruling Decide(Func<AppArmorRule, Truth> matches, string otherwise)
    {
        if (Flags.Contains("unconfined"))
            return Ruling.Yes(new Evidence($"the profile '{Name}' is marked unconfined", Origin));
        var (allows, mayAllow, mayDeny) = (default(AppArmorRule), new List<Evidence>(), new List<Evidence>());
        foreach (var rule in Rules)
        {
            if (rule.Kind == AppArmorRuleKind.Unknown)
            {
                mayAllow.Add(new Evidence($"what '{rule.Text}' does is not known", rule.Origin));
                mayDeny.Add(mayAllow[^1]);
                continue;
            }

            var match = rule.Kind == AppArmorRuleKind.All ? Truth.Yes : matches(rule);
            if (match == Truth.Yes && rule.IsDeny)
                return IsComplaining ? Ruling.Maybe(new Evidence($"the profile '{Name}' only complains", Origin), rule.Because) : Ruling.No(rule.Because);
            if (match == Truth.Yes)
                allows ??= rule;
            else if (match == Truth.Maybe)
                (rule.IsDeny ? mayDeny : mayAllow).Add(rule.Because);
        }

        foreach (var include in _unread)
        {
            var evidence = new Evidence($"what '{include.Name}' allows is not known", include.Origin);
            mayAllow.Add(evidence);
            if (!include.IsAllowingOnly)
                mayDeny.Add(evidence);
        }

        if (IsComplaining)
            return mayDeny.Count > 0 ? Ruling.Maybe(mayDeny) : Ruling.Yes(new Evidence($"the profile '{Name}' only complains", Origin));
        if (allows is not null)
            return mayDeny.Count > 0 ? Ruling.Maybe(mayDeny) : Ruling.Yes(allows.Because);
        return mayAllow.Count > 0 ? Ruling.Maybe(mayAllow) : Ruling.No(new Evidence($"{otherwise} in the profile '{Name}'", Origin));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
