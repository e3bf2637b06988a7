using ContainerSec.Threats;
using CsCheck;

namespace ContainerSec.Tests.Threats.Access;

/// <summary>Random small policies against the documentation's algorithm, told word for word.</summary>
[TestClass]
public class OracleTests
{
    private static readonly ClusterIdentity[] Identities =
        [ClusterIdentity.User("u"), ClusterIdentity.User("v", "g"), ClusterIdentity.ServiceAccount("a", "s"), ClusterIdentity.ServiceAccount("b", "t"), ClusterIdentity.ServiceAccount("default", "s"), ClusterIdentity.Group("g")];

    private static readonly (string Verb, string Group, string Resource, string? Home, string? Name)[] Requests =
    [
        .. from verb in (string[])["get", "create"]
           from resource in (string[])["pods", "pods/exec"]
           from home in (string?[])["a", "b", null, "default"]
           from name in (string?[])[null, "x"]
           select (verb, "", resource, home, name),
        ("get", "apps", "pods", "a", "x"), ("delete", "", "pods", "a", "x"), ("list", "", "pods/log", "b", null),
    ];

    [TestMethod]
    public void CanAccess_OfAPolicyThatIsKnown_IsWhatTheDocumentationSays() => Policy.Any(isKnown: true).Sample(
        static policy =>
        {
            var authorizer = RbacAuthorizer.From(policy.ToDeployment());
            foreach (var identity in Identities)
            {
                foreach (var request in Requests)
                {
                    var ruling = authorizer.CanAccess(identity, request.Verb, request.Group, request.Resource, request.Home, request.Name);
                    var expected = LiteralAuthorizer.IsAllowed(policy, identity.UserName ?? "", [.. identity.Groups], request.Verb, request.Group, request.Resource, request.Home, request.Name);
                    // A binding to a role that is not there makes a no uncertain, never a yes.
                    Assert.IsTrue(expected ? ruling.IsYes : ruling.IsNo || IsRoleMissing(policy), $"{identity} {request}: expected {expected}, was {ruling}\n{policy}");
                }
            }
        },
        iter: 1500);

    [TestMethod]
    public void CanAccess_WithUnknowns_IsTrueInEveryWorld()
    {
        var (told, all) = (0, 0);
        Policy.Any(isKnown: false).Sample(
            policy =>
            {
                if (Worlds.Of(policy) is not { } worlds)
                    return;
                var authorizer = RbacAuthorizer.From(policy.ToDeployment());
                foreach (var identity in Identities)
                {
                    foreach (var request in Requests)
                    {
                        var ruling = authorizer.CanAccess(identity, request.Verb, request.Group, request.Resource, request.Home, request.Name);
                        Interlocked.Increment(ref all);
                        // What is not written lands in "default" where the request says so.
                        var answers = worlds.Where(w => request.Home != "default" && identity.Namespace != "default" || w.Applied == "default")
                            .Select(w => LiteralAuthorizer.IsAllowed(w.Policy, identity.UserName ?? "", [.. identity.Groups], request.Verb, request.Group, request.Resource, request.Home, request.Name))
                            .Distinct().ToList();
                        if (ruling.Truth != Truth.Maybe)
                        {
                            Interlocked.Increment(ref told);
                            Assert.IsTrue(answers.Count == 1 && answers[0] == ruling.IsYes, $"{identity} {request}: {ruling}, but in some world it is not so\n{policy}");
                        }
                    }
                }
            },
            iter: 600);
        Assert.IsGreaterThan(all / 2, told, "most answers are certain");
    }

    [TestMethod]
    public void AnAccountWithoutNamespace_IsJudgedInEveryWorld() => Policy.Any(isKnown: false).Sample(
        static policy =>
        {
            if (Worlds.Of(policy) is not { } worlds)
                return;
            var authorizer = RbacAuthorizer.From(policy.ToDeployment());
            foreach (var home in (string?[])[null, "?"])
            {
                var pod = new Pod { Name = "p", Namespace = Policy.ToFact(home), Identity = new Identity { ServiceAccount = Fact.Known("s") } };
                foreach (var request in Requests)
                {
                    var ruling = authorizer.CanAccess(authorizer.IdentityOf(pod).Account!, request.Verb, request.Group, request.Resource, request.Home, request.Name);
                    if (ruling.Truth == Truth.Maybe)
                        continue;
                    foreach (var (world, applied) in worlds.Where(w => request.Home != "default" || w.Applied == "default"))
                    {
                        foreach (var place in home is null ? [applied] : (string[])["a", "b", "default"])
                        {
                            var account = ClusterIdentity.ServiceAccount(place, "s");
                            var expected = LiteralAuthorizer.IsAllowed(world, account.UserName!, [.. account.Groups], request.Verb, request.Group, request.Resource, request.Home, request.Name);
                            Assert.AreEqual(expected, ruling.IsYes, $"{account} {request}: {ruling}\n{policy}");
                        }
                    }
                }
            }
        },
        iter: 400);

    [TestMethod]
    public void WhoCan_AgreesWithCanAccess() => Policy.Any(isKnown: false).Sample(
        static policy =>
        {
            var authorizer = RbacAuthorizer.From(policy.ToDeployment());
            foreach (var request in Requests)
            {
                foreach (var (identity, ruling) in authorizer.WhoCan(request.Verb, request.Group, request.Resource, request.Home, request.Name))
                {
                    var asked = authorizer.CanAccess(identity, request.Verb, request.Group, request.Resource, request.Home, request.Name);
                    Assert.IsTrue(asked.Truth >= ruling.Truth, $"{identity} {request}: {ruling}\n{policy}");
                }
            }
        },
        iter: 400);

    [TestMethod]
    public void Escalations_RestOnRightsThatAreHeld() => Policy.Any(isKnown: false).Sample(
        static policy =>
        {
            var authorizer = RbacAuthorizer.From(policy.ToDeployment());
            foreach (var identity in Identities)
            {
                var steps = authorizer.EscalationsOf(identity);
                var execs = steps.Where(static step => step is { Kind: EscalationKind.Exec, Target.Name: null }).ToList();
                foreach (var home in (string[])["a", "b"])
                {
                    var step = execs.Where(step => step.Target.IsIn(NamespaceName.Of(home)) == Truth.Yes).Select(static step => step.Truth).DefaultIfEmpty(Truth.No).Max();
                    var asked = authorizer.CanAccess(identity, "create", "", "pods/exec", home).Truth;
                    Assert.AreEqual(asked == Truth.Yes, step == Truth.Yes, $"{identity} in {home}: {asked}, {step}\n{policy}");
                }

                Assert.IsTrue(steps.All(static step => step.Truth != Truth.No && step.Because.Count > 0));
            }
        },
        iter: 400);

    [TestMethod]
    public void TakingABindingOfEachWayAway_ClosesTheStep() => Policy.Any(isKnown: true).Sample(
        static policy =>
        {
            var authorizer = RbacAuthorizer.From(policy.ToDeployment());
            foreach (var identity in Identities)
            {
                foreach (var ways in authorizer.EscalationsOf(identity).GroupBy(static step => (step.Kind, step.Target)))
                {
                    var gone = ways.Select(static way => way.Bindings[^1].Text.Split('\'')[1]).ToHashSet();
                    var left = policy with { Bindings = [.. policy.Bindings.Where((_, i) => !gone.Contains($"b{i}"))] };
                    var still = RbacAuthorizer.From(left.ToDeployment()).EscalationsOf(identity).Where(step => (step.Kind, step.Target) == ways.Key);
                    Assert.IsEmpty(still, $"{identity} without {string.Join(", ", gone)}\n{policy}");
                }
            }
        },
        iter: 300);

    private static bool IsRoleMissing(Policy policy) => policy.Bindings.Any(binding => !policy.Roles.Any(role =>
        role.Name == binding.RoleName && role.IsClusterWide == (binding.RoleKind == "ClusterRole") && (role.IsClusterWide || role.Namespace == binding.Namespace)));
}
