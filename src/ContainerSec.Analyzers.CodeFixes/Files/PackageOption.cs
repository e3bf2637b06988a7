using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Puts an option behind the verb of a package manager: <c>apk add --no-cache curl</c>.</summary>
internal static class PackageOption
{
    public static Change? Add(PackageCommand package, string option)
    {
        var verb = package.Command.Arguments.FirstOrDefault(a => a.Is(package.Verb!));
        return verb.Origin is TextProvenance place
            ? Change.Replace($"Add {option}", $"Add {option}", new TextSpan(place.EndOffset, 0), " " + option)
            : null;
    }
}
