namespace ContainerSec.Rules;

/// <summary>CSEC0226: two accounts of the image have one id or one name.</summary>
internal sealed class AccountsShareId : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0226", "Two accounts share an id or a name", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "The kernel knows ids only: who shares one has the other's files and processes, and a second account with id 0 is root.",
        Fix = "Give each account an id and a name of its own; remove accounts that nothing uses.",
        WhenOn = Severity.Info,
        Mappings = [Mapping.Nist("4.1.2"), Mapping.Cwe(694)],
        References = ["passwd(5)"],
    };

    public void Check(BuiltImage subject, RuleContext context)
    {
        var (byId, byName) = (new Dictionary<long, string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var account in subject.Accounts)
        {
            if (account is not { IsKnown: true, Value: { } login })
                continue;
            if (!byName.Add(login.Name))
                context.Fail(account.Origin, $"has the account '{login.Name}' twice");
            else if (byId.TryGetValue(login.UserId, out var other))
                context.Fail(account.Origin, $"gives '{login.Name}' the id {login.UserId} of '{other}'");
            else
                context.Pass();
            byId[login.UserId] = login.Name;
        }
    }
}
