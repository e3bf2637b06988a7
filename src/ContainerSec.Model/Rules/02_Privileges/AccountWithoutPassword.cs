namespace ContainerSec.Rules;

/// <summary>CSEC0225: an account of the image lets in without a password.</summary>
internal sealed class AccountWithoutPassword : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0225", "Account without a password in the image", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "su, login and sshd take an empty password: any user of the container becomes that account, root among them.",
        Fix = "Lock the account ('passwd -l NAME', or '!' in /etc/shadow), or take a newer base image: older ones of Alpine had root without password.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1078.003"), Mapping.Cwe(258)],
        References = ["shadow(5)", "CVE-2019-5021"],
    };

    public void Check(BuiltImage subject, RuleContext context)
    {
        foreach (var account in subject.Accounts)
        {
            if (account.IsKnown)
                context.Judge(account.Value.HasEmptyPassword, static isEmpty => isEmpty, _ => $"lets '{account.Value.Name}' in without a password");
        }
    }
}
