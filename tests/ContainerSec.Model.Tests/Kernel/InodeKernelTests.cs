namespace ContainerSec.Tests.Kernel;

/// <summary>Random processes open, remove, make and write random files on the kernel of this machine and in the model.</summary>
[TestClass]
public sealed class InodeKernelTests
{
    private static readonly RandomProcesses Processes = new(Capability.Chown, Capability.DacOverride, Capability.DacReadSearch, Capability.Fowner, Capability.Fsetid, Capability.Setuid);

    [TestMethod]
    [DataRow(4, false)]
    [DataRow(5, true, DisplayName = "in a user namespace")]
    public void Access_RandomCases_IsAsTheKernelSays(int seed, bool isNamespaced)
    {
        using var kernel = new KernelProgram();
        var random = new Random(seed);
        var script = new List<string>();
        var expected = new Dictionary<string, (string Line, string Says)>();
        for (var i = 0; i < 1200; i++)
        {
            var process = Processes.Make(random, isNamespaced);
            var who = FileUser.Of(process);
            var path = $"{kernel.Folder}/{i}";
            var (line, says) = random.Next(5) switch
            {
                0 => Remove(path, who),
                1 => Create(path, who, process.Namespace),
                2 => Write(path, who, process.Namespace),
                _ => Access(path, who),
            };
            line = $"case {i} {RandomProcesses.Describe(process)} {line}";
            script.Add(line);
            expected[$"{i}"] = (line, says);
        }

        var answers = kernel.Run(script);
        if (answers.Values.Any(static answer => answer.StartsWith("unshare ", StringComparison.Ordinal)))
            Assert.Inconclusive("This machine makes no user namespaces.");

        var wrong = expected.Where(e => answers.GetValueOrDefault(e.Key, "nothing").Split(' ')[0] != e.Value.Says)
            .Select(e => $"{string.Join('\n', script.Where(s => s.Contains($"/{e.Key} ", StringComparison.Ordinal) || s.Contains($"/{e.Key}/", StringComparison.Ordinal)))}\n  {e.Value.Line}\n  model  {e.Value.Says}\n  kernel {answers.GetValueOrDefault(e.Key)}")
            .ToList();
        Assert.IsEmpty(wrong, $"{wrong.Count} of {expected.Count} differ:\n{string.Join('\n', wrong.Take(5))}");

        // Half of the files of a container belong to it, the others to the host.
        Inode Make(string path, int mode, bool isFolder)
        {
            var offset = isNamespaced && random.Next(4) > 0 ? 100000 : 0;
            var (owner, group) = (offset + RandomProcesses.Id(random), offset + RandomProcesses.Id(random));
            script.Add($"{(isFolder ? "dir" : "file")} {path} {Convert.ToString(mode, 8)} {owner} {group} -");
            return new Inode { Mode = mode, Owner = owner, Group = group, IsFolder = isFolder };
        }

        int Permissions() => random.Next(0b1000_000_000);

        (string Line, string Says) Access(string path, FileUser who)
        {
            var file = Make(path, Permissions(), random.Next(2) == 0);
            var wanted = random.Next(8);
            return ($"access {path} {wanted}", file.Allows(who, (FilePermission)wanted) is true ? "allowed" : "denied");
        }

        (string Line, string Says) Remove(string path, FileUser who)
        {
            var folder = Make(path, Permissions() | 0b011_011_011 | (random.Next(4) > 0 ? 0b001_000_000_000 : 0), isFolder: true);
            var entry = Make(path + "/entry", Permissions(), isFolder: false);
            return ($"unlink {path}/entry", folder.AllowsRemoval(who, entry) is true ? "allowed" : "denied");
        }

        (string Line, string Says) Create(string path, FileUser who, UserNamespace here)
        {
            var folder = Make(path, 0b111_111_111 | (random.Next(3) > 0 ? 0b010_000_000_000 : 0), isFolder: true);
            var isFolder = random.Next(3) == 0;
            var mode = Permissions() | (isFolder || random.Next(2) == 0 ? 0 : 0b010_000_000_000);
            return ($"{(isFolder ? "mkdir" : "create")} {path}/entry {Convert.ToString(mode, 8)}", Seen(folder.Create(who, mode, isFolder), here));
        }

        (string Line, string Says) Write(string path, FileUser who, UserNamespace here)
        {
            var file = Make(path, 0b110_110_110 | Permissions() | (random.Next(8) << 9), isFolder: false);
            return ($"write {path} 0", Seen(file.Write(who), here));
        }
    }

    private static string Seen(Inode inode, UserNamespace here) =>
        $"{Convert.ToString(inode.Mode!.Value, 8)},{here.Users.SeenInside(inode.Owner!.Value)},{here.Groups.SeenInside(inode.Group!.Value)}";
}
