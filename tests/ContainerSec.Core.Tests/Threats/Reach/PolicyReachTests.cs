using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Network policies as the Kubernetes documentation describes them.</summary>
[TestClass]
public class PolicyReachTests
{
    private const string Pods = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {team: shop}}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: pay, labels: {team: pay}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {role: frontend, tier: web}}
        spec: {containers: [{name: c, image: a, ports: [{containerPort: 8080, name: http}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: shop, labels: {role: db}}
        spec: {containers: [{name: c, image: a, ports: [{containerPort: 6379, name: redis}, {containerPort: 9100, name: metrics}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: job, namespace: shop, labels: {role: job}}
        spec: {containers: [{name: c, image: a}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: till, namespace: pay, labels: {role: frontend}}
        spec: {containers: [{name: c, image: a}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: stray, namespace: lab, labels: {role: stray}}
        spec: {containers: [{name: c, image: a}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: agent, namespace: shop, labels: {role: frontend}}
        spec: {hostNetwork: true, containers: [{name: c, image: a}]}

        """;

    [TestMethod]
    // Without a policy everything is open, in both directions and between namespaces.
    [DataRow("", "web -> db", Truth.Yes)]
    [DataRow("", "till -> db 6379/tcp", Truth.Yes)]
    [DataRow("", "web -> internet", Truth.Yes)]
    [DataRow("", "web -> metadata 80/tcp", Truth.Yes)]
    [DataRow("", "internet -> web", Truth.No)]
    [DataRow("", "lan -> web", Truth.Maybe)]
    [DataRow("", "others -> web", Truth.Yes)]
    [DataRow("", "web -> others", Truth.Yes)]
    [DataRow("", "web -> api-server", Truth.Yes)]
    [DataRow("", "web -> host", Truth.Yes)]
    [DataRow("", "host -> web", Truth.Yes)]
    // Default deny of ingress: everybody in the namespace is closed, and may still go out.
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "web -> till", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "till -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "web -> internet", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "host -> db", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "lan -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "others -> db", Truth.No)]
    [DataRow("{podSelector: {}}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {}}", "web -> internet", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: []}", "web -> db", Truth.No)]
    // An empty rule admits everybody.
    [DataRow("{podSelector: {}, ingress: [{}], policyTypes: [Ingress]}", "till -> db", Truth.Yes)]
    [DataRow("{podSelector: {}, ingress: [{from: [], ports: []}], policyTypes: [Ingress]}", "till -> db", Truth.Yes)]
    // Default deny of egress.
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "till -> db", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> internet", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> metadata 80/tcp", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> api-server", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> others", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> host", Truth.Yes)]
    [DataRow("{podSelector: {}, egress: [{}], policyTypes: [Egress]}", "web -> internet", Truth.Yes)]
    // Types that are not written: ingress always, egress when there are rules for it.
    [DataRow("{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}", "web -> till", Truth.No)]
    [DataRow("{podSelector: {}, egress: [{to: [{podSelector: {}}]}]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}", "web -> db", Truth.Yes)]
    [DataRow("{podSelector: {}, egress: []}", "web -> internet", Truth.Yes)]
    // The documentation's example: peers in one list are alternatives.
    [DataRow(Example, "web -> db 6379/tcp", Truth.Yes)]
    [DataRow(Example, "web -> db 9100/tcp", Truth.No)]
    [DataRow(Example, "web -> db 6379/udp", Truth.No)]
    [DataRow(Example, "job -> db 6379/tcp", Truth.No)]
    [DataRow(Example, "till -> db 6379/tcp", Truth.Yes)]
    [DataRow(Example, "stray -> db 6379/tcp", Truth.Maybe)]
    [DataRow(Example, "db -> internet", Truth.No)]
    [DataRow(Example, "db -> 10.0.0.7 5978/tcp", Truth.Yes)]
    [DataRow(Example, "db -> 10.0.0.7 443/tcp", Truth.No)]
    [DataRow(Example, "db -> 10.0.1.7 5978/tcp", Truth.No)]
    [DataRow(Example, "db -> 10.0.0.0/23 5978/tcp", Truth.Maybe)]
    [DataRow(Example, "web -> till", Truth.Yes)]
    // Both selectors in one peer have to hold; in two peers either.
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: pay}}, podSelector: {matchLabels: {role: frontend}}}]}]}", "till -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: pay}}, podSelector: {matchLabels: {role: frontend}}}]}]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: pay}}}, {podSelector: {matchLabels: {role: frontend}}}]}]}", "web -> db", Truth.Yes)]
    // A namespace is found by its name, which the API server puts on it as a label.
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lab}}}]}]}", "stray -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lab}}}]}]}", "till -> db", Truth.No)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: lab}}}]}]}", "others -> db", Truth.No)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]}]}", "others -> db", Truth.Maybe)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [lab]}]}}]}]}", "stray -> db", Truth.No)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [lab]}]}}]}]}", "till -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {}}]}]}", "stray -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{namespaceSelector: {}}]}]}", "others -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{podSelector: {}}]}]}", "till -> db", Truth.No)]
    [DataRow("{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{podSelector: {}}]}]}", "job -> db", Truth.Yes)]
    // Expressions.
    [DataRow("{podSelector: {matchExpressions: [{key: role, operator: NotIn, values: [db]}]}, policyTypes: [Ingress]}", "web -> db", Truth.Yes)]
    [DataRow("{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}, policyTypes: [Ingress]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}, policyTypes: [Ingress]}", "web -> db", Truth.Yes)]
    // Ports by name are those of the pod that listens.
    [DataRow("{podSelector: {}, ingress: [{ports: [{port: metrics}]}]}", "web -> db 9100/tcp", Truth.Yes)]
    [DataRow("{podSelector: {}, ingress: [{ports: [{port: metrics}]}]}", "web -> db 6379/tcp", Truth.No)]
    [DataRow("{podSelector: {}, ingress: [{ports: [{port: metrics}]}]}", "db -> web", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: redis}]}]}", "web -> db 6379/tcp", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: redis}]}]}", "web -> internet 6379/tcp", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: redis}]}]}", "web -> others 6379/tcp", Truth.Maybe)]
    // Ranges of ports, and a protocol alone.
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{port: 32000, endPort: 32768}]}]}", "web -> 10.0.0.9 32768/tcp", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{port: 32000, endPort: 32768}]}]}", "web -> 10.0.0.9 32769/tcp", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{protocol: UDP}]}]}", "web -> internet 53/udp", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{protocol: UDP}]}]}", "web -> internet 53/tcp", Truth.No)]
    // Blocks of addresses.
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]}", "web -> metadata 80/tcp", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]}", "web -> internet", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]}", "web -> db", Truth.Maybe)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}", "web -> internet", Truth.Maybe)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}", "web -> db", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}", "web -> 203.0.113.9", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}", "web -> internet", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}", "web -> api-server", Truth.Maybe)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: '::/0'}}]}]}", "web -> internet", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: '::/0'}}]}]}", "web -> metadata 80/tcp", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: '${CIDR}'}}]}]}", "web -> internet", Truth.Maybe)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}", "web -> internet", Truth.No)]
    [DataRow("{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}", "web -> api-server", Truth.No)]
    // Pods in the network of their node: policies of others see a node.
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "web -> agent", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Ingress]}", "agent -> db", Truth.Maybe)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "agent -> internet", Truth.Yes)]
    [DataRow("{podSelector: {}, policyTypes: [Egress]}", "web -> agent", Truth.Maybe)]
    public void CanReach_UnderOnePolicy(string spec, string question, Truth expected)
    {
        var deployment = Reach.Kubernetes(Pods + (spec.Length == 0 ? "" : Policy("one", "shop", spec)));
        var ruling = NetworkReach.Of(deployment).Ask(deployment, question);
        Assert.AreEqual(expected, ruling.Truth, $"{question}: {ruling}");
        Assert.IsNotEmpty(ruling.Because);
    }

    private const string Example = """
        {podSelector: {matchLabels: {role: db}}, policyTypes: [Ingress, Egress],
         ingress: [{from: [{ipBlock: {cidr: 198.51.0.0/16, except: [198.51.100.0/24]}}, {namespaceSelector: {matchLabels: {team: pay}}}, {podSelector: {matchLabels: {role: frontend}}}], ports: [{protocol: TCP, port: 6379}]}],
         egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}], ports: [{protocol: TCP, port: 5978}]}]}
        """;

    private static string Policy(string name, string space, string spec) =>
        $"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: {name}, namespace: {space}}}\nspec: {spec.ReplaceLineEndings(" ")}\n";

    [TestMethod]
    public void Policies_AddUp()
    {
        var deployment = Reach.Kubernetes(Pods
            + Policy("none", "shop", "{podSelector: {}, policyTypes: [Ingress, Egress]}")
            + Policy("web-out", "shop", "{podSelector: {matchLabels: {role: frontend}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {role: db}}}], ports: [{port: 6379}]}]}")
            + Policy("db-in", "shop", "{podSelector: {matchLabels: {role: db}}, ingress: [{from: [{podSelector: {matchLabels: {role: frontend}}}], ports: [{port: 6000, endPort: 7000}]}]}"));
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "web -> db 6379/tcp").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "web -> db 6400/tcp").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "job -> db 6379/tcp").Truth);
        var edge = reach.SegmentEdges.Single(e => e.From == reach.SegmentOf(deployment.Workloads[0]) && e.To == reach.SegmentOf(deployment.Workloads[1]));
        Assert.AreEqual("6379/tcp", string.Join(" ", edge.Ports));
        Assert.AreEqual(
            "Yes: NetworkPolicy 'web-out' admits it (shop.yaml:47:87); NetworkPolicy 'db-in' admits it (shop.yaml:52:59)",
            edge.Ruling.ToString());
    }

    [TestMethod]
    [DataRow("kind: CiliumNetworkPolicy\napiVersion: cilium.io/v2\nmetadata: {name: c, namespace: shop}", "web -> db", Truth.Maybe)]
    [DataRow("kind: CiliumNetworkPolicy\napiVersion: cilium.io/v2\nmetadata: {name: c, namespace: shop}", "till -> stray", Truth.Yes)]
    [DataRow("kind: AdminNetworkPolicy\napiVersion: policy.networking.k8s.io/v1alpha1\nmetadata: {name: c}", "till -> stray", Truth.Maybe)]
    [DataRow("kind: NetworkPolicy\napiVersion: crd.projectcalico.org/v1\nmetadata: {name: c, namespace: shop}", "web -> db", Truth.Maybe)]
    public void PoliciesOfPlugins_LeaveItOpen(string policy, string question, Truth expected)
    {
        var deployment = Reach.Kubernetes(Pods + "---\n" + policy + "\nspec: {}\n");
        Assert.AreEqual(expected, NetworkReach.Of(deployment).Ask(deployment, question).Truth);
    }

    [TestMethod]
    [DataRow("metadata: {name: p}\nspec: {podSelector: {}, policyTypes: [Ingress]}", "web -> db", Truth.Maybe)]
    [DataRow("metadata: {name: p}\nspec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}", "web -> db", Truth.Maybe)]
    [DataRow("metadata: {name: p}\nspec: {podSelector: {}, ingress: [{}]}", "web -> db", Truth.Yes)]
    [DataRow("metadata: {name: p, namespace: '{{ .Release.Namespace }}'}\nspec: {podSelector: {}, policyTypes: [Ingress]}", "web -> db", Truth.Maybe)]
    [DataRow("metadata: {name: p, namespace: shop}\nspec: {podSelector: {matchLabels: {app: '{{ .Values.app }}'}}, policyTypes: [Ingress]}", "web -> db", Truth.Maybe)]
    public void UnknownFacts_AreNeverSafe(string policy, string question, Truth expected)
    {
        var deployment = Reach.Kubernetes(Pods + "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n" + policy + "\n");
        var ruling = NetworkReach.Of(deployment).Ask(deployment, question);
        Assert.AreEqual(expected, ruling.Truth, ruling.ToString());
    }

    [TestMethod]
    [DataRow(Truth.Yes, Truth.No)]
    [DataRow(Truth.Maybe, Truth.Maybe)]
    [DataRow(Truth.No, Truth.Yes)]
    public void Enforcement_IsAnAssumption(Truth enforced, Truth expected)
    {
        var deployment = Reach.Kubernetes(Pods + Policy("none", "shop", "{podSelector: {}, policyTypes: [Ingress]}"));
        var reach = NetworkReach.Of(deployment, new NetworkReachOptions { PoliciesAreEnforced = enforced });
        Assert.AreEqual(expected, reach.Ask(deployment, "web -> db").Truth);
        Assert.AreEqual(expected != Truth.No, reach.SegmentEdges.Any(e => e.From == reach.SegmentOf(deployment.Workloads[0]) && e.To == reach.SegmentOf(deployment.Workloads[1])));
    }

    [TestMethod]
    public void AFlatNetwork_IsOneSegment()
    {
        var deployment = Reach.Kubernetes(Pods.Replace("hostNetwork: true, ", "", StringComparison.Ordinal));
        var reach = NetworkReach.Of(deployment);
        Assert.HasCount(1, reach.Segments);
        Assert.HasCount(6, reach.Segments[0].Workloads);
        Assert.AreEqual(Truth.Yes, reach.SegmentEdges.Single().Truth);
    }
}
