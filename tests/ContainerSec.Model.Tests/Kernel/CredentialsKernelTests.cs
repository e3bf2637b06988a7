using System.Globalization;

namespace ContainerSec.Tests.Kernel;

/// <summary>Random processes execute random files, and change their users, on the kernel of this machine and in the model.</summary>
[TestClass]
public sealed class CredentialsKernelTests
{
    // Some that differ in every respect that matters.
    private static readonly RandomProcesses Processes = new(Capability.Chown, Capability.Setuid, Capability.Setpcap, Capability.NetRaw, Capability.SysAdmin, Capability.Bpf);

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
        // Which set-group-ID files and which effective users count as a change was another thing on older kernels; the model follows this one.
        if (Environment.OSVersion.Version < new Version(6, 18))
            Assert.Inconclusive("The kernel is older than the one that the model follows.");
        var kernel = _kernel!;
        var random = new Random(seed);
        var script = new List<string>();
        var folder = Path.Combine(kernel.Folder, $"files{seed}");
        var files = Enumerable.Range(0, 40).Select(i => MakeFile(random, $"{folder}/{i}", isNamespaced, script)).ToList();
        var nosuid = Path.Combine(kernel.Folder, $"nosuid{seed}");
        script.Insert(0, $"dir {folder} 755 0 0 -");
        script.Add($"dir {nosuid} 755 0 0 -");
        script.Add($"nosuid {folder} {nosuid}");
        var expected = new Dictionary<string, (string Line, string Says)>();
        for (var i = 0; i < 500; i++)
        {
            var start = Processes.Make(random, isNamespaced);
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

            var line = $"case {i} {RandomProcesses.Describe(start)} {string.Join(' ', steps)}";
            script.Add(line);
            expected[$"{i}"] = (line, after is { } it ? Shown(it) : "refused");
        }

        var answers = kernel.Run(script);
        if (answers.Values.Any(static answer => answer.StartsWith("unshare ", StringComparison.Ordinal)))
            Assert.Inconclusive("This machine makes no user namespaces.");

        var wrong = expected.Where(e => WithoutError(answers.GetValueOrDefault(e.Key, "nothing")) != e.Value.Says)
            .Select(e => $"{e.Value.Line}\n  file   {script.FirstOrDefault(s => s.StartsWith("program " + e.Value.Line.Split(' ')[^1].Replace(nosuid, folder, StringComparison.Ordinal) + " ", StringComparison.Ordinal))}\n  model  {e.Value.Says}\n  kernel {answers.GetValueOrDefault(e.Key)}")
            .ToList();
        Assert.IsEmpty(wrong, $"{wrong.Count} of {expected.Count} differ:\n{string.Join('\n', wrong.Take(5))}");
    }

    private static (string Path, ExecutableFile File) MakeFile(Random random, string path, bool isNamespaced, List<string> script)
    {
        var offset = isNamespaced && random.Next(5) > 0 ? 100000 : 0;
        var (owner, group) = (offset + RandomProcesses.Id(random), offset + RandomProcesses.Id(random));
        var (suid, sgid) = (random.Next(2) == 0, random.Next(3) == 0);
        // Set-group-ID without the group's right to execute means nothing; that group is then one that no process is in.
        var groupMayExecute = random.Next(6) > 0;
        if (!groupMayExecute)
            (sgid, group) = (true, offset + 7777);
        FileCapabilities? capabilities = random.Next(2) == 0 ? null : new FileCapabilities(
            Processes.SomeCapabilities(random), Processes.SomeCapabilities(random), random.Next(2) == 0, random.Next(3) == 0 ? new long[] { 0, 100000, 200000 }[random.Next(3)] : null);
        var mode = (suid ? 0b100_000_000_000 : 0) | (sgid ? 0b010_000_000_000 : 0) | (groupMayExecute ? 0b111_101_101 : 0b111_100_101);
        script.Add($"program {path} {Convert.ToString(mode, 8)} {owner} {group} {(capabilities is { } c ? Convert.ToHexString(c.ToAttribute()) : "-")}");
        return (path, new ExecutableFile { Owner = owner, Group = group, IsSetUserId = suid, IsSetGroupId = sgid && groupMayExecute, Capabilities = capabilities });
    }

    private static ProcessCredentials? ChangeUsers(Random random, ProcessCredentials process, List<string> steps)
    {
        var offset = process.Namespace.Root!.Value;
        long? Id() => random.Next(3) == 0 ? null : offset + RandomProcesses.Id(random);
        string Inside(long? id) => id is { } known ? Text(known - offset) : "4294967295";
        if (random.Next(4) == 0)
        {
            var raised = Processes.Capabilities.ElementAt(random.Next(Processes.Capabilities.Count));
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
