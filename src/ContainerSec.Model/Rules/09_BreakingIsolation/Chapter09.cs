namespace ContainerSec.Rules;

internal static class Chapter09
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new PrivilegedContainer(),
    ];
}
