namespace ContainerSec.Rules;

internal static class Chapter08
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new SeccompUnconfined(),
        new AppArmorUnconfined(),
        new SeLinuxDisabled(),
        new WritableRootExplicit(),
        new ProcUnmasked(),
        new UnsafeSysctl(),
        new ProfileMissing(),
        new SeLinuxReplaced(),
        new RootNotReadOnly(),
    ];
}
