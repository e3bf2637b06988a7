namespace ContainerSec.Rules;

internal static class Chapter11
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
