namespace ContainerSec.Rules;

/// <summary>CSEC0230: the process has every right in its Windows container.</summary>
internal sealed class WindowsAdministrator : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0230", "Windows container runs as ContainerAdministrator", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The account can change the registry, services and system files of the container, and reaches more of the shared kernel than a user's would.",
        Fix = "Choose ContainerUser (USER ContainerUser, or runAsUserName), or an account of your own.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D01"), Mapping.Cwe(250)],
        References = ["Windows containers documentation, \"Secure Windows containers\""],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nENTRYPOINT [\"web.exe\"]\n"),
            Example.Good(Surface.Dockerfile, "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nUSER ContainerUser\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  os:\n    name: windows\n  securityContext:\n    windowsOptions:\n      runAsUserName: ContainerAdministrator\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.IsWindows || subject.Privileges.User.Is(IsAdministrator))
            context.Judge(subject.Privileges.User, IsAdministrator, static user => $"runs as '{user}'");
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        if (!subject.User.IsUnset)
        {
            if (BaseImageUsers.IsWindows(subject) || subject.User.Is(IsAdministrator))
                context.Judge(subject.User, IsAdministrator, static user => $"runs as '{user}'");
        }
        else if (!subject.IsPartial && BaseImageUsers.IsWindows(subject) && subject.BaseImage is { IsKnown: true, Value: { } image })
        {
            if (BaseImageUsers.IsWindowsAdministrator(image))
                context.Fail(subject.BaseImage.Origin ?? subject.Origin, $"names no user: '{image}' runs as ContainerAdministrator");
            else
                context.Pass();
        }
    }

    // The account may be written with its domain: "User Manager\ContainerAdministrator".
    private static bool IsAdministrator(Principal user) =>
        string.Equals(user.Text.Substring(user.Text.LastIndexOf('\\') + 1), "ContainerAdministrator", StringComparison.OrdinalIgnoreCase);
}
