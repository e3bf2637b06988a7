namespace ContainerSec.Rules;

internal static class Chapter05
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new WindowsHostProcess(),
        new WeakerRuntime(),
        new HyperVIsolationDowngraded(),
    ];
}
