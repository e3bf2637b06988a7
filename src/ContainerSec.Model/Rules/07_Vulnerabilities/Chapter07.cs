namespace ContainerSec.Rules;

internal static class Chapter07
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new EndOfLifeImage(),
        new SdkImageAtRunTime(),
        new OldImage(),
    ];
}
