using System.Net.Http.Headers;

namespace ContainerSec.Images.Sources.Registry;

/// <summary>What a registry wants to be shown: <c>Bearer realm="https://auth.example/token",service="registry.example",scope="repository:shop:pull"</c>.</summary>
/// <remarks>RFC 9110, section 11.6.1; distribution's "Token Authentication Specification".</remarks>
internal sealed record Challenge(string Scheme, string? Realm, string? Service)
{
    /// <summary>The challenge that can be met: a token is preferred to a password.</summary>
    public static Challenge? Of(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges)
    {
        var all = challenges.ToList();
        var chosen = all.Find(static c => IsCalled(c, "Bearer")) ?? all.Find(static c => IsCalled(c, "Basic"));
        if (chosen is null)
            return null;
        var values = Parse(chosen.Parameter ?? "");
        return new Challenge(chosen.Scheme, values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"));
    }

    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    private static bool IsCalled(AuthenticationHeaderValue challenge, string scheme) => challenge.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    // name="value" or name=value, commas between; a backslash keeps the next character.
    private static Dictionary<string, string> Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var i = 0;
        while (i < text.Length)
        {
            var equals = text.IndexOf('=', i);
            if (equals < 0)
                break;
            var name = text[i..equals].Trim(' ', ',', '\t');
            i = equals + 1;
            var value = new System.Text.StringBuilder();
            if (i < text.Length && text[i] == '"')
            {
                for (i++; i < text.Length && text[i] != '"'; i++)
                    value.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
                i++;
            }
            else
            {
                for (; i < text.Length && text[i] != ','; i++)
                    value.Append(text[i]);
            }

            values.TryAdd(name, value.ToString().Trim());
        }

        return values;
    }
}
