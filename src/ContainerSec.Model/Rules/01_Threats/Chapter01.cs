namespace ContainerSec.Rules;

internal static class Chapter01
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new LostSetting(),
        new UnjustifiedSuppression(),
        new UnreadableFile(),
        new RemovedApiVersion(),
        new DeprecatedServiceAccountField(),
        new DuplicateEnvironmentVariable(),
        new RequiredLabelMissing(),
        new OverriddenInstruction(),
        new AmbiguousStageName(),
        new RelativeWorkingDirectory(),
    ];
}
