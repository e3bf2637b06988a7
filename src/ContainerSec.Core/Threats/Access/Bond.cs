namespace ContainerSec.Threats;

/// <summary>One subject of a binding, and the role that it is given.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Subject">The subject's place among those of the binding; less than none when it is one that is not known.</param>
/// <param name="Role">The role.</param>
internal sealed record Bond(RbacBinding Binding, int Subject, BoundRole Role)
{
    /// <summary>The namespace that it is given in; of a cluster-wide one without meaning.</summary>
    public NamespaceName Home { get; } = NamespaceName.Of(Binding.Namespace);

    /// <summary>The reasons of a match: the binding, the role, the rule, and why it is not certain.</summary>
    /// <param name="match">What the role says.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="doubt">Why the binding may not hold; null when it does.</param>
    public IReadOnlyList<Evidence> Explain(RoleMatch match, AccessRequest request, string? doubt) =>
    [
        .. Chain(match.Definition, match.Rule, doubt ?? match.Doubt),
        .. match.Rule is null ? Array.Empty<Evidence>() : [new Evidence($"grants {Request(match, request)}", match.Verb.Origin ?? match.Rule.Rule.Origin)],
    ];

    /// <summary>The binding, the role, and the role that the rule is taken from.</summary>
    public IEnumerable<Evidence> Chain(RoleDefinition? definition, RoleRule? rule, string? doubt)
    {
        yield return new Evidence($"{Binding.Kind} '{Binding.Name}' binds {Role.Description} to {SubjectText}", SubjectOrigin);
        if (doubt is not null)
            yield return new Evidence(doubt, definition is null ? Binding.RoleName.Origin ?? Binding.Origin : Binding.Origin);
        if (definition is null)
            yield break;
        yield return new Evidence($"{definition.Role.Kind} '{definition.Role.Name}'", definition.Role.Origin);
        if (rule is not null && !ReferenceEquals(rule.Role, definition.Role) && rule.Role.Name != definition.Role.Name)
            yield return new Evidence($"is aggregated from ClusterRole '{rule.Role.Name}'", rule.Role.Origin);
    }

    private Provenance? SubjectOrigin => (Subject < 0 ? Binding.Subjects.Origin : Binding.Subjects[Subject].Origin) ?? Binding.Origin;

    private string SubjectText => Subject < 0 || !Binding.Subjects[Subject].IsKnown ? "a subject that is not known"
        : Binding.Subjects[Subject].Value switch
        {
            { Kind: "User" } user => $"user '{user.Name}'",
            { Kind: "Group" } group => $"group '{group.Name}'",
            var account => $"service account '{account.Name}'",
        };

    private static string Request(RoleMatch match, AccessRequest request) => match.Verb.IsKnown && match.Verb.Value != request.Verb ? $"{request} by '{match.Verb.Value}'" : request.ToString();
}
