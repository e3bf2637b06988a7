namespace ContainerSec.Rules;

internal static class Chapter02
{
    public static IReadOnlyList<Rule> Create() =>
    [
    ];
}
