using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats.Access;

/// <summary>Questions and answers of the <c>.cases</c> files in this folder.</summary>
[TestClass]
public class AccessCaseTests
{
    public static IEnumerable<object[]> Cases =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Threats", "Access"), "*.cases").Order(StringComparer.Ordinal)
            .SelectMany(AccessCase.Read).Select(static c => new object[] { c });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Question_HasTheAnswer(AccessCase question)
    {
        var words = question.Question.Split(' ', 2);
        Action<AccessCase, string> answer = words[0] switch
        {
            "?" => CanAccess,
            "who" => WhoCan,
            "!" => Escalates,
            "all" => AllEscalations,
            _ => throw new InvalidOperationException($"{question}: there is no such question."),
        };
        answer(question, words[1]);
    }

    private static void CanAccess(AccessCase question, string text)
    {
        var words = text.Split(' ', 3);
        var authorizer = question.Authorizer();
        var request = Request.Parse(words[2]);
        var ruling = request.Ask(authorizer, Who(words[1], question, authorizer));
        Assert.AreEqual(TruthOf(words[0]), ruling.Truth, ruling.ToString());
        Assert.IsNotEmpty(ruling.Because);
    }

    private static void WhoCan(AccessCase question, string text)
    {
        var sides = text.Split(" = ");
        var request = Request.Parse(sides[0]);
        var found = question.Authorizer().WhoCan(request.Verb, request.Group, request.Resource, request.Namespace, request.Name)
            .Where(static grantee => grantee.Identity.Name != "system:masters" && !grantee.Identity.Name.StartsWith("system:kube-", StringComparison.Ordinal))
            .Select(static grantee => Short(grantee.Identity) + (grantee.Ruling.IsYes ? "" : "?"));
        Assert.AreEqual(sides[1] == "none" ? "" : sides[1], string.Join(", ", found.Order(StringComparer.Ordinal)));
    }

    private static void Escalates(AccessCase question, string text)
    {
        var words = text.Split(' ', 3);
        var authorizer = question.Authorizer();
        var steps = authorizer.EscalationsOf(Who(words[1], question, authorizer));
        var truth = steps.Where(step => Short(step) == words[2]).Select(static step => step.Truth).DefaultIfEmpty(Truth.No).Max();
        Assert.AreEqual(TruthOf(words[0]), truth, string.Join("\n", steps));
    }

    private static void AllEscalations(AccessCase question, string text)
    {
        var sides = text.Split(" = ");
        var authorizer = question.Authorizer();
        var steps = authorizer.EscalationsOf(Who(sides[0], question, authorizer));
        var found = string.Join(", ", steps.GroupBy(Short, static step => step.Truth).Select(static step => (step.Max() == Truth.Maybe ? "?" : "") + step.Key).Order(StringComparer.Ordinal));
        Assert.AreEqual(sides[1] == "none" ? "" : sides[1], found, string.Join("\n", steps));
        Assert.IsFalse(steps.Any(static step => step.Because.Count == 0), "every step has evidence");
    }

    private static Truth TruthOf(string word) => Enum.Parse<Truth>(word, ignoreCase: true);

    internal static ClusterIdentity Who(string text, AccessCase question, RbacAuthorizer authorizer)
    {
        if (text == "anonymous")
            return ClusterIdentity.Anonymous;
        var (kind, name) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return kind switch
        {
            "user" => ClusterIdentity.User(name.Split('+')[0], name.Split('+')[1..]),
            "group" => ClusterIdentity.Group(name),
            "sa" => ClusterIdentity.ServiceAccount(name.Split('/')[0], name.Split('/')[1]),
            "pod" => authorizer.IdentityOf(question.Deployment().Pods.First(pod => pod.Name == name)).Account!,
            _ => throw new InvalidOperationException($"{question}: who is '{text}'?"),
        };
    }

    private static string Short(ClusterIdentity identity) => identity.Kind switch
    {
        ClusterIdentityKind.User => $"user:{identity.Name}",
        ClusterIdentityKind.Group => $"group:{identity.Name}",
        _ => $"sa:{identity.Namespace}/{identity.Name}",
    };

    private static string Short(Escalation step) => $"{step.Kind} {step.Target.Kind}{(step.Target.Name is { } name ? $" {name}" : "")}{(step.Target.Namespace is { } home ? $" in {home}" : "")}";

    private sealed record Request(string Verb, string Group, string Resource, string? Namespace, string? Name)
    {
        public static Request Parse(string text)
        {
            var words = text.Split(' ');
            var (resource, slash) = (words[1], words[1].IndexOf('/', StringComparison.Ordinal));
            if (slash == 0)
                return new Request(words[0], "", resource, null, null);
            var (kind, sub) = slash < 0 ? (resource, "") : (resource[..slash], resource[slash..]);
            var dot = kind.IndexOf('.', StringComparison.Ordinal);
            return new Request(words[0], dot < 0 ? "" : kind[(dot + 1)..], (dot < 0 ? kind : kind[..dot]) + sub, After("in"), After("named"));

            string? After(string word) => Array.IndexOf(words, word) is var i and >= 0 ? words[i + 1] : null;
        }

        public Ruling Ask(RbacAuthorizer authorizer, ClusterIdentity who) => Resource[0] == '/'
            ? authorizer.CanAccessPath(who, Verb, Resource)
            : authorizer.CanAccess(who, Verb, Group, Resource, Namespace, Name);
    }
}
