namespace ContainerSec.Rules;

internal static class Chapter02
{
    public static IReadOnlyList<Rule> Create() =>
    [
        new RunsAsRoot(),
        new DangerousCapabilityAdded(),
        new AllCapabilitiesAdded(),
        new CapabilitiesNotDropped(),
        new PrivilegeEscalationAllowed(),
        new NonRootRefused(),
        new CustomBaseWithoutUser(),
        new WorldWritableMode(),
        new PrivilegedHook(),
        new RootGroupAdded(),
        new ImageRunsAsRoot(),
        new RootGroup(),
        new NonRootNotRequired(),
        new PrivilegeEscalationNotForbidden(),
        new RawSocketsNotDropped(),
        new CapabilityBeyondDefault(),
        new CapabilityAdded(),
        new SudoInBuild(),
        new SudoInCommand(),
        new SetuidFile(),
        new FileCapability(),
        new AccountWithoutPassword(),
        new AccountsShareId(),
        new PasswordSetInBuild(),
        new ProgramOwnedByUser(),
        new WindowsAdministrator(),
    ];
}
