using System.Globalization;

namespace ContainerSec.Tests.Kernel;

/// <summary>Random processes execute random files, and change their users, on the kernel of this machine and in the model.</summary>
[TestClass]
public sealed class CredentialsKernelTests
{
    private static readonly long[] Ids = [0, 1000, 1001, 2000];
    private static readonly IdMap Map = IdMap.Parse("0 100000 65536");

    // The capabilities that the cases are made of: what root of this machine has of some that differ in every respect that matters.
    private readonly CapabilitySet _mine = new CapabilitySet(Capability.Chown, Capability.Setuid, Capability.Setpcap, Capability.NetRaw, Capability.SysAdmin, Capability.Bpf) & Held();

    private static KernelProgram? _kernel;

    [ClassInitialize]
    public static void Compile(TestContext context) => _kernel = new KernelProgram();

    [ClassCleanup]
    public static void Clean() => _kernel?.Dispose();

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(2, false)]
    [DataRow(3, true, DisplayName = "in a user namespace")]
    public void Execute_RandomCases_AreAsTheKernelSays(int seed, bool isNamespaced)
    {
        var kernel = _kernel!;
        var random = new Random(seed);
        var script = new List<string>();
        var folder = Path.Combine(kernel.Folder, $"files{seed}");
        var files = Enumerable.Range(0, 40).Select(i => MakeFile(random, $"{folder}/{i}", isNamespaced, script)).ToList();
        var nosuid = Path.Combine(kernel.Folder, $"nosuid{seed}");
        script.Insert(0, $"dir {folder} 755 0 0 -");
        script.Add($"dir {nosuid} 755 0 0 -");
        script.Add($"nosuid {folder} {nosuid}");
        var outer = new UserNamespace(UserNamespace.Initial, 0, Map, Map);
        var expected = new Dictionary<string, (string Line, string Says)>();
        for (var i = 0; i < 500; i++)
        {
            var start = MakeProcess(random, isNamespaced ? outer : UserNamespace.Initial);
            var steps = new List<string>();
            var after = random.Next(3) == 0 ? ChangeUsers(random, start, steps) : start;
            if (random.Next(8) > 0)
            {
                var (path, file) = files[random.Next(files.Count)];
                var isNosuid = random.Next(10) == 0;
                after = after?.Execute(file with { IsOnNosuidMount = isNosuid });
                steps.Add("exec " + (isNosuid ? path.Replace(folder, nosuid, StringComparison.Ordinal) : path));
            }
            else
            {
                steps.Add("print");
            }

            var line = $"case {i} {Describe(start)} {string.Join(' ', steps)}";
            script.Add(line);
            expected[$"{i}"] = (line, after is { } it ? Shown(it) : "refused");
        }

        var answers = kernel.Run(script);

        var wrong = expected.Where(e => WithoutError(answers.GetValueOrDefault(e.Key, "nothing")) != e.Value.Says)
            .Select(e => $"{e.Value.Line}\n  file   {script.FirstOrDefault(s => s.StartsWith("program " + e.Value.Line.Split(' ')[^1].Replace(nosuid, folder, StringComparison.Ordinal) + " ", StringComparison.Ordinal))}\n  model  {e.Value.Says}\n  kernel {answers.GetValueOrDefault(e.Key)}")
            .ToList();
        Assert.IsEmpty(wrong, $"{wrong.Count} of {expected.Count} differ:\n{string.Join('\n', wrong.Take(5))}");
    }

    private static CapabilitySet Held() => !File.Exists("/proc/self/status") ? default
        : CapabilitySet.Parse(File.ReadLines("/proc/self/status").First(static line => line.StartsWith("CapPrm:", StringComparison.Ordinal))[7..]);

    private (string Path, ExecutableFile File) MakeFile(Random random, string path, bool isNamespaced, List<string> script)
    {
        var offset = isNamespaced && random.Next(5) > 0 ? 100000 : 0;
        var (owner, group) = (offset + Ids[random.Next(Ids.Length)], offset + Ids[random.Next(Ids.Length)]);
        var (suid, sgid) = (random.Next(2) == 0, random.Next(3) == 0);
        // Set-group-ID without the group's right to execute means nothing; that group is then one that no process is in.
        var groupMayExecute = random.Next(6) > 0;
        if (!groupMayExecute)
            (sgid, group) = (true, offset + 7777);
        FileCapabilities? capabilities = random.Next(2) == 0 ? null : new FileCapabilities(
            Some(random), Some(random), random.Next(2) == 0, random.Next(3) == 0 ? new long[] { 0, 100000, 200000 }[random.Next(3)] : null);
        var mode = (suid ? 0b100_000_000_000 : 0) | (sgid ? 0b010_000_000_000 : 0) | (groupMayExecute ? 0b111_101_101 : 0b111_100_101);
        script.Add($"program {path} {Convert.ToString(mode, 8)} {owner} {group} {(capabilities is { } c ? Convert.ToHexString(c.ToAttribute()) : "-")}");
        return (path, new ExecutableFile { Owner = owner, Group = group, IsSetUserId = suid, IsSetGroupId = sgid && groupMayExecute, Capabilities = capabilities });
    }

    private ProcessCredentials MakeProcess(Random random, UserNamespace userNamespace)
    {
        var offset = userNamespace.Root!.Value;
        long Id() => offset + Ids[random.Next(Ids.Length)];
        var permitted = random.Next(3) == 0 ? default : Some(random) | Some(random);
        var inheritable = random.Next(2) == 0 ? default : Some(random);
        var ambient = random.Next(2) == 0 ? default : Some(random) & permitted & inheritable;
        var isPlain = random.Next(2) == 0;
        var (user, group) = (Id(), Id());
        // The bits without their locks, every second time none; "keep caps" is there more often than its share since execve clears it.
        var securebits = random.Next(2) == 0 ? 0 : random.Next(256) & 0b0101_0101;
        return new ProcessCredentials(user, group)
        {
            EffectiveUser = isPlain ? user : Id(),
            SavedUser = isPlain ? user : Id(),
            EffectiveGroup = isPlain ? group : Id(),
            SavedGroup = isPlain ? group : Id(),
            Groups = random.Next(2) == 0 ? [] : [Id(), Id()],
            Capabilities = new CapabilityState(permitted, inheritable, permitted & (random.Next(2) == 0 ? _mine : Some(random))),
            Ambient = ambient,
            Bounding = random.Next(2) == 0 ? _mine : Some(random),
            Securebits = (Securebits)securebits,
            NoNewPrivileges = random.Next(3) == 0,
            Namespace = userNamespace,
        };
    }

    private ProcessCredentials? ChangeUsers(Random random, ProcessCredentials process, List<string> steps)
    {
        var offset = process.Namespace.Root!.Value;
        long? Id() => random.Next(3) == 0 ? null : offset + Ids[random.Next(Ids.Length)];
        string Inside(long? id) => id is { } known ? Text(known - offset) : "4294967295";
        if (random.Next(4) == 0)
        {
            var raised = _mine.ElementAt(random.Next(_mine.Count));
            steps.Add($"ambient {(int)raised}");
            return process.RaiseAmbient(new CapabilitySet(raised));
        }

        if (random.Next(2) == 0)
        {
            var user = Id() ?? offset;
            steps.Add($"setuid {Inside(user)}");
            return process.SetUser(user);
        }

        var (real, effective, saved) = (Id(), Id(), Id());
        steps.Add($"setresuid {Inside(real)} {Inside(effective)} {Inside(saved)}");
        return process.SetUsers(real, effective, saved);
    }

    private CapabilitySet Some(Random random) => new CapabilitySet((ulong)random.NextInt64()) & _mine;

    private static string Describe(ProcessCredentials p)
    {
        var offset = p.Namespace.Root!.Value;
        var ids = new[] { p.RealGroup, p.EffectiveGroup, p.SavedGroup, p.RealUser, p.EffectiveUser, p.SavedUser };
        var sets = new[] { p.Bounding, p.Capabilities.Inheritable, p.Capabilities.Permitted, p.Capabilities.Effective, p.Ambient };
        return string.Join(' ', [
            p.Namespace.IsInitial ? "-" : string.Join(',', p.Namespace.Users.Ranges).Replace(' ', ':'),
            p.Groups.Count == 0 ? "-" : string.Join(',', p.Groups.Select(g => Text(g - offset))),
            .. ids.Select(id => Text(id - offset)),
            .. sets.Select(static set => set.ToHex()),
            Text((int)p.Securebits), p.NoNewPrivileges ? "1" : "0"]);
    }

    // As "show" of credentials.c prints it: ids as the process sees them.
    private static string Shown(ProcessCredentials p)
    {
        long User(long id) => p.Namespace.Users.SeenInside(id);
        long Group(long id) => p.Namespace.Groups.SeenInside(id);
        return string.Create(CultureInfo.InvariantCulture, $"{User(p.RealUser)},{User(p.EffectiveUser)},{User(p.SavedUser)} {Group(p.RealGroup)},{Group(p.EffectiveGroup)},{Group(p.SavedGroup)} {p.Capabilities.Inheritable.Mask:x} {p.Capabilities.Permitted.Mask:x} {p.Capabilities.Effective.Mask:x} {p.Bounding.Mask:x} {p.Ambient.Mask:x} {(int)p.Securebits}");
    }

    private static string WithoutError(string answer) => answer.StartsWith("refused ", StringComparison.Ordinal) ? "refused" : answer;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
