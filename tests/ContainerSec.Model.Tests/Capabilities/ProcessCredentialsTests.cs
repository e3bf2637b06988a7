namespace ContainerSec.Tests.Capabilities;

/// <summary>Vectors measured on a kernel 6.18 with runc 1.1.5, setpriv and setcap.</summary>
[TestClass]
public class ProcessCredentialsTests
{
    // A process "ruid euid bounding permitted inheritable ambient"; files "plain", "suid UID", "sgid GID", or capabilities in the text of libcap.
    [TestMethod]
    [DataRow("0 0 a80425fb a80425fb 0 0", "", "plain", "a80425fb a80425fb 0", DisplayName = "root in a container")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "", "plain", "0 0 0", DisplayName = "a user in a container")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "nnp", "cap_net_bind_service,cap_net_raw+ep", "2400 2400 0", DisplayName = "the runtime's own rights are still there when it executes the entry point")]
    [DataRow("1000 1000 a80425fb a80425fb 0 0", "nnp", "plain; cap_net_bind_service,cap_net_raw+ep", "0 0 0")]
    [DataRow("1000 1000 a80425fb 0 0 0", "", "plain; cap_net_bind_service,cap_net_raw+ep", "2400 2400 0")]
    [DataRow("1000 1000 0 0 0 0", "", "cap_net_bind_service,cap_net_raw+ep", "refused")]
    [DataRow("1000 1000 0 0 0 0", "", "cap_net_bind_service+p", "0 0 0", DisplayName = "a file that knows what it lacks is executed")]
    [DataRow("1000 1000 400 400 400 400", "nnp", "plain", "400 400 400")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "plain; suid 0", "1fffeffffff 1fffeffffff 0")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "nnp", "plain; suid 0", "0 0 0")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "suid 0 cap_net_raw+ep", "2000 2000 0", DisplayName = "file capabilities win over set-user-ID root")]
    [DataRow("1000 1000 1fffeffffff 0 0 0", "", "cap_net_raw+p", "2000 0 0")]
    [DataRow("1000 1000 1fffeffefff 0 0 0", "", "cap_net_raw,cap_net_admin+ep", "refused")]
    [DataRow("1000 1000 1fffeffffff 2000 2000 2000", "", "sgid 2000", "0 0 0")]
    [DataRow("1000 1000 1fffeffffff 2000 2000 2000", "group", "sgid 2000", "2000 2000 2000", DisplayName = "a group that the process has is no gain")]
    [DataRow("0 0 1fffeffffff 1fffeffffff 0 0", "noroot", "plain", "0 0 0")]
    [DataRow("0 1000 1fffeffffff 1fffeffffff 0 0", "", "plain", "1fffeffffff 0 0")]
    public void Execute_IsAsMeasured(string process, string flags, string files, string expected)
    {
        ProcessCredentials? credentials = Process(process.Split(' '), flags);
        foreach (var file in files.Split("; "))
            credentials = credentials?.Execute(File(file));

        Assert.AreEqual(expected, credentials is null ? "refused"
            : $"{credentials.Capabilities.Permitted.Mask:x} {credentials.Capabilities.Effective.Mask:x} {credentials.Ambient.Mask:x}");
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

        Assert.AreEqual(expected, program!.Capabilities.Effective.ToString());
    }

    private static ProcessCredentials Process(string[] fields, string flags) => new()
    {
        RealUser = long.Parse(fields[0], null),
        EffectiveUser = long.Parse(fields[1], null),
        EffectiveGroup = 1000,
        Groups = flags == "group" ? [2000] : [],
        Bounding = CapabilitySet.Parse(fields[2]),
        Capabilities = new CapabilityState(CapabilitySet.Parse(fields[3]), CapabilitySet.Parse(fields[4]), CapabilitySet.Parse(fields[3])),
        Ambient = CapabilitySet.Parse(fields[5]),
        NoNewPrivileges = flags == "nnp",
        IgnoresRoot = flags == "noroot",
    };

    private static ExecutableFile File(string text)
    {
        var words = text.Split(' ');
        return words[0] switch
        {
            "plain" => ExecutableFile.Plain,
            "suid" => new ExecutableFile { SetUserId = long.Parse(words[1], null), Capabilities = words.Length > 2 ? State(words[2]) : null },
            "sgid" => new ExecutableFile { SetGroupId = long.Parse(words[1], null) },
            _ => new ExecutableFile { Capabilities = State(text) },
        };
    }

    private static CapabilityState State(string text)
    {
        Assert.IsTrue(CapabilityState.TryParse(text, out var state));
        return state;
    }
}
