using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class AccountsTests
{
    [TestMethod]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root:*:19000:0:99999:7:::", AccountPassword.Locked)]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root:!:19000::::::", AccountPassword.Locked)]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root:!$6$salt$hash:19000::::::", AccountPassword.Locked, DisplayName = "a locked hash")]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root:$6$salt$hash:19000::::::", AccountPassword.Set)]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root:$y$j9T$salt$hash:19000::::::", AccountPassword.Set)]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "root::19000::::::", AccountPassword.Empty)]
    [DataRow("root:x:0:0:root:/root:/bin/bash", "daemon:*:1::::::", AccountPassword.Locked, DisplayName = "no line in shadow")]
    [DataRow("root:x:0:0:root:/root:/bin/bash", null, AccountPassword.Unknown, DisplayName = "no shadow at all")]
    [DataRow("root::0:0:root:/root:/bin/bash", null, AccountPassword.Empty)]
    [DataRow("root:*:0:0:root:/root:/bin/bash", null, AccountPassword.Locked)]
    [DataRow("root:abJnggxhB/yWI:0:0:root:/root:/bin/bash", null, AccountPassword.Set, DisplayName = "an old hash in passwd")]
    [DataRow("root::0:0:root:/root:/bin/bash", "root:*:1::::::", AccountPassword.Empty, DisplayName = "only 'x' asks shadow")]
    public async Task Inspect_Password(string passwd, string? shadow, AccountPassword expected)
    {
        var report = await new ImageForge().Layer(t =>
        {
            t.File("etc/passwd", passwd + "\n");
            if (shadow is not null)
                t.File("etc/shadow", shadow + "\n");
        }).InspectAsync();

        Assert.AreEqual(expected, report.Accounts.Single().Password);
        Assert.AreEqual("/bin/bash", report.Accounts.Single().Shell);
    }

    [TestMethod]
    public async Task Inspect_LaterLayer_Decides()
    {
        var report = await new ImageForge()
            .Layer(t => t.File("etc/passwd", "root:x:0:0:::\n").File("etc/shadow", "root::1::::::\n"))
            .Layer(t => t.File("etc/passwd", "root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:\napp:x:1000:1000::/app:/sbin/nologin\n+nis::::::\nbroken\n"))
            .InspectAsync();

        Assert.AreEqual("root:0:Empty toor:0:Locked app:1000:Locked", string.Join(' ', report.Accounts.Select(static a => $"{a.Name}:{a.UserId}:{a.Password}")));
    }

    [TestMethod]
    [DataRow("app ALL=(ALL) NOPASSWD: ALL", true)]
    [DataRow("app ALL=(ALL:ALL) NOPASSWD:ALL", true)]
    [DataRow("app ALL = NOPASSWD: ALL", true)]
    [DataRow("%sudo ALL=(ALL) NOPASSWD: ALL", true, DisplayName = "by membership")]
    [DataRow("%app ALL=(ALL) NOPASSWD: ALL", true, DisplayName = "by primary group")]
    [DataRow("#1000 ALL=(ALL) NOPASSWD: ALL", true)]
    [DataRow("%#27 ALL=(ALL) NOPASSWD: ALL", true)]
    [DataRow("ALL ALL=(ALL) NOPASSWD: ALL", true)]
    [DataRow("other , app\tALL=(root) SETENV: NOPASSWD: /bin/ls, ALL", true)]
    [DataRow("User_Alias OPS = bob, app\nCmnd_Alias ANY = ALL\nOPS ALL=(ALL) NOPASSWD: ANY", true)]
    [DataRow("app ALL=(ALL) \\\n  NOPASSWD: ALL # why", true)]
    [DataRow("Defaults !authenticate\napp ALL=(ALL) ALL", true)]
    [DataRow("Defaults:app env_reset, !authenticate\napp ALL=(ALL) ALL", true)]
    [DataRow("app ALL=(ALL) ALL", false)]
    [DataRow("app ALL=(www-data) NOPASSWD: ALL", false, DisplayName = "not as root")]
    [DataRow("app ALL=(ALL) NOPASSWD: /usr/bin/apt-get update", false, DisplayName = "one command")]
    [DataRow("app ALL=(ALL) NOPASSWD: ALL\napp ALL=(ALL) ALL", false, DisplayName = "the last entry counts")]
    [DataRow("app ALL=(ALL) NOPASSWD: /bin/ls, PASSWD: ALL", false)]
    [DataRow("ALL, !app ALL=(ALL) NOPASSWD: ALL", false)]
    [DataRow("# app ALL=(ALL) NOPASSWD: ALL", false)]
    [DataRow("app buildhost=(ALL) NOPASSWD: ALL", false, DisplayName = "on another host")]
    [DataRow("Defaults:bob !authenticate\napp ALL=(ALL) ALL", false)]
    [DataRow("User_Alias A = B\nUser_Alias B = A\nA ALL=(ALL) NOPASSWD: ALL", false, DisplayName = "aliases in a circle")]
    public async Task Inspect_Sudoers(string sudoers, bool expected)
    {
        var report = await Inspect(t => t.File("etc/sudoers", sudoers + "\n"));

        Assert.AreEqual(expected, report.Accounts.Single(static a => a.Name == "app").IsSudoer);
    }

    [TestMethod]
    public async Task Inspect_AliasesWithoutEnd_AreGivenUp()
    {
        static string Level(string kind, int level) => $"{kind} {kind[0]}{level} = {string.Join(", ", Enumerable.Repeat($"{kind[0]}{level + 1}", 200))}\n";
        var report = await Inspect(t => t.File("etc/sudoers", string.Concat(Enumerable.Range(0, 9).Select(static i => Level("User_Alias", i) + Level("Cmnd_Alias", i))) + "U0 ALL=(ALL) NOPASSWD: C0\nU0 ALL=(ALL) NOPASSWD: ALL\n"));

        Assert.AreEqual(GapCodes.Budget, report.Gaps.Single().Code);
    }

    [TestMethod]
    [DataRow("@includedir /etc/sudoers.d", "etc/sudoers.d/app", true)]
    [DataRow("#includedir /etc/sudoers.d", "etc/sudoers.d/90-cloud", true)]
    [DataRow("root ALL=(ALL) ALL", "etc/sudoers.d/app", false, DisplayName = "the folder is not included")]
    [DataRow("@includedir /etc/sudoers.d", "etc/sudoers.d/app.bak", false, DisplayName = "a name with a dot")]
    [DataRow("@includedir /etc/sudoers.d", "etc/sudoers.d/app~", false)]
    public async Task Inspect_IncludedSudoers(string sudoers, string path, bool expected)
    {
        var report = await Inspect(t => t.File("etc/sudoers", sudoers + "\n").File(path, "app ALL=(ALL) NOPASSWD: ALL\n"));

        Assert.AreEqual(expected, report.Accounts.Single(static a => a.Name == "app").IsSudoer);
    }

    [TestMethod]
    [DataRow("PermitRootLogin yes\n", "yes True False")]
    [DataRow("permitrootlogin=no\nPermitRootLogin yes\nPasswordAuthentication no\n", "no False False", DisplayName = "the first statement counts")]
    [DataRow("#PermitRootLogin yes\n", "prohibit-password True False")]
    [DataRow("Match User root\n  PermitRootLogin yes\n", "prohibit-password True False", DisplayName = "for some only")]
    [DataRow("Include /etc/ssh/sshd_config.d/*.conf\nPermitRootLogin no\n", "yes True True", DisplayName = "included files stand at their place")]
    [DataRow("PermitRootLogin without-password # old\n", "prohibit-password True False")]
    public async Task Inspect_SshDaemon(string settings, string expected)
    {
        var report = await new ImageForge().Layer(t => t.File("usr/sbin/sshd", "x", 0b111_101_101).File("etc/ssh/sshd_config", settings)
            .File("etc/ssh/sshd_config.d/10.conf", "PermitRootLogin yes\nPermitEmptyPasswords yes\n").File("root/.ssh/authorized_keys", "# none\nssh-ed25519 AAAA me\n").File("home/app/.ssh/authorized_keys", "\n# none\n")).InspectAsync();

        var daemon = report.SshDaemon!;
        Assert.AreEqual(expected, $"{daemon.PermitRootLogin} {daemon.PasswordAuthentication} {daemon.PermitEmptyPasswords}");
        Assert.AreEqual("usr/sbin/sshd", daemon.Path);
        CollectionAssert.AreEqual(new[] { "root/.ssh/authorized_keys" }, daemon.AuthorizedKeys.ToArray());
    }

    [TestMethod]
    public async Task Inspect_SettingsWithoutDaemon_LetNobodyIn() =>
        Assert.IsNull((await new ImageForge().Layer(t => t.File("etc/ssh/sshd_config", "PermitRootLogin yes\n")).InspectAsync()).SshDaemon);

    private static Task<ImageReport> Inspect(Action<TarForge> more) => new ImageForge().Layer(t =>
    {
        t.File("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/app:/bin/sh\n").File("etc/group", "sudo:x:27:app\napp:x:1000:\n");
        more(t);
    }).InspectAsync();
}
