namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Groups of widely used libraries whose archives do not state them, because Gradle or Ant built them.</summary>
/// <remarks>As published in Maven Central. The folder of its classes must be in the archive too, so that another library of the same name is not taken for it.</remarks>
internal static class JavaGroups
{
    // Group = folder: artifacts.
    private const string Table = """
        org.springframework = org/springframework/: spring-aop spring-aspects spring-beans spring-context spring-context-indexer spring-context-support spring-core spring-expression spring-instrument spring-jcl spring-jdbc spring-jms spring-messaging spring-orm spring-oxm spring-r2dbc spring-test spring-tx spring-web spring-webflux spring-webmvc spring-websocket
        org.springframework.boot = org/springframework/boot/: spring-boot spring-boot-actuator spring-boot-actuator-autoconfigure spring-boot-autoconfigure spring-boot-devtools spring-boot-jarmode-layertools spring-boot-jarmode-tools spring-boot-loader
        org.springframework.security = org/springframework/security/: spring-security-acl spring-security-aspects spring-security-cas spring-security-config spring-security-core spring-security-crypto spring-security-data spring-security-ldap spring-security-messaging spring-security-oauth2-client spring-security-oauth2-core spring-security-oauth2-jose spring-security-oauth2-resource-server spring-security-rsocket spring-security-taglibs spring-security-test spring-security-web
        org.springframework.kafka = org/springframework/kafka/: spring-kafka
        org.springframework.session = org/springframework/session/: spring-session-core spring-session-data-redis spring-session-jdbc
        org.apache.tomcat.embed = org/apache/: tomcat-embed-core tomcat-embed-el tomcat-embed-jasper tomcat-embed-websocket
        org.jetbrains.kotlin = kotlin/: kotlin-stdlib kotlin-stdlib-common kotlin-stdlib-jdk7 kotlin-stdlib-jdk8 kotlin-reflect
        org.jetbrains.kotlinx = kotlinx/: kotlinx-coroutines-core-jvm kotlinx-coroutines-jdk8 kotlinx-serialization-core-jvm kotlinx-serialization-json-jvm
        com.squareup.okhttp3 = okhttp3/: okhttp logging-interceptor
        com.squareup.okio = okio/: okio okio-jvm
        com.squareup.retrofit2 = retrofit2/: retrofit
        org.bouncycastle = org/bouncycastle/: bcprov-jdk15on bcprov-jdk18on bcpkix-jdk15on bcpkix-jdk18on bcutil-jdk15on bcutil-jdk18on bcpg-jdk15on bcpg-jdk18on bctls-jdk15on bctls-jdk18on
        org.hibernate.orm = org/hibernate/: hibernate-envers
        org.mockito = org/mockito/: mockito-core
        com.h2database = org/h2/: h2
        io.grpc = io/grpc/: grpc-api grpc-context grpc-core grpc-netty grpc-netty-shaded grpc-protobuf grpc-protobuf-lite grpc-stub
        org.apache.kafka = org/apache/kafka/: kafka-clients
        org.elasticsearch.client = org/elasticsearch/client/: elasticsearch-rest-client elasticsearch-rest-high-level-client
        """;

    private static readonly Dictionary<string, (string Group, string Folder)> s_groups = Read();

    /// <summary>The group of an artifact and the folder that shows that it is this one; null when it is not known.</summary>
    public static (string Group, string Folder)? Find(string artifact) => s_groups.TryGetValue(artifact, out var found) ? found : null;

    private static Dictionary<string, (string Group, string Folder)> Read()
    {
        var groups = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var line in Table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var (equals, colon) = (line.IndexOf(" = ", StringComparison.Ordinal), line.IndexOf(": ", StringComparison.Ordinal));
            foreach (var artifact in line[(colon + 2)..].Split(' '))
                groups[artifact] = (line[..equals], line[(equals + 3)..colon]);
        }

        return groups;
    }
}
