namespace ContainerSec.Threats;

/// <summary>Rights that give the identity of others: their Secrets and tokens, acting as them, having certificates signed.</summary>
internal static class IdentityEscalations
{
    private static readonly EscalationTarget Cluster = new(EscalationTargetKind.Cluster);

    public static void Add(EscalationSearch search, HeldRights rights)
    {
        var reads = rights.FindAll("", "secrets", "get", "list", "watch").ToList();
        search.AddNamed(EscalationKind.ReadSecrets, EscalationTargetKind.Secrets, rights, reads);
        foreach (var held in reads)
        {
            foreach (var (secret, account) in search.Objects.Tokens(rights.Home?.Name))
            {
                if (held.Name is null || held.Name == secret.Name)
                    AddToken(search, rights, held, secret, account);
            }
        }

        // The name of the new Secret is free, so that a right to read just one is enough.
        search.AddAccounts(EscalationKind.CreateTokenSecret, rights, rights.Find("", "secrets", "create").And(reads));
        search.AddAccounts(EscalationKind.CreateToken, rights, rights.FindAll("", "serviceaccounts/token", "create"));
        search.AddAccounts(EscalationKind.Impersonate, rights, rights.FindAll("", "serviceaccounts", "impersonate"));
    }

    public static void AddClusterWide(EscalationSearch search, HeldRights rights)
    {
        foreach (var held in rights.FindAll("", "users", "impersonate"))
        {
            search.Add(EscalationKind.Impersonate, new EscalationTarget(EscalationTargetKind.Users, Name: held.Name), [held]);
            if (held.Name is null or "system:kube-controller-manager")
                search.Add(EscalationKind.Impersonate, Cluster, [held.And(ControllerManager)]);
        }

        // A group is taken on only together with a user or an account.
        var groups = rights.FindAll("", "groups", "impersonate").ToList();
        var somebody = groups.Count == 0 ? [] : search.Scopes.SelectMany(static scope => scope.FindAll("", "users", "impersonate").Concat(scope.FindAll("", "serviceaccounts", "impersonate")));
        foreach (var held in groups.And(somebody))
        {
            search.Add(EscalationKind.Impersonate, new EscalationTarget(EscalationTargetKind.Groups, Name: held.Name), [held]);
            if (held.Name is null or RbacAuthorizer.SystemMasters)
                search.Add(EscalationKind.Impersonate, Cluster, [held.And(RbacAuthorizer.Masters())]);
        }

        AddCertificates(search, rights);
    }

    private static Ruling ControllerManager { get; } = Ruling.Yes(new Evidence("user 'system:kube-controller-manager' may have tokens made for every service account", BuiltInRoles.Origin));

    private static void AddToken(EscalationSearch search, HeldRights rights, Held held, ConfigData secret, Fact<string> account)
    {
        var evidence = new Evidence($"Secret '{secret.Name}' holds the token of {(account.IsKnown ? $"service account '{account.Value}'" : "a service account")}", account.Origin ?? secret.Origin);
        var home = rights.Home ?? NamespaceName.Of(secret.Namespace);
        search.Add(EscalationKind.ReadSecrets,
            new EscalationTarget(EscalationTargetKind.ServiceAccounts, home.Name, account.Value) { IsNamespaceAssumed = home.IsAssumed },
            [held.And(new Ruling(account.IsKnown ? Truth.Yes : Truth.Maybe, [evidence]))]);
    }

    // One creates the request, approves it, and may approve for the signer; the signer of clients refuses no more than the group system:masters.
    private static void AddCertificates(EscalationSearch search, HeldRights rights)
    {
        const string Group = "certificates.k8s.io";
        var request = rights.Find(Group, "certificatesigningrequests", "create").And(rights.FindAll(Group, "certificatesigningrequests/approval", "update", "patch"));
        foreach (var held in rights.FindAll(Group, "signers", "approve").And(request))
        {
            if (held.Name is null or "kubernetes.io/*" or "kubernetes.io/kube-apiserver-client")
            {
                search.Add(EscalationKind.SignCertificate, new EscalationTarget(EscalationTargetKind.Users), [held]);
                search.Add(EscalationKind.SignCertificate, Cluster, [held.And(ControllerManager)]);
            }

            if (held.Name is null or "kubernetes.io/*" or "kubernetes.io/kube-apiserver-client-kubelet")
                search.Add(EscalationKind.SignCertificate, new EscalationTarget(EscalationTargetKind.Groups, Name: "system:nodes"), [held]);
        }
    }
}
