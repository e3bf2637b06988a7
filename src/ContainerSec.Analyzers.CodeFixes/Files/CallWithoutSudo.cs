using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes <c>sudo</c> away where root calls it: in a build step, in the command of a container, or out of what is installed.</summary>
/// <remarks>With options it becomes another user, and of an unknown user it may be what makes it root.</remarks>
internal sealed class CallWithoutSudo : TextFix
{
    private const string Title = "Call it without sudo";

    private static readonly Regex InScript = new(@"\Gsudo[ \t]+(?![-\s\\]|\w+=)", RegexOptions.CultureInvariant);

    // ["/usr/bin/sudo", "/app/web"]
    private static readonly Regex InList = new("""\G"?(?:[\w/]*/)?sudo"?\s*,\s*(?=["'\w/])(?!["']?-)""", RegexOptions.CultureInvariant);

    private static readonly Regex Word = new(@"\bsudo\b", RegexOptions.CultureInvariant);

    public override Change? At(TextPlace place) => place.Dockerfile is { } file ? InDockerfile(place, file) : place.IsYaml ? InYaml(place) : null;

    private static Change? InDockerfile(TextPlace place, DockerfileOutline file)
    {
        if (file.At(place.Span) is not { } at)
            return null;
        if (at.Instruction is RunInstruction run)
        {
            if (file.ScriptOf(run) is null)
                return null;
            return DockerfileOutline.IsRoot(at.Stage, run) && InScript.Match(place.Text.ToString(), place.Span.Start) is { Success: true } call ? Taken(call) : FromPackages(place, run);
        }

        return at.Instruction is CommandInstruction && DockerfileOutline.IsRoot(at.Stage, null) ? FromList(place) : null;
    }

    private static Change? FromPackages(TextPlace place, RunInstruction run)
    {
        // What calls it elsewhere would fail.
        if (Word.Matches(place.Text.ToString()).Count != 1 || PackageCommand.In(run.Script).FirstOrDefault(static p => p.Packages.Any(static a => a.Is("sudo"))) is not { Packages.Count: > 1 } package)
            return null;
        return PackageWord.Remove(place.At(DockerfileOutline.SpanOf(package.Packages.First(static a => a.Is("sudo")).Origin)), "sudo");
    }

    private static Change? InYaml(TextPlace place)
    {
        if (place.Entries().FirstOrDefault(static e => e.Key is "command" or "args" or "entrypoint") is not { } list || place.Outline.ParentOf(list) is not { } owner)
            return null;
        var user = Child(owner, "user") ?? (Child(owner, "securityContext") is { } context ? Child(context, "runAsUser") : null);
        return user is not null && place.Text.ToString(user.Value).Trim('"', '\'') is "0" or "root" or "0:0" or "root:root" ? FromList(place) : null;

        OutlineEntry? Child(OutlineEntry entry, string key) => place.Outline.ChildrenOf(entry).FirstOrDefault(c => c.Key == key);
    }

    private static Change? FromList(TextPlace place)
    {
        if (place.Span.IsEmpty)
            return null;
        // The place may be the text of an item, without its quotes.
        var start = place.Span.Start > 0 && place.Text[place.Span.Start] is not '"' && place.Text[place.Span.Start - 1] == '"' ? place.Span.Start - 1 : place.Span.Start;
        return InList.Match(place.Text.ToString(), start) is { Success: true } item ? Taken(item) : null;
    }

    private static Change Taken(Match match) => Change.Replace(Title, Title, new TextSpan(match.Index, match.Length), "");
}
