using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Ways from outside of a cluster to its pods: services, ingresses, ports and networks of nodes.</summary>
[TestClass]
public class ClusterDoorTests
{
    private const string Web = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {containers: [{name: web, image: a, ports: [{containerPort: 8080, name: http}]}, {name: sidecar, image: b, ports: [{containerPort: 9000}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: other, labels: {app: other}}
        spec: {containers: [{name: other, image: a}]}
        ---

        """;

    private const string Closed = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: closed}
        spec: {podSelector: {}, policyTypes: [Ingress]}

        """;

    private const string Balancer = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: http}]}\n";
    private const string Cluster = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{name: plain, port: 80, targetPort: 8080}, {name: more, port: 90, targetPort: 9000}]}\n---\n";

    [TestMethod]
    [DataRow(Balancer, "web web 8080/tcp LoadBalancer: Yes/Yes, web web 8080/tcp NodePort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n", "")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: ClusterIP, selector: {app: web}, ports: [{port: 80}]}\n", "")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 9000, nodePort: 30080}]}\n", "web sidecar 9000/tcp NodePort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, selector: {app: webb}, ports: [{port: 80}]}\n", "")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: grpc}]}\n", "")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort, selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp NodePort: Yes/Yes")]
    // Who the load balancer admits.
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24], selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp LoadBalancer: Maybe/No, other other 7/tcp NodePort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp LoadBalancer: No/Maybe, other other 7/tcp NodePort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {networking.gke.io/load-balancer-type: Internal}}\nspec: {type: LoadBalancer, selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp LoadBalancer: No/Yes, other other 7/tcp NodePort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: '${TYPE}', selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp LoadBalancer: Maybe/Maybe, other other 7/tcp NodePort: Maybe/Maybe")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalIPs: [203.0.113.9], selector: {app: other}, ports: [{port: 7}]}\n", "other other 7/tcp ExternalAddress: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: ExternalName, externalName: db.contoso.com}\n", "")]
    // Ingresses lead to the port of the service that they name.
    [DataRow(Cluster + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n", "web web 8080/tcp Ingress: Yes/Yes")]
    [DataRow(Cluster + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {rules: [{host: shop.contoso.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: more}}}}]}}]}\n", "web sidecar 9000/tcp Ingress: Yes/Yes")]
    [DataRow(Cluster + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: api, port: {number: 80}}}}\n", "")]
    // Policies have a say, save over what comes with the address of the node.
    [DataRow(Balancer + Closed, "web web 8080/tcp LoadBalancer: Maybe/Maybe, web web 8080/tcp NodePort: Maybe/Maybe")]
    [DataRow(Balancer + Closed + "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: open}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: http}]}]}\n", "web web 8080/tcp LoadBalancer: Yes/Yes, web web 8080/tcp NodePort: Yes/Yes")]
    [DataRow(Balancer + Closed + "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: open}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}\n", "web web 8080/tcp LoadBalancer: Yes/Yes, web web 8080/tcp NodePort: Yes/Yes")]
    [DataRow(Cluster + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n" + Closed, "web web 8080/tcp Ingress: Maybe/Maybe")]
    [DataRow(Cluster + "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {defaultBackend: {service: {name: web, port: {number: 80}}}}\n" + Closed + "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: open}\nspec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {}}]}]}\n", "web web 8080/tcp Ingress: Yes/Yes")]
    // Ports and networks of nodes.
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {name: edge}\nspec: {containers: [{name: edge, image: a, ports: [{containerPort: 80, hostPort: 8080}]}]}\n", "edge edge 80/tcp HostPort: Yes/Yes")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {name: edge}\nspec: {containers: [{name: edge, image: a, ports: [{containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1}]}]}\n", "edge edge 80/tcp HostPort: No/Maybe")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {name: edge}\nspec: {hostNetwork: true, containers: [{name: edge, image: a, ports: [{containerPort: 80}]}]}\n", "edge edge 80/tcp HostNetwork: Maybe/Yes")]
    [DataRow("apiVersion: v1\nkind: Pod\nmetadata: {name: edge}\nspec: {hostNetwork: '{{ .Values.host }}', containers: [{name: edge, image: a, ports: [{containerPort: 80}]}]}\n", "edge edge 80/tcp HostNetwork: Maybe/Maybe")]
    public void Doors_AreWhatTheFilesOpen(string objects, string expected)
    {
        var reach = NetworkReach.Of(Reach.Kubernetes(Web + objects));
        Assert.AreEqual(expected, string.Join(", ", reach.Doors.Select(static d => $"{d.Workload.Pod!.Name} {d.Workload.Name} {d.Ports} {d.Kind}: {d.FromInternet.Truth}/{d.FromLocalNetwork.Truth}")));
        foreach (var door in reach.Doors)
            Assert.IsNotEmpty(door.FromInternet.Because, door.ToString());
    }

    [TestMethod]
    public void SourceRanges_DecideAboutAnAddress()
    {
        var deployment = Reach.Kubernetes(Web + "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24], selector: {app: other}, ports: [{port: 7}]}\n");
        var reach = NetworkReach.Of(deployment, new NetworkReachOptions { HostsFaceTheInternet = Truth.No });
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "203.0.113.9 -> other").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "8.8.8.8 -> other").Truth);
        Assert.AreEqual(Truth.Maybe, reach.Ask(deployment, "internet -> other").Truth);
    }

    [TestMethod]
    public void ContainersOfAPod_ShareItsNetwork()
    {
        var deployment = Reach.Kubernetes(Web + Closed);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.Yes, reach.CanReach(NetworkEndpoint.Of(deployment.Workloads[0]), NetworkEndpoint.Of(deployment.Workloads[1])).Truth);
        Assert.AreEqual("web, sidecar", string.Join(", ", reach.SharedNamespaces.Single().Select(static w => w.Name)));
        Assert.IsEmpty(reach.SegmentEdges);
    }

    [TestMethod]
    public void AnEngineAndACluster_AreNeighbours()
    {
        var deployment = Deployment.Merge([
            Reach.Kubernetes(Web + Balancer + Closed),
            Reach.Compose("services:\n  front: {image: a}\n  back: {image: a, networks: [in]}\n  open: {image: a, ports: [\"80:80\"]}\nnetworks:\n  in: {internal: true}\n")]);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.Maybe, reach.Ask(deployment, "front -> web 8080/tcp").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "back -> web 8080/tcp").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "other -> front").Truth);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "other -> open 80/tcp").Truth);
    }
}
