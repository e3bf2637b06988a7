namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The values of <c>--security-opt</c> and of Compose's <c>security_opt</c>, taken together.</summary>
/// <remarks>A later one wins. <c>key:value</c> is the old spelling of <c>key=value</c>. Podman adds <c>mask</c> and <c>unmask</c>.</remarks>
internal sealed class SecurityOptions
{
    private Fact<bool> _noNewPrivileges;
    private Fact<SecurityProfile> _seccomp;
    private Fact<SecurityProfile> _appArmor;
    private Fact<bool> _labelsDisabled;
    private Fact<string> _labelUser;
    private Fact<string> _labelRole;
    private Fact<string> _labelType;
    private FactList<string>? _systemPaths;

    /// <summary>Takes one option.</summary>
    /// <param name="text">The value; parts that are not known are holes.</param>
    /// <param name="origin">Where it was written.</param>
    /// <returns>What is wrong with it; null for nothing.</returns>
    public string? Add(string text, Provenance? origin)
    {
        var (key, value) = Split(text);
        if (key.HasHole())
        {
            AddUnknown(origin);
            return null;
        }

        switch (key)
        {
            case "no-new-privileges":
                return AddNoNewPrivileges(value, origin);
            case "seccomp":
                _seccomp = value.HasHole() ? Fact.Unknown<SecurityProfile>(origin) : Fact.Known(SeccompProfile(value), origin);
                return null;
            case "apparmor":
                _appArmor = value.HasHole() ? Fact.Unknown<SecurityProfile>(origin) : Fact.Known(AppArmorProfile(value), origin);
                return null;
            case "label":
                AddLabel(value, origin);
                return null;
            case "disable":
                _labelsDisabled = Fact.Known(true, origin);
                return null;
            case "systempaths" or "unmask":
                AddSystemPaths(key, value, origin);
                return null;
            case "mask" or "proc-opts" or "credentialspec" or "writable-cgroups":
                return null;
            default:
                return $"There is no security option '{key}'; use no-new-privileges, seccomp, apparmor, label or systempaths.";
        }
    }

    /// <summary>Says that there may be options of which nothing is known.</summary>
    public void AddUnknown(Provenance? origin)
    {
        _noNewPrivileges = _noNewPrivileges.Or(Fact.Unknown<bool>(origin));
        _seccomp = _seccomp.Or(Fact.Unknown<SecurityProfile>(origin));
        _appArmor = _appArmor.Or(Fact.Unknown<SecurityProfile>(origin));
        _labelsDisabled = _labelsDisabled.Or(Fact.Unknown<bool>(origin));
        _labelUser = _labelUser.Or(Fact.Unknown<string>(origin));
        _labelRole = _labelRole.Or(Fact.Unknown<string>(origin));
        _labelType = _labelType.Or(Fact.Unknown<string>(origin));
        _systemPaths ??= FactList<string>.Unknown(origin);
    }

    /// <summary>Privileges with what the options say.</summary>
    public Privileges Apply(Privileges privileges) => _noNewPrivileges.IsUnset ? privileges : privileges with { NoNewPrivileges = _noNewPrivileges };

    /// <summary>Confinement with what the options say.</summary>
    public Confinement Apply(Confinement confinement) => confinement with
    {
        Seccomp = _seccomp.Or(confinement.Seccomp),
        AppArmor = _appArmor.Or(confinement.AppArmor),
        SeLinuxDisabled = _labelsDisabled.Or(confinement.SeLinuxDisabled),
        SeLinuxUser = _labelUser.Or(confinement.SeLinuxUser),
        SeLinuxRole = _labelRole.Or(confinement.SeLinuxRole),
        SeLinuxType = _labelType.Or(confinement.SeLinuxType),
        MaskedPaths = _systemPaths ?? confinement.MaskedPaths,
        ReadOnlyPaths = _systemPaths ?? confinement.ReadOnlyPaths,
    };

    /// <summary>A seccomp profile by Docker's word: <c>unconfined</c>, <c>builtin</c>, a file, or the file's content.</summary>
    public static SecurityProfile SeccompProfile(string value) => value switch
    {
        "unconfined" => new(SecurityProfileKind.Unconfined, value),
        "" or "builtin" => new(SecurityProfileKind.RuntimeDefault, value),
        // The client sends the content of the file: docker inspect shows that.
        _ => new(SecurityProfileKind.Localhost, value[0] == '{' ? "an inline profile" : value),
    };

    /// <summary>An AppArmor profile by Docker's word: <c>unconfined</c> or a profile's name.</summary>
    public static SecurityProfile AppArmorProfile(string value) => value switch
    {
        "unconfined" => new(SecurityProfileKind.Unconfined, value),
        "" or "docker-default" => new(SecurityProfileKind.RuntimeDefault, value),
        _ => new(SecurityProfileKind.Localhost, value),
    };

    private static (string Key, string Value) Split(string text)
    {
        var separator = text.IndexOf('=');
        if (separator < 0)
            separator = text.IndexOf(':');
        return separator < 0 ? (text, "") : (text.Substring(0, separator), text.Substring(separator + 1));
    }

    private string? AddNoNewPrivileges(string value, Provenance? origin)
    {
        if (value.HasHole())
            _noNewPrivileges = Fact.Unknown<bool>(origin);
        else if (value.Length == 0)
            _noNewPrivileges = Fact.Known(true, origin);
        else if (BooleanSyntax.TryParse(value, out var on))
            _noNewPrivileges = Fact.Known(on, origin);
        else
            return $"no-new-privileges is true or false, not '{value}'.";
        return null;
    }

    // label=disable, label=type:spc_t, label=level:s0:c100
    private void AddLabel(string value, Provenance? origin)
    {
        var colon = value.IndexOf(':');
        var part = colon < 0 ? "" : value.Substring(colon + 1);
        switch (colon < 0 ? value : value.Substring(0, colon))
        {
            case "disable":
                _labelsDisabled = Fact.Known(true, origin);
                break;
            case "user":
                _labelUser = part.ToFact(origin);
                break;
            case "role":
                _labelRole = part.ToFact(origin);
                break;
            case "type":
                _labelType = part.ToFact(origin);
                break;
            case var word when word.HasHole():
                _labelsDisabled = _labelsDisabled.Or(Fact.Unknown<bool>(origin));
                _labelType = _labelType.Or(Fact.Unknown<string>(origin));
                break;
        }
    }

    // systempaths=unconfined and Podman's unmask=ALL hide nothing; unmask=PATH:PATH uncovers some of the engine's own list.
    private void AddSystemPaths(string key, string value, Provenance? origin)
    {
        var all = key == "unmask" ? string.Equals(value, "all", StringComparison.OrdinalIgnoreCase) : value == "unconfined";
        _systemPaths = all ? new FactList<string>([], origin) : FactList<string>.Unknown(origin);
    }
}
