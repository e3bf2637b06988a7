namespace ContainerSec.Tests.Capabilities;

[TestClass]
public class ProcessCredentialsTests
{
    // Measured on a kernel 6.18 with runc 1.1.5, setpriv and setcap; its bounding set lacks SYS_RESOURCE.
    // A process "ruid euid bounding permitted inheritable ambient"; files "plain", "suid UID", "sgid GID", or capabilities in the text of libcap;
    // what comes out is "euid permitted effective ambient".
    [TestMethod]
    [DataRow("0 0 a80425fb a80425fb 0 0", "", "plain", "0 a80425fb a80425fb 0", DisplayName = "runc-root-default")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "", "plain", "1000 0 0 0", DisplayName = "runc-nonroot-default")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "nnp", "cap_net_bind_service,cap_net_raw+ep", "1000 2400 2400 0", DisplayName = "runc-nonroot-nnp-filecaps-entrypoint: the runtime's own rights are still there when it executes the entry point")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "nnp", "plain; cap_net_bind_service,cap_net_raw+ep", "1000 0 0 0", DisplayName = "runc-nonroot-nnp-filecaps-second-exec")]
    [DataRow("1000 1000 a80425fb 0 0 0", "", "plain; cap_net_bind_service,cap_net_raw+ep", "1000 2400 2400 0", DisplayName = "runc-nonroot-filecaps-second-exec")]
    [DataRow("1000 1000 0 0 0 0", "", "cap_net_bind_service,cap_net_raw+ep", "refused", DisplayName = "runc-dropall-filecaps-entrypoint")]
    [DataRow("1000 1000 0 0 0 0", "", "cap_net_bind_service+p", "1000 0 0 0", DisplayName = "a file that knows what it lacks is executed")]
    [DataRow("1000 1000 400 400 400 400", "nnp", "plain", "1000 400 400 400", DisplayName = "runc-ambient-nnp")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "plain; suid 0", "0 1fffeffffff 1fffeffffff 0", DisplayName = "host-suid-root")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "nnp", "plain; suid 0", "1000 0 0 0", DisplayName = "host-suid-root-nnp")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "suid 0 cap_net_raw+ep", "0 2000 2000 0", DisplayName = "host-suid-and-filecaps: file capabilities win over set-user-ID root")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "cap_net_raw+p", "1000 2000 0 0", DisplayName = "host-filecap-permitted-only")]
    [DataRow("1000 1000 1fffeffefff 0 0 0", "", "cap_net_raw,cap_net_admin+ep", "refused", DisplayName = "host-bounding-lacks-filecap")]
    [DataRow("1000 1000 1fffeffffff 2000 2000 2000", "", "sgid 2000", "1000 0 0 0", DisplayName = "host-ambient-sgid-foreign-group")]
    [DataRow("1000 1000 1fffeffffff 2000 2000 2000", "group", "sgid 2000", "1000 2000 2000 2000", DisplayName = "host-ambient-sgid-own-group: a group that the process has is no gain")]
    [DataRow("0 0 1fffeffffff 1fffeffffff 0 0", "noroot", "plain", "0 0 0 0", DisplayName = "host-root-noroot-securebit")]
    [DataRow("0 1000 1fffeffffff 1fffeffffff 0 0", "", "plain", "1000 1fffeffffff 0 0", DisplayName = "host-ruid0-euid1000")]
    public void Execute_IsAsMeasured(string process, string flags, string files, string expected)
    {
        ProcessCredentials? credentials = Process(process.Split(' '), flags);
        foreach (var file in files.Split("; "))
            credentials = credentials?.Execute(File(file));

        Assert.AreEqual(expected, credentials is { } after
            ? $"{after.EffectiveUser} {after.Capabilities.Permitted.Mask:x} {after.Capabilities.Effective.Mask:x} {after.Ambient.Mask:x}"
            : "refused");
    }

    [TestMethod]
    [DataRow("docker", 0L, "NET_BIND_SERVICE", "NET_BIND_SERVICE")]
    [DataRow("docker", 1000L, "NET_BIND_SERVICE", "none")]
    [DataRow("podman", 1000L, "NET_BIND_SERVICE", "NET_BIND_SERVICE", DisplayName = "Podman hands added capabilities on to the user")]
    [DataRow("podman", 1000L, "", "none")]
    public void Start_PlainProgram_HasEffective(string engineName, long user, string add, string expected)
    {
        var engine = EngineProfile.Find(engineName)!;
        var added = add.Length == 0 ? CapabilitySet.Empty : CapabilitySet.Parse(add);
        var list = new FactList<string>([.. added.Select(static c => Fact.Known(CapabilityInfo.Of(c).ShortName))]);
        var granted = engine.EffectiveCapabilities(list, new FactList<string>([Fact.Known("ALL")]), default).Value;

        var program = engine.Start(granted, added, user, noNewPrivileges: true).Execute(ExecutableFile.Plain);

        Assert.AreEqual(expected, program!.Value.Capabilities.Effective.ToString());
    }

    [TestMethod]
    [DataRow("docker", 0L, "NET_RAW")]
    [DataRow("docker", 1000L, "none", DisplayName = "Docker leaves a user the bounding set only")]
    [DataRow("containerd", 1000L, "NET_RAW", DisplayName = "containerd leaves a user what is granted until the entry point is executed")]
    public void Start_NoNewPrivilegesAndFileCapabilities(string engineName, long user, string expected)
    {
        var engine = EngineProfile.Find(engineName)!;

        var program = engine.Start(engine.DefaultCapabilities, default, user, noNewPrivileges: true).Execute(File("cap_net_raw+ep"));

        Assert.AreEqual(expected, (program!.Value.Capabilities.Effective & new CapabilitySet(Capability.NetRaw)).ToString());
    }

    [TestMethod]
    public void Start_InUserNamespace_IsSomebodyElseOutside()
    {
        var container = new UserNamespace(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 100000 65536"));
        var docker = EngineProfile.Docker;

        var root = docker.Start(docker.DefaultCapabilities, default, 0, false, container).Execute(ExecutableFile.Plain)!.Value;

        Assert.AreEqual(100000, root.EffectiveUser);
        Assert.AreEqual(docker.DefaultCapabilities, root.Capabilities.Effective, "the container's root is root in it");
        Assert.AreEqual(docker.DefaultCapabilities, root.CapabilitiesOver(container));
        Assert.AreEqual(CapabilitySet.Empty, root.CapabilitiesOver(UserNamespace.Initial), "and nobody on the host");
        Assert.ThrowsExactly<ArgumentException>(() => docker.Start(default, default, 70000, false, container));
    }

    // The file "suid UID", with the capabilities of libcap's text and, behind "root", the id of a root; the process is user 1000 of a container.
    [TestMethod]
    [DataRow("suid 100000", "100000 a80425fb", DisplayName = "the container's root")]
    [DataRow("suid 0", "101000 0", DisplayName = "the host's root is not mapped: the bit is passed over")]
    [DataRow("cap_net_raw+ep", "101000 2000", DisplayName = "without a root's id capabilities hold in every namespace below the host's")]
    [DataRow("cap_net_raw+ep root 100000", "101000 2000")]
    [DataRow("cap_net_raw+ep root 0", "101000 2000")]
    [DataRow("cap_net_raw+ep root 200000", "101000 0", DisplayName = "another container's")]
    [DataRow("cap_sys_admin+ep", "refused")]
    public void Execute_InUserNamespace(string file, string expected)
    {
        var container = new UserNamespace(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 0 65536"));
        var credentials = new ProcessCredentials(101000, 1000) { Namespace = container, Bounding = EngineProfile.Docker.DefaultCapabilities };

        var after = credentials.Execute(File(file));

        Assert.AreEqual(expected, after is { } it ? $"{it.EffectiveUser} {it.Capabilities.Effective.Mask:x}" : "refused");
    }

    [TestMethod]
    public void Execute_MountedElsewhere_BitsArePassedOver()
    {
        var user = new ProcessCredentials(1000, 1000) { Bounding = CapabilitySet.All };
        var other = new UserNamespace(UserNamespace.Initial, 1000, IdMap.Parse("0 1000 1"), IdMap.Parse("0 1000 1"));
        var nested = new UserNamespace(other, 1000, IdMap.Parse("0 0 1"), IdMap.Parse("0 0 1"));
        var file = new ExecutableFile { Owner = 1000, Group = 1000, Capabilities = new FileCapabilities(CapabilitySet.All, default, IsEffective: true) };

        Assert.AreEqual(user, user.Execute(ExecutableFile.SetUserIdRoot with { IsOnNosuidMount = true }));
        Assert.AreEqual(user, user.Execute(file with { IsOnNosuidMount = true }));
        Assert.AreEqual(user, user.Execute(file with { FileSystemNamespace = other }), "a file system that a user mounted gives nothing outside of the user's namespace");
        Assert.AreEqual(CapabilitySet.All, (user with { Namespace = other }).Execute(file with { FileSystemNamespace = other })!.Value.Capabilities.Effective);
        Assert.AreEqual(CapabilitySet.All, (user with { Namespace = nested }).Execute(file with { FileSystemNamespace = other })!.Value.Capabilities.Effective);
    }

    [TestMethod]
    public void CapabilitiesOver_FollowsOwnersDownwardsOnly()
    {
        var map = IdMap.Parse("0 1000 1");
        var mine = new UserNamespace(UserNamespace.Initial, 1000, map, map);
        var nested = new UserNamespace(mine, 1000, IdMap.Parse("0 0 1"), IdMap.Parse("0 0 1"));
        var owner = new ProcessCredentials(1000, 1000);
        var stranger = new ProcessCredentials(1001, 1001);
        var inside = owner.Enter(mine);

        Assert.AreEqual(CapabilitySet.All, owner.CapabilitiesOver(mine));
        Assert.AreEqual(CapabilitySet.All, owner.CapabilitiesOver(nested), "through the one that is the owner's");
        Assert.AreEqual(CapabilitySet.Empty, owner.CapabilitiesOver(UserNamespace.Initial));
        Assert.AreEqual(CapabilitySet.Empty, stranger.CapabilitiesOver(nested));
        Assert.AreEqual(CapabilitySet.All, inside.CapabilitiesOver(nested));
        Assert.AreEqual(CapabilitySet.Empty, inside.CapabilitiesOver(UserNamespace.Initial));
        Assert.AreEqual("0 1000 1", nested.Users.ToString());
    }

    // Root with all capabilities changes its users to "real effective saved"; "-" leaves one. What is left: "permitted effective ambient".
    [TestMethod]
    [DataRow("- 1000 -", Securebits.None, "all none AUDIT_READ", DisplayName = "the effective ones come back with the user")]
    [DataRow("1000 1000 1000", Securebits.None, "none none none")]
    [DataRow("1000 1000 1000", Securebits.KeepCaps, "all none none")]
    [DataRow("1000 1000 1000", Securebits.NoSetuidFixup, "all all AUDIT_READ")]
    [DataRow("1000 0 -", Securebits.None, "all all AUDIT_READ")]
    public void SetUsers_OfRoot(string users, Securebits securebits, string expected)
    {
        var audit = new CapabilitySet(Capability.AuditRead);
        var root = new ProcessCredentials(0, 0) { Capabilities = new(CapabilitySet.All, audit, CapabilitySet.All), Ambient = audit, Securebits = securebits };
        var ids = Array.ConvertAll(users.Split(' '), static id => id == "-" ? (long?)null : long.Parse(id, null));

        var after = root.SetUsers(ids[0], ids[1], ids[2])!.Value;

        Assert.AreEqual(expected, $"{after.Capabilities.Permitted} {after.Capabilities.Effective} {after.Ambient}".Replace("ALL", "all", StringComparison.Ordinal));
        if (after.SavedUser == 0)
            Assert.AreEqual(CapabilitySet.All, after.SetUser(0)!.Value.Capabilities.Effective);
        else if (securebits == Securebits.None)
            Assert.IsNull(after.SetUser(0), "there is no way back");
    }

    [TestMethod]
    public void RaiseAmbient_NeedsBothSetsAndLeave()
    {
        var raw = new CapabilitySet(Capability.NetRaw);
        var holder = new ProcessCredentials(1000, 1000) { Capabilities = new(raw, raw, default) };

        Assert.AreEqual(raw, holder.RaiseAmbient(raw)!.Value.Ambient);
        Assert.IsNull(holder.RaiseAmbient(CapabilitySet.All));
        Assert.IsNull((holder with { Capabilities = new(raw, default, raw) }).RaiseAmbient(raw));
        Assert.IsNull((holder with { Securebits = Securebits.NoCapAmbientRaise }).RaiseAmbient(raw));
    }

    private static ProcessCredentials Process(string[] fields, string flags) => new(0, 1000)
    {
        RealUser = long.Parse(fields[0], null),
        EffectiveUser = long.Parse(fields[1], null),
        SavedUser = long.Parse(fields[1], null),
        Groups = flags == "group" ? [2000] : [],
        Bounding = CapabilitySet.Parse(fields[2]),
        Capabilities = new CapabilityState(CapabilitySet.Parse(fields[3]), CapabilitySet.Parse(fields[4]), CapabilitySet.Parse(fields[3])),
        Ambient = CapabilitySet.Parse(fields[5]),
        NoNewPrivileges = flags == "nnp",
        Securebits = flags == "noroot" ? Securebits.NoRoot : Securebits.None,
    };

    private static ExecutableFile File(string text)
    {
        var words = text.Split(' ');
        return words[0] switch
        {
            "plain" => ExecutableFile.Plain,
            "suid" => new ExecutableFile { IsSetUserId = true, Owner = long.Parse(words[1], null), Capabilities = words.Length > 2 ? Capabilities(words[2]) : null },
            "sgid" => new ExecutableFile { IsSetGroupId = true, Group = long.Parse(words[1], null) },
            _ => new ExecutableFile { Capabilities = Capabilities(words[0]) with { RootId = words.Length > 2 ? long.Parse(words[2], null) : null } },
        };
    }

    private static FileCapabilities Capabilities(string text)
    {
        Assert.IsTrue(FileCapabilities.TryParse(text, out var capabilities));
        return capabilities;
    }
}
