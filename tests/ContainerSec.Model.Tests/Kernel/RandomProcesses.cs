using System.Globalization;

namespace ContainerSec.Tests.Kernel;

/// <summary>Processes of few users, groups and capabilities, so that they often meet.</summary>
internal sealed class RandomProcesses(params Capability[] capabilities)
{
    private static readonly long[] Ids = [0, 1000, 1001, 2000];

    /// <summary>A user namespace as engines make it for a container.</summary>
    public static UserNamespace Container { get; } = new(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 100000 65536"));

    /// <summary>The capabilities that they are made of: what root of this machine has of those that the test wants.</summary>
    public CapabilitySet Capabilities { get; } = new CapabilitySet(capabilities) & Held();

    /// <summary>A user or group as its namespace numbers it.</summary>
    public static long Id(Random random) => Ids[random.Next(Ids.Length)];

    /// <summary>The words of a case, see credentials.c: ids are as the process sees them.</summary>
    public static string Describe(ProcessCredentials p)
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

    public ProcessCredentials Make(Random random, bool isNamespaced)
    {
        var userNamespace = isNamespaced ? Container : UserNamespace.Initial;
        long Id() => userNamespace.Root!.Value + RandomProcesses.Id(random);
        var permitted = random.Next(3) == 0 ? default : SomeCapabilities(random) | SomeCapabilities(random);
        var inheritable = random.Next(2) == 0 ? default : SomeCapabilities(random);
        var ambient = random.Next(2) == 0 ? default : SomeCapabilities(random) & permitted & inheritable;
        var isPlain = random.Next(2) == 0;
        var (user, group) = (Id(), Id());
        // The bits without their locks, and every second time none of them.
        var securebits = random.Next(2) == 0 ? 0 : random.Next(256) & 0b0101_0101;
        return new ProcessCredentials(user, group)
        {
            EffectiveUser = isPlain ? user : Id(),
            SavedUser = isPlain ? user : Id(),
            EffectiveGroup = isPlain ? group : Id(),
            SavedGroup = isPlain ? group : Id(),
            Groups = random.Next(2) == 0 ? [] : [Id(), Id()],
            Capabilities = new CapabilityState(permitted, inheritable, permitted & (random.Next(2) == 0 ? Capabilities : SomeCapabilities(random))),
            Ambient = ambient,
            Bounding = random.Next(2) == 0 ? Capabilities : SomeCapabilities(random),
            Securebits = (Securebits)securebits,
            NoNewPrivileges = random.Next(3) == 0,
            Namespace = userNamespace,
        };
    }

    public CapabilitySet SomeCapabilities(Random random) => new CapabilitySet((ulong)random.NextInt64()) & Capabilities;

    private static CapabilitySet Held() => !File.Exists("/proc/self/status") ? default
        : CapabilitySet.Parse(File.ReadLines("/proc/self/status").First(static line => line.StartsWith("CapPrm:", StringComparison.Ordinal))[7..]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
