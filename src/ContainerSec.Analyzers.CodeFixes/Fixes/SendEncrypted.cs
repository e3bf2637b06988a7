namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Uses https in a text of the code where the same host serves it: <c>"--feed=http://api.nuget.org/v3"</c>.</summary>
internal sealed class SendEncrypted : Fix
{
    public override Change? At(FixPlace place) => new ReplaceLiteral("Use https", text => EncryptedHosts.Encrypt(text, place.Root.ToFullString())).At(place);
}
