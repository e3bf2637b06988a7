namespace ContainerSec.Rules;

/// <summary>CSEC1105: clients from outside are served over http.</summary>
/// <remarks>An http endpoint beside an https one is what redirects clients, and passes.</remarks>
internal sealed class ExternalEndpointOverHttp : Rule, IJudge<Workload>, IJudge<Ingress>
{
    private static readonly string[] Redirects = ["nginx.ingress.kubernetes.io/ssl-redirect", "nginx.ingress.kubernetes.io/force-ssl-redirect"];

    public override RuleInfo Info { get; } = new("CSEC1105", "External endpoint over http", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Cookies, tokens and forms of users travel in clear text over networks that nobody controls, and can be changed on the way.",
        Fix = "Give the endpoint the scheme https, or put it behind a gateway that ends TLS; let http only redirect.",
        Mappings = [Mapping.Attack("T1040"), Mapping.Attack("T1557"), Mapping.Cwe(319)],
        References = ["Aspire documentation, \"Networking overview\"", "ingress-nginx documentation, \"TLS/HTTPS\""],
        Examples =
        [
            Example.Bad(Surface.AspireManifest, "{\"resources\": {\"api\": {\"type\": \"container.v0\", \"image\": \"contoso/api:1.4\", \"bindings\": {\"http\": {\"scheme\": \"http\", \"protocol\": \"tcp\", \"transport\": \"http\", \"targetPort\": 8080, \"external\": true}}}}}\n"),
            Example.Good(Surface.AspireManifest, "{\"resources\": {\"api\": {\"type\": \"container.v0\", \"image\": \"contoso/api:1.4\", \"bindings\": {\"https\": {\"scheme\": \"https\", \"protocol\": \"tcp\", \"transport\": \"http\", \"targetPort\": 8080, \"external\": true}}}}}\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/ssl-redirect: \"false\"\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n"),
            Example.Bad(Surface.AspireAppHost, """builder.AddAzureContainerAppEnvironment("cloud").WithHttpsUpgrade(false);"""),
            Example.Good(Surface.AspireAppHost, """builder.AddAzureContainerAppEnvironment("cloud").WithHttpsUpgrade(true);"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        // What stands behind a guard of an app host is not published.
        if (subject.Surface == Surface.AspireAppHost && subject.Context != RunContext.Production)
            return;
        context.Judge(subject.Network.HttpsUpgrade, static on => !on, "serves clients from outside over http, without sending them on to https");
        var endpoints = subject.Network.Endpoints;
        var hasHttps = endpoints.AnyKnown(static e => e.Scheme.Is("https") && e.External.Is(true));
        foreach (var endpoint in endpoints)
        {
            if (!endpoint.Is(static e => !e.Scheme.IsUnset && e.External.Is(true)))
                continue;
            if (hasHttps)
                context.Pass();
            else if (endpoints.MayHaveMore || !subject.IsComplete)
                context.Judge(endpoint.Value!.Scheme.Is("http") ? Fact.Unknown<string>(endpoint.Value.Scheme.Origin) : endpoint.Value.Scheme, static _ => false, "");
            else
                context.Judge(endpoint.Value!.Scheme, static scheme => scheme == "http", $"serves clients from outside over http{Named(endpoint.Value)}");
        }
    }

    public void Check(Ingress subject, RuleContext context) =>
        context.JudgeEach(subject.Annotations, static a => Redirects.Contains(a.Name) && a.Value == "false", static a => $"serves http without sending clients to https ('{a.Name}')");

    // The addresses of a launch profile have no names.
    private static string Named(Endpoint endpoint) => endpoint.Name.Length > 0 ? $", endpoint '{endpoint.Name}'" : "";
}
