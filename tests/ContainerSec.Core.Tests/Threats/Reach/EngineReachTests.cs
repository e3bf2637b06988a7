using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Networks of Docker and Compose.</summary>
[TestClass]
public class EngineReachTests
{
    private const string Shop = """
        services:
          web: {image: a, ports: ["8080:80", "127.0.0.1:9000:9000"], networks: [front, back]}
          api: {image: a, networks: [back], expose: ["5000"]}
          db: {image: a, networks: [data]}
          cache: {image: a, networks: [back, data]}
          probe: {image: a, network_mode: host}
          batch: {image: a, network_mode: none}
          side: {image: a, network_mode: "service:db"}
          lost: {image: a, network_mode: "container:other"}
          alone: {image: a}
          also: {image: a}
          spare: {image: a, network_mode: "${MODE}"}
          wired: {image: a, networks: [wire]}
          shared: {image: a, networks: [proxy]}
          inner: {image: a, ports: ["7000:7000"], networks: [data]}
        networks:
          front: {}
          back: {}
          data: {internal: true}
          wire: {driver: macvlan}
          proxy: {external: true}
        """;

    [TestMethod]
    // Containers of a network reach each other on every port.
    [DataRow("web -> api 5000/tcp", Truth.Yes)]
    [DataRow("web -> api 1234/udp", Truth.Yes)]
    [DataRow("web -> db", Truth.No)]
    [DataRow("cache -> db", Truth.Yes)]
    [DataRow("db -> cache", Truth.Yes)]
    // Who names none is on the project's own network.
    [DataRow("alone -> also", Truth.Yes)]
    [DataRow("alone -> api", Truth.No)]
    // A network namespace that is shared has the networks of its owner.
    [DataRow("side -> db", Truth.Yes)]
    [DataRow("side -> cache", Truth.Yes)]
    [DataRow("side -> api", Truth.No)]
    [DataRow("lost -> api", Truth.Maybe)]
    // The host's own network reaches all bridges, and is reached over their gateways.
    [DataRow("probe -> db", Truth.Yes)]
    [DataRow("probe -> wired", Truth.Maybe)]
    [DataRow("api -> probe", Truth.Yes)]
    [DataRow("db -> probe", Truth.Yes)]
    [DataRow("api -> host", Truth.Yes)]
    [DataRow("host -> db", Truth.Yes)]
    // No network at all.
    [DataRow("batch -> api", Truth.No)]
    [DataRow("api -> batch", Truth.No)]
    [DataRow("batch -> internet", Truth.No)]
    [DataRow("host -> batch", Truth.No)]
    [DataRow("batch -> host", Truth.No)]
    // What is published is open to the other networks, unless it is bound to loopback.
    [DataRow("alone -> web 80/tcp", Truth.Yes)]
    [DataRow("alone -> web 9000/tcp", Truth.No)]
    [DataRow("probe -> web 9000/tcp", Truth.Yes)]
    [DataRow("db -> web 80/tcp", Truth.No)]
    [DataRow("wired -> web 80/tcp", Truth.Maybe)]
    [DataRow("internet -> web 80/tcp", Truth.Yes)]
    [DataRow("internet -> web 80/udp", Truth.No)]
    [DataRow("internet -> web 9000/tcp", Truth.No)]
    [DataRow("lan -> web 80/tcp", Truth.Yes)]
    [DataRow("internet -> api", Truth.No)]
    [DataRow("internet -> probe", Truth.Maybe)]
    [DataRow("internet -> inner", Truth.No)]
    [DataRow("lan -> wired", Truth.Yes)]
    [DataRow("internet -> wired", Truth.Maybe)]
    [DataRow("8.8.8.8 -> web 80/tcp", Truth.Yes)]
    // What goes out.
    [DataRow("web -> internet", Truth.Yes)]
    [DataRow("web -> metadata 80/tcp", Truth.Yes)]
    [DataRow("db -> internet", Truth.No)]
    [DataRow("db -> metadata 80/tcp", Truth.No)]
    [DataRow("side -> internet", Truth.No)]
    [DataRow("cache -> internet", Truth.Yes)]
    [DataRow("probe -> metadata 80/tcp", Truth.Yes)]
    [DataRow("spare -> internet", Truth.Maybe)]
    [DataRow("spare -> db", Truth.Maybe)]
    [DataRow("shared -> internet", Truth.Maybe)]
    [DataRow("others -> shared", Truth.Maybe)]
    [DataRow("others -> api", Truth.No)]
    [DataRow("others -> web 80/tcp", Truth.Yes)]
    public void CanReach_InAProject(string question, Truth expected)
    {
        var deployment = Reach.Compose(Shop);
        var ruling = NetworkReach.Of(deployment).Ask(deployment, question);
        Assert.AreEqual(expected, ruling.Truth, $"{question}: {ruling}");
        Assert.IsNotEmpty(ruling.Because);
    }

    [TestMethod]
    [DataRow("8080:80", Truth.Yes, Truth.Yes)]
    [DataRow("80", Truth.Yes, Truth.Yes)]
    [DataRow("0.0.0.0:8080:80", Truth.Yes, Truth.Yes)]
    [DataRow("[::]:8080:80", Truth.Yes, Truth.Yes)]
    [DataRow("127.0.0.1:8080:80", Truth.No, Truth.Maybe)]
    [DataRow("[::1]:8080:80", Truth.No, Truth.Maybe)]
    [DataRow("192.168.1.5:8080:80", Truth.Maybe, Truth.Yes)]
    [DataRow("203.0.113.5:8080:80", Truth.Yes, Truth.Yes)]
    [DataRow("${IP}:8080:80", Truth.Maybe, Truth.Maybe)]
    [DataRow("8000-8010:80-90", Truth.Yes, Truth.Yes)]
    [DataRow("8080:80/udp", Truth.No, Truth.No)]
    [DataRow("8081:81", Truth.No, Truth.No)]
    public void PublishedPort_IsADoor(string port, Truth internet, Truth local)
    {
        var deployment = Reach.Compose($"services:\n  web:\n    image: a\n    ports: [\"{port}\"]\n");
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(internet, reach.Ask(deployment, "internet -> web 80/tcp").Truth);
        Assert.AreEqual(local, reach.Ask(deployment, "lan -> web 80/tcp").Truth);
    }

    [TestMethod]
    [DataRow("true", Truth.Yes)]
    [DataRow("false", Truth.No)]
    public void DefaultBridge_TalksAsTheEngineIsSet(string icc, Truth expected)
    {
        var containers = Reach.Read(Surface.DockerRun, "run.sh", "docker run -d --name a x\ndocker run -d --name b x\ndocker run -d --name c --network own x\n");
        var engine = Reach.Read(Surface.DaemonJson, "daemon.json", $"{{\"icc\": {icc}}}");
        var deployment = Deployment.Merge([containers, engine]);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(expected, reach.Ask(deployment, "a -> b").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "a -> c").Truth);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "a -> internet").Truth);
        Assert.AreEqual(Truth.Maybe, reach.Ask(deployment, "c -> internet").Truth);
    }

    [TestMethod]
    public void Projects_HaveNetworksOfTheirOwn_UnlessOneNameIsMeant()
    {
        var one = Reach.Read(Surface.Compose, "one/compose.yaml", "services:\n  a: {image: x}\n  p: {image: x, networks: [proxy]}\nnetworks:\n  proxy: {name: proxy}\n");
        var two = Reach.Read(Surface.Compose, "two/compose.yaml", "services:\n  b: {image: x}\n  q: {image: x, networks: [edge]}\nnetworks:\n  edge: {external: true, name: proxy}\n");
        var deployment = Deployment.Merge([one, two]);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "a -> b").Truth);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "p -> q").Truth);
    }

    [TestMethod]
    [DataRow("networks: {default: {internal: true}}", "a -> internet", Truth.No)]
    [DataRow("networks: {default: {internal: true}}", "a -> b", Truth.Yes)]
    [DataRow("networks: {default: {internal: '${I}'}}", "a -> internet", Truth.Maybe)]
    [DataRow("networks: {default: {external: true, name: company}}", "a -> internet", Truth.Maybe)]
    [DataRow("networks: {default: {external: true, name: company}}", "others -> a", Truth.Maybe)]
    [DataRow("networks: {default: {driver_opts: {com.docker.network.bridge.enable_icc: 'false'}}}", "a -> b", Truth.No)]
    [DataRow("networks: {default: {driver_opts: {com.docker.network.bridge.enable_icc: '${ICC}'}}}", "a -> b", Truth.Maybe)]
    [DataRow("networks: {default: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: nat-unprotected}}}", "lan -> b", Truth.Yes)]
    [DataRow("networks: {default: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}", "internet -> c", Truth.No)]
    [DataRow("networks: {default: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}", "internet -> d", Truth.Yes)]
    [DataRow("networks: {default: {driver: '${DRIVER}'}}", "lan -> b", Truth.Maybe)]
    public void TheDefaultNetwork_IsAsTheProjectDescribesIt(string networks, string question, Truth expected)
    {
        var deployment = Reach.Compose("services:\n  a: {image: x}\n  b: {image: x}\n  c: {image: x, ports: [\"80:80\"]}\n  d: {image: x, ports: [\"0.0.0.0:81:80\"]}\n" + networks + "\n");
        var ruling = NetworkReach.Of(deployment).Ask(deployment, question);
        Assert.AreEqual(expected, ruling.Truth, ruling.ToString());
    }

    [TestMethod]
    public void ACircleOfSharedNamespaces_IsPossible()
    {
        var deployment = Reach.Compose("services:\n  a: {image: x, network_mode: 'service:b'}\n  b: {image: x, network_mode: 'service:a'}\n  c: {image: x, network_mode: 'service:c'}\n  d: {image: x}\n");
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "a -> b").Truth);
        Assert.AreEqual(Truth.Maybe, reach.Ask(deployment, "a -> d").Truth);
        Assert.AreEqual(Truth.Maybe, reach.Ask(deployment, "c -> internet").Truth);
        Assert.HasCount(2, reach.SharedNamespaces.Single());
    }

    [TestMethod]
    public void AnAspireApplication_HasOneNetworkAndItsExternalEndpoints()
    {
        var deployment = Reach.Read(Surface.AspireManifest, "manifest.json", """
            {"resources": {
              "web": {"type": "container.v0", "image": "a", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080, "external": true}}},
              "db": {"type": "container.v0", "image": "b", "bindings": {"tcp": {"scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 5432}}}}}
            """);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "web -> db").Truth);
        Assert.AreEqual(Truth.Yes, reach.Ask(deployment, "internet -> web 8080/tcp").Truth);
        Assert.AreEqual(Truth.No, reach.Ask(deployment, "internet -> db").Truth);
        Assert.AreEqual(NetworkDoorKind.Endpoint, reach.ExternallyReachable.Single().Kind);
    }

    [TestMethod]
    public void NothingAtAll_HasNoSegments() => Assert.IsEmpty(NetworkReach.Of(new Deployment()).Segments);

    [TestMethod]
    public void AStranger_IsRefused()
    {
        var reach = NetworkReach.Of(new Deployment());
        Assert.ThrowsExactly<ArgumentException>(() => reach.SegmentOf(new Workload()));
        Assert.ThrowsExactly<ArgumentException>(static () => NetworkEndpoint.At("10.0.0"));
        Assert.ThrowsExactly<ArgumentException>(static () => NetworkEndpoint.At("10.0.0.0/33"));
    }

    [TestMethod]
    public void Ruling_NamesThePlaces()
    {
        var deployment = Reach.Compose(Shop);
        var reach = NetworkReach.Of(deployment);
        Assert.AreEqual("Yes: both are on network 'back' (shop/compose.yaml:2:80); both are on network 'back' (shop/compose.yaml:3:30)", reach.Ask(deployment, "web -> api").ToString());
        Assert.AreEqual("No: network 'data' is internal (shop/compose.yaml:19:20)", reach.Ask(deployment, "db -> internet").ToString());
        var door = reach.ExternallyReachable[0];
        Assert.AreEqual("web 80/tcp 0.0.0.0:8080 published port", $"{door.Workload.Name} {door.Ports} {door.Outside} {door.Via}");
    }

    [TestMethod]
    public void Segments_AgreeWithPairs()
    {
        var deployment = Reach.Compose(Shop);
        SegmentsAgree(deployment, NetworkReach.Of(deployment));
    }

    internal static void SegmentsAgree(Deployment deployment, NetworkReach reach)
    {
        var edges = reach.SegmentEdges.ToDictionary(static e => (e.From.Index, e.To.Index), static e => e.Truth);
        foreach (var from in deployment.Workloads)
        {
            foreach (var to in deployment.Workloads)
            {
                if (reach.ShareNamespace(from, to) || (from.Pod is null) != (to.Pod is null))
                    continue;
                var ruling = reach.CanReach(NetworkEndpoint.Of(from), NetworkEndpoint.Of(to));
                Assert.AreEqual(ruling.Truth, edges.GetValueOrDefault((reach.SegmentOf(from).Index, reach.SegmentOf(to).Index)), $"{from.Description} -> {to.Description}: {ruling}");
            }
        }
    }
}
