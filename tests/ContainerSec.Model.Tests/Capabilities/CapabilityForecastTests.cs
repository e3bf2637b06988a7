namespace ContainerSec.Tests.Capabilities;

[TestClass]
public class CapabilityForecastTests
{
    private static readonly UserNamespace Container = new(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 100000 65536"));

    // "engine user add drop flags": lists are separated by commas, "-" is none; flags are nnp, privileged.
    [TestMethod]
    [DataRow("docker 0 - - -", "", "NET_RAW", CapabilityStanding.Effective, "a default of Docker; root has all that is granted")]
    [DataRow("docker 1000 - - -", "", "NET_RAW", CapabilityStanding.Gainable, "a default of Docker; user 1000, not being root, has it in the bounding set only, and gets it back by a set-user-ID root program")]
    [DataRow("docker 1000 - - nnp", "", "NET_RAW", CapabilityStanding.OutOfReach, "a default of Docker; user 1000, not being root, has it in the bounding set only, and no_new_privs leaves no way back")]
    [DataRow("containerd 1000 - - nnp", "", "NET_RAW", CapabilityStanding.OutOfReach, "a default of containerd; user 1000 loses it when the program is executed, and no_new_privs leaves no way back")]
    [DataRow("docker 0 - ALL -", "", "NET_RAW", CapabilityStanding.OutOfReach, "dropped with ALL")]
    [DataRow("docker 0 - NET_RAW -", "", "NET_RAW", CapabilityStanding.OutOfReach, "dropped")]
    [DataRow("cri-o 0 - - -", "", "NET_RAW", CapabilityStanding.OutOfReach, "no default of CRI-O, and not added")]
    [DataRow("docker 0 NET_RAW NET_RAW -", "", "NET_RAW", CapabilityStanding.Effective, "added; root has all that is granted")]
    [DataRow("docker 0 ALL - -", "", "BPF", CapabilityStanding.Effective, "added with ALL; root has all that is granted")]
    [DataRow("docker 0 - ALL privileged", "", "BPF", CapabilityStanding.Effective, "a privileged container is granted every capability; root has all that is granted")]
    [DataRow("podman 1000 NET_RAW ALL -", "", "NET_RAW", CapabilityStanding.Effective, "added; Podman hands it on to user 1000 (ambient)")]
    [DataRow("docker 1000 - - -", "cap_net_raw+ep", "NET_RAW", CapabilityStanding.Effective, "a default of Docker; the program's file gives it")]
    [DataRow("docker 1000 - - -", "cap_net_raw+p", "NET_RAW", CapabilityStanding.Permitted, "a default of Docker; the program's file permits it, and puts it in force only when the program asks")]
    [DataRow("docker 1000 - - -", "suid", "NET_RAW", CapabilityStanding.Effective, "a default of Docker; the program is set-user-ID root")]
    [DataRow("docker 1000 - - -", "suid cap_kill+ep", "NET_RAW", CapabilityStanding.Gainable, "a default of Docker; the program's file does not give it, but the next program that it executes gets it since it is root")]
    public void Of_Container_SaysWhatBecomesOfOne(string container, string file, string capability, CapabilityStanding standing, string why)
    {
        var outcome = Forecast(container, File(file)).Outcomes.Single(o => o.Capability == CapabilityInfo.Find(capability)!.Capability);

        Assert.AreEqual(why, outcome.Why);
        Assert.AreEqual(standing, outcome.Standing);
    }

    [TestMethod]
    [DataRow("docker 0 - - -", CapabilityRisk.High, CapabilityRisk.High)]
    [DataRow("docker 1000 - - -", CapabilityRisk.None, CapabilityRisk.High)]
    [DataRow("docker 1000 - - nnp", CapabilityRisk.None, CapabilityRisk.None)]
    [DataRow("docker 1000 NET_BIND_SERVICE ALL -", CapabilityRisk.None, CapabilityRisk.Low)]
    [DataRow("docker 0 SYS_ADMIN ALL -", CapabilityRisk.Critical, CapabilityRisk.Critical)]
    public void Risk_IsTheWorstOfWhatIsLeft(string container, CapabilityRisk risk, CapabilityRisk withGain)
    {
        var forecast = Forecast(container);

        Assert.AreEqual(risk, forecast.Risk);
        Assert.AreEqual(withGain, forecast.RiskWithGain);
    }

    [TestMethod]
    public void Risk_InUserNamespace_IsOfWhatCountsThere()
    {
        Assert.AreEqual(CapabilityRisk.None, Forecast("docker 0 SYS_MODULE ALL -", here: Container).Risk, "modules are the host's");
        Assert.AreEqual(CapabilityRisk.Medium, Forecast("docker 0 NET_ADMIN ALL -", here: Container).Risk);
        Assert.AreEqual("MKNOD, NET_RAW", string.Join(", ", Forecast("docker 1000 NET_RAW,MKNOD ALL -", here: Container).Gain.Select(static c => CapabilityInfo.Of(c).ShortName).Order()));
    }

    [TestMethod]
    [DataRow("docker 1000 NET_RAWR - -", "Docker refuses it: there is no capability 'NET_RAWR'")]
    [DataRow("podman 1000 KILL KILL -", "Podman refuses it: KILL is both added and dropped")]
    [DataRow("docker ? - - -", "the user is not known")]
    [DataRow("docker app - - -", "the number of the user 'app' is not known: it is in the image's /etc/passwd")]
    [DataRow("docker 1000 ? - -", "which capabilities are granted is not known")]
    [DataRow("docker 1000 - - ?", "whether no_new_privs is set is not known")]
    public void Of_UnknownOrImpossible_IsNeverSafe(string container, string refusal)
    {
        var forecast = Forecast(container);

        Assert.AreEqual(refusal, forecast.Refusal);
        Assert.IsNull(forecast.Before);
        Assert.IsNull(forecast.After);
        Assert.IsEmpty(forecast.Outcomes);
    }

    [TestMethod]
    public void Of_ProgramThatAsksForMore_IsRefusedByTheKernel()
    {
        var forecast = Forecast("docker 1000 - ALL -", File("cap_net_raw+ep"));

        Assert.IsNotNull(forecast.Before);
        Assert.IsNull(forecast.After);
        StringAssert.Contains(forecast.Refusal, "EPERM");
    }

    [TestMethod]
    public void Of_UserThatIsNotMapped_DoesNotStart() =>
        Assert.AreEqual("the user namespace does not map user 70000 and group 0", Forecast("docker 70000 - - -", here: Container).Refusal);

    private static CapabilityForecast Forecast(string container, ExecutableFile? file = null, UserNamespace? here = null)
    {
        var words = container.Split(' ');
        var privileges = new Privileges
        {
            User = words[1] == "?" ? Fact.Unknown<Principal>() : Fact.Known(new Principal(words[1])),
            CapabilitiesAdded = List(words[2]),
            CapabilitiesDropped = List(words[3]),
            NoNewPrivileges = words[4] == "?" ? Fact.Unknown<bool>() : Fact.Known(words[4] == "nnp"),
            Privileged = Fact.Known(words[4] == "privileged"),
        };
        return CapabilityForecast.Of(EngineProfile.Find(words[0])!, privileges, file, here);
    }

    private static ExecutableFile File(string text)
    {
        var file = new ExecutableFile { IsSetUserId = text.StartsWith("suid", StringComparison.Ordinal) };
        return FileCapabilities.TryParse(text.Replace("suid", "", StringComparison.Ordinal), out var capabilities) ? file with { Capabilities = capabilities } : file;
    }

    private static FactList<string> List(string text) => text == "-" ? FactList<string>.Unset
        : new FactList<string>([.. text.Split(',').Select(static name => name == "?" ? Fact.Unknown<string>() : Fact.Known(name))]);
}
