using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>The bindings of a deployment and those of every cluster, by their subjects.</summary>
/// <remarks>Users and service accounts are found by the name that the API server gives them, so that a binding of kind User can name an account too.</remarks>
internal sealed class BindingIndex
{
    private readonly Dictionary<string, SubjectBonds> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SubjectBonds> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<ClusterIdentity, SubjectBonds> _accounts = [];

    // Accounts by name alone, for those whose namespace is not written, on either side.
    private readonly Dictionary<string, List<(ClusterIdentity Account, SubjectBonds Bonds)>> _accountsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(ClusterIdentity Account, SubjectBonds Bonds)>> _floatingAccounts = new(StringComparer.Ordinal);
    private readonly List<(string Namespace, SubjectBonds Bonds)> _accountGroups = [];
    private readonly SubjectBonds _anyone = new();
    private readonly List<(ClusterIdentity Identity, SubjectBonds Bonds)> _subjects = [];

    public BindingIndex(IEnumerable<RbacBinding> bindings, RoleSet roles)
    {
        foreach (var binding in bindings)
        {
            var role = roles.Find(binding);
            for (var i = 0; i < binding.Subjects.Count; i++)
            {
                if (binding.Subjects[i].IsKnown)
                    Add(new Bond(binding, i, role), binding.Subjects[i].Value);
            }

            if (binding.Subjects.HasUnknown)
                _anyone.Add(new Bond(binding, -1, role));
        }
    }

    /// <summary>The subjects of all bindings, each once, in the order of writing.</summary>
    public IReadOnlyList<(ClusterIdentity Identity, SubjectBonds Bonds)> Subjects => _subjects;

    /// <summary>The subjects that an identity is, and whether it is for certain.</summary>
    public IEnumerable<(SubjectBonds Bonds, Truth Truth)> Of(ClusterIdentity identity)
    {
        if (identity.Kind == ClusterIdentityKind.User && _users.TryGetValue(identity.Name, out var user))
            yield return (user, Truth.Yes);
        if (identity.Kind == ClusterIdentityKind.ServiceAccount)
        {
            foreach (var account in OfAccount(identity))
                yield return account;
        }

        foreach (var group in identity.Groups)
        {
            if (_groups.TryGetValue(group, out var bonds))
                yield return (bonds, ClusterIdentity.IsAccountsGroup(group, out _) && identity.IsNamespaceAssumed && identity.Namespace == "?" ? Truth.Maybe : Truth.Yes);
        }

        yield return (_anyone, Truth.Maybe);
    }

    private IEnumerable<(SubjectBonds Bonds, Truth Truth)> OfAccount(ClusterIdentity account)
    {
        if (!account.IsNamespaceAssumed)
        {
            if (_accounts.TryGetValue(account, out var exact))
                yield return (exact, Truth.Yes);
            foreach (var (other, bonds) in _floatingAccounts.GetValueOrDefault(account.Name) ?? [])
                yield return (bonds, other.Home.Is(account.Home));
            yield break;
        }

        foreach (var (other, bonds) in _accountsByName.GetValueOrDefault(account.Name) ?? [])
            yield return (bonds, other.Home.Is(account.Home));
        foreach (var (home, bonds) in _accountGroups)
        {
            if (home != account.Namespace)
                yield return (bonds, Truth.Maybe);
        }
    }

    private void Add(Bond bond, RbacSubject subject)
    {
        var bonds = subject.Kind switch
        {
            "User" => OfUser(ClusterIdentity.User(subject.Name)),
            "Group" => OfGroup(subject.Name),
            "ServiceAccount" when HomeOf(bond, subject) is { } home => BondsOf(ClusterIdentity.ServiceAccount(home, subject.Name)),
            // The API server refuses other kinds, and accounts without a namespace where the binding has none.
            _ => null,
        };
        bonds?.Add(bond);
    }

    private static NamespaceName? HomeOf(Bond bond, RbacSubject subject) =>
        subject.IsNamespaceUnknown ? NamespaceName.Of(Fact.Unknown<string>())
        : subject.Namespace is { Length: > 0 } written ? NamespaceName.Of(written)
        : bond.Binding.IsClusterWide ? null
        : bond.Home;

    private SubjectBonds OfUser(ClusterIdentity user)
    {
        if (user.Kind == ClusterIdentityKind.ServiceAccount)
            return BondsOf(user);
        ref var bonds = ref CollectionsMarshal.GetValueRefOrAddDefault(_users, user.Name, out _);
        if (bonds is null)
            _subjects.Add((user, bonds = new SubjectBonds()));
        return bonds;
    }

    private SubjectBonds OfGroup(string name)
    {
        ref var bonds = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, name, out _);
        if (bonds is not null)
            return bonds;
        bonds = new SubjectBonds();
        _subjects.Add((ClusterIdentity.Group(name), bonds));
        if (ClusterIdentity.IsAccountsGroup(name, out var home))
            _accountGroups.Add((home, bonds));
        return bonds;
    }

    private SubjectBonds BondsOf(ClusterIdentity account)
    {
        ref var bonds = ref CollectionsMarshal.GetValueRefOrAddDefault(_accounts, account, out _);
        if (bonds is not null)
            return bonds;
        bonds = new SubjectBonds();
        _subjects.Add((account, bonds));
        Append(_accountsByName, account, bonds);
        if (account.IsNamespaceAssumed)
            Append(_floatingAccounts, account, bonds);
        return bonds;
    }

    private static void Append(Dictionary<string, List<(ClusterIdentity, SubjectBonds)>> lists, ClusterIdentity account, SubjectBonds bonds)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, account.Name, out _);
        (list ??= []).Add((account, bonds));
    }
}
