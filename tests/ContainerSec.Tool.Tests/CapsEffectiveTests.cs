using System.Text.Json;

namespace ContainerSec.Tool.Tests;

/// <summary><c>caps effective</c>: the capability calculator.</summary>
[TestClass]
public sealed class CapsEffectiveTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    [DataRow("risk of what it has: none; with what it can gain: low", "--engine docker --user 1000 --cap-drop ALL --cap-add NET_BIND_SERVICE")]
    [DataRow("A set-user-ID root program would give it nothing more (no_new_privs is set).", "--user 1000 --no-new-privileges")]
    [DataRow("risk of what it has: critical", "--privileged")]
    [DataRow("effective    0000000000002000  NET_RAW", "--user 1000:1000 --file-caps cap_net_raw+ep")]
    [DataRow("the program has  (user 0)", "--user 1000 --setuid root")]
    [DataRow("(100000 on the host, in a user namespace of its own)", "--userns")]
    [DataRow("(5000 on the host, in a user namespace of its own)", "--userns 0:5000:1000 --setuid 10")]
    [DataRow("hands it on to user 1000 (ambient)", "--engine podman --user 1000 --cap-add net_raw,kill --cap-drop ALL")]
    [DataRow("No program runs: the kernel refuses to execute the program (EPERM)", "--user 1000 --cap-drop ALL --file-caps cap_net_raw+ep")]
    public void Text_Says(string said, string arguments)
    {
        var outcome = _tool.Run(["caps", "effective", .. arguments.Split(' ')]);

        Assert.AreEqual(0, outcome.ExitCode, outcome.Errors);
        Assert.Contains(said, outcome.Output);
    }

    [TestMethod]
    [DataRow("There is no engine 'dokcer'", "--engine dokcer")]
    [DataRow("there is no capability 'NET_ROW'", "--cap-add NET_ROW")]
    [DataRow("the number of the user 'app' is not known", "--user app")]
    [DataRow("is nothing that a file can have", "--file-caps cap_net_raw+e")]
    [DataRow("is no user of the container", "--setuid nobody")]
    [DataRow("is no map of ids", "--userns 0:0")]
    [DataRow("does not map user 70000", "--userns --user 70000")]
    [DataRow("it takes text, json", "--format xml")]
    public void BadUsage_IsOneLine(string said, string arguments)
    {
        var outcome = _tool.Run(["caps", "effective", .. arguments.Split(' ')]);

        Assert.AreEqual(2, outcome.ExitCode, outcome.Output);
        Assert.Contains("error CSEC0001: ", outcome.Errors);
        Assert.Contains(said, outcome.Errors);
    }

    [TestMethod]
    public void Json_HasTheSetsAndEveryCapability()
    {
        using var document = JsonDocument.Parse(_tool.Run("caps", "effective", "--user", "1000", "--cap-drop", "ALL", "--cap-add", "NET_RAW", "--userns", "--format", "json").Output);
        var root = document.RootElement;

        Assert.AreEqual(101000, root.GetProperty("after").GetProperty("hostUser").GetInt32());
        Assert.AreEqual("NET_RAW", root.GetProperty("gain")[0].GetString());
        Assert.AreEqual(41, root.GetProperty("capabilities").GetArrayLength());
        Assert.AreEqual("none", root.GetProperty("risk").GetString());
        Assert.AreEqual("medium", root.GetProperty("riskWithGain").GetString());
    }
}
