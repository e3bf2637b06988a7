namespace ContainerSec.Rules;

internal static class Chapter03
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new NoMemoryLimit(),
        new UnlimitedPids(),
        new OomKillerDisabled(),
        new HostControlGroups(),
        new UnlimitedRestarts(),
        new UnlimitedUlimit(),
        new NoCpuLimit(),
        new NoMemoryRequest(),
        new NoPidsLimit(),
        new CustomCgroupParent(),
    ];
}
