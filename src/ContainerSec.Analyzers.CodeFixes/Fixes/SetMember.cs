using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives a member another value: <c>AllowPrivilegeEscalation = true</c> becomes <c>… = false</c>.</summary>
/// <param name="member">The member's name.</param>
/// <param name="value">The value as C#; <c>.Name</c> is a member of the property's type.</param>
/// <param name="title">What is done, for the user; by default it names the member and the value.</param>
internal sealed class SetMember(string member, string value, string? title = null) : Fix
{
    private readonly string[] _members = [member];
    private readonly string _title = title ?? $"Set {member} to {value.TrimStart('.')}";

    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    public override Change? At(FixPlace place)
    {
        if (Assigned.Around(place, _members) is not { } assignment)
            return null;
        var text = value[0] == '.' && place.Model.GetTypeInfo(assignment.Left, place.CancellationToken).Type is { } type ? place.Written(type, value.Substring(1)) : value;
        return Change.Replace(_title, _title, assignment.Right.Span, text) with { IsForAll = IsForAll };
    }
}
