namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Uses https where the same host serves it: <c>curl http://github.com/…</c>.</summary>
internal sealed class FetchEncrypted : TextFix
{
    private const string Title = "Use https";

    public override Change? At(TextPlace place)
    {
        var text = place.Text.ToString();
        var span = place.Span;
        if (place.Surface == Surface.Dockerfile)
            return span.IsEmpty ? null : new ChangeWord(Title, word => EncryptedHosts.Encrypt(word, text)).At(place);
        return place.IsYaml && span.Length > 0 && EncryptedHosts.Encrypt(text.Substring(span.Start, span.Length), text) is { } encrypted ? Change.Replace(Title, Title, span, encrypted) : null;
    }
}
