namespace ContainerSec.Threats;

/// <summary>Who a container's process is, inside and on the host.</summary>
internal sealed class UserIdentity
{
    private readonly WorkloadFacts _facts;
    private readonly BuiltImage? _built;
    private readonly ImageConfig? _image;

    public UserIdentity(WorkloadFacts facts)
    {
        _facts = facts;
        var reference = facts.Workload.Image.Reference;
        if (reference.IsKnown)
        {
            _image = facts.Options.ImageOf(reference.Value);
            _built = facts.Options.BuiltImageOf(reference.Value);
        }

        var user = EffectiveUser();
        UserId = user.Id;
        IsRoot = user.IsRoot;
        OwnNamespace = FindNamespace();
    }

    /// <summary>The number of the user inside; unknown when it is a name or the image's and that is not at hand.</summary>
    public Fact<long> UserId { get; }

    public Ruling IsRoot { get; }

    /// <summary>Whether the container is in a user namespace that is not the host's.</summary>
    public Ruling OwnNamespace { get; }

    /// <summary>Whether files in it make root of whoever runs them.</summary>
    public Ruling HasPrivilegedFiles => field ??= FindPrivilegedFiles();

    private (Ruling IsRoot, Fact<long> Id) EffectiveUser()
    {
        var privileges = _facts.Workload.Privileges;
        if (_facts.IsWindows)
            return (WindowsUser(privileges.User), Fact.Unknown<long>(privileges.User.Origin));
        if (privileges.User.Is(static user => user.Id == 0) && privileges.RunAsNonRoot.Is(true))
            return Open(new Evidence("asks for user 0 and forbids it (runAsNonRoot): the kubelet does not start it", privileges.RunAsNonRoot.Origin));
        if (privileges.User.IsKnown)
            return Resolve(privileges.User.Value, privileges.User.Origin, "runs as");
        // The kubelet starts nothing that turns out to be uid 0.
        if (privileges.RunAsNonRoot.Is(true))
            return (Ruling.No(new Evidence("starts only as a user other than root (runAsNonRoot)", privileges.RunAsNonRoot.Origin)), Fact.Unknown<long>(privileges.RunAsNonRoot.Origin));
        if (privileges.User.IsUnknown)
            return Open(new Evidence("the user is not known", privileges.User.Origin));
        if (_facts.Unsaid("the user is not known") is { } unsaid)
            return (unsaid, Fact.Unknown<long>(_facts.Workload.Origin));
        if (_image is { User: { IsUnset: false } ofImage })
            return ofImage.IsKnown ? Resolve(ofImage.Value, ofImage.Origin, "the image's user is") : Open(new Evidence("the image's user is not known", ofImage.Origin));
        // An image built on nothing, or seen as it was built, that names no user.
        if (_image is { BaseImage.IsUnset: true, IsPartial: false })
            return (Ruling.Yes(new Evidence("the image names no user, which means root", _image.Origin)), Fact.Known(0L, _image.Origin));
        return Open(new Evidence("runs as the image's user, which is not known", _facts.Workload.Image.Reference.Origin ?? _facts.Workload.Origin));
    }

    private static (Ruling IsRoot, Fact<long> Id) Open(Evidence evidence) => (Ruling.Maybe(evidence), Fact.Unknown<long>(evidence.Origin));

    private (Ruling IsRoot, Fact<long> Id) Resolve(Principal user, Provenance? origin, string verb)
    {
        var id = user.Id ?? (user.IsRoot ? 0 : NumberOf(user.Text));
        var evidence = new Evidence(id is null ? $"{verb} '{user}', whose number is in the image's /etc/passwd" : id.ToString() == user.Text ? $"{verb} {user}" : $"{verb} '{user}' ({id})", origin);
        return id is { } number
            ? (number == 0 ? Ruling.Yes(evidence) : Ruling.No(evidence), Fact.Known(number, origin))
            : Open(evidence);
    }

    private long? NumberOf(string name)
    {
        foreach (var account in _built?.Accounts ?? FactList<ImageLogin>.Unset)
        {
            if (account.Is(a => a.Name == name))
                return account.Value!.UserId;
        }

        return null;
    }

    private static Ruling WindowsUser(Fact<Principal> user) => user switch
    {
        { IsKnown: true, Value.Text: "ContainerUser" } => Ruling.No(new Evidence("runs as ContainerUser", user.Origin)),
        { IsKnown: true, Value.Text: "ContainerAdministrator" } => Ruling.Yes(new Evidence("runs as ContainerAdministrator", user.Origin)),
        _ => Ruling.Maybe(new Evidence("the Windows account is not known", user.Origin)),
    };

    private Ruling FindNamespace()
    {
        var (said, options) = (_facts.Workload.Isolation.User, _facts.Options);
        if (_facts.IsWindows)
            return Ruling.No(new Evidence("Windows has no user namespaces"));
        // Even --userns=host is then the namespace of the engine, not the initial one.
        if (options.Rootless == true && !_facts.IsRuntimeSpec)
            return Ruling.Yes(new Evidence("the engine runs without root, in a user namespace of its own"));
        if (said.IsUnknown)
            return Ruling.Maybe(new Evidence("whose user namespace it uses is not known", said.Origin));
        if (said.IsUnset)
            return _facts.Unsaid("whose user namespace it uses is not known") ?? ByDefault(said.Origin);
        return said.Value.Kind switch
        {
            NamespaceKind.Host when _facts.IsPodman && options.Rootless is null =>
                Ruling.Maybe(new Evidence("asks for the host's user namespace; whether Podman runs as root decides which one that is", said.Origin)),
            NamespaceKind.Host => Ruling.No(new Evidence("uses the host's user namespace", said.Origin)),
            // Docker has one word only, host: whatever else is written leaves it to the engine's settings.
            NamespaceKind.Private when _facts.IsDocker && !_facts.IsKubernetes && !_facts.IsRuntimeSpec => ByDefault(said.Origin),
            NamespaceKind.Private => Ruling.Yes(new Evidence("has a user namespace of its own", said.Origin)),
            _ => Ruling.Maybe(new Evidence($"uses the user namespace of {said.Value.Target ?? "another container"}, which is not known", said.Origin)),
        };
    }

    private Ruling ByDefault(Provenance? said)
    {
        if (_facts.Host?.UserNamespaceRemap is { IsUnset: false } remap)
        {
            return remap.IsUnknown ? Ruling.Maybe(new Evidence("whether the engine remaps users (userns-remap) is not known", remap.Origin))
                : remap.Value!.Length > 0 ? Ruling.Yes(new Evidence($"the engine remaps users (userns-remap '{remap.Value}')", remap.Origin))
                : Ruling.No(new Evidence("the engine does not remap users (userns-remap is empty)", remap.Origin));
        }

        if (_facts.IsPodman && _facts.Options.Rootless is null)
            return Ruling.Maybe(new Evidence("Podman run by an ordinary user makes a user namespace, run by root it does not; which one is not known", said));
        if (!_facts.Workload.Engine.SharesUserNamespaceByDefault)
            return Ruling.Yes(_facts.Default("has a user namespace of its own"));
        return _facts.IsKubernetes
            ? Ruling.No(new Evidence("uses the host's user namespace", new EngineDefaultProvenance("Kubernetes", "Kubernetes documentation, User Namespaces (hostUsers)")))
            : Ruling.No(_facts.Default("uses the host's user namespace"));
    }

    private Ruling FindPrivilegedFiles()
    {
        if (_built is null)
            return Ruling.Maybe(new Evidence("whether the image has setuid files or files with capabilities is not known", _facts.Workload.Image.Reference.Origin));
        foreach (var file in _built.SetuidFiles.Concat(_built.FileCapabilities))
        {
            if (file.IsKnown)
                return Ruling.Yes(new Evidence($"the image has '/{file.Value.Path}' ({file.Value.Rights})", file.Origin));
        }

        if (_built.SetuidFiles.HasUnknown || _built.FileCapabilities.HasUnknown)
            return Ruling.Maybe(new Evidence("a part of the image could not be inspected for setuid files", _built.Origin));
        // A mount can bring what the image does not have.
        foreach (var mount in _facts.Workload.Storage.Mounts)
        {
            if (!mount.IsKnown || mount.Value.Kind is MountKind.Bind or MountKind.Volume or MountKind.Image or MountKind.Other)
                return Ruling.Maybe(new Evidence("whether a mount brings setuid files is not known", mount.Origin));
        }

        return _facts.Workload.Storage.Mounts.HasUnknown || !_facts.Workload.Storage.VolumesFrom.IsUnset
            ? Ruling.Maybe(new Evidence("whether a mount brings setuid files is not known", _facts.Workload.Storage.Mounts.Origin))
            : Ruling.No(new Evidence("the image has no setuid files and no files with capabilities", _built.Origin));
    }
}
