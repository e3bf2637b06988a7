namespace ContainerSec.Rules;

internal static class Chapter04
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new HostNetwork(),
        new HostPid(),
        new HostIpc(),
        new HostUts(),
        new HostUserNamespace(),
        new SharedProcessNamespace(),
        new JoinsOtherContainer(),
        new PodInHostUserNamespace(),
        new BuildOnHostNetwork(),
    ];
}
