namespace ContainerSec.Readers.DockerSyntax;

/// <summary>The value of <c>--user</c>, of Compose's <c>user</c> and of an image's <c>User</c>: <c>USER[:GROUP]</c>, names or numbers.</summary>
internal static class UserSyntax
{
    public static (Fact<Principal> User, Fact<Principal> Group) Parse(string text, Provenance? origin)
    {
        var colon = text.IndexOf(':');
        return (ToPrincipal(colon < 0 ? text : text.Substring(0, colon), origin), ToPrincipal(colon < 0 ? "" : text.Substring(colon + 1), origin));
    }

    /// <summary>A user or a group; empty is unset.</summary>
    public static Fact<Principal> ToPrincipal(string text, Provenance? origin) =>
        text.Length == 0 ? default
        : text.HasHole() ? Fact.Unknown<Principal>(origin)
        : Fact.Known(new Principal(text), origin);
}
