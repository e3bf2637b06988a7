using CsCheck;

namespace ContainerSec.Tests.Transport;

[TestClass]
public class TransportTests
{
    [TestMethod]
    [DataRow("Server=db;TrustServerCertificate=True", "TrustServerCertificate=True")]
    [DataRow("Host=db;Username=app;Trust Server Certificate=true", "Trust Server Certificate=true")]
    [DataRow("Server=db;Database=shop;Encrypt=False;User Id=app", "Encrypt=False")]
    [DataRow("host=db port=5432 sslmode=disable", "sslmode=disable")]
    [DataRow("postgresql://app@db:5432/shop?sslmode=disable&connect_timeout=10", "sslmode=disable")]
    [DataRow("jdbc:mysql://db/shop?useSSL=false", "useSSL=false")]
    [DataRow("mongodb://db/?tlsAllowInvalidCertificates=true", "tlsAllowInvalidCertificates=true")]
    [DataRow("Server=db;SslMode=None", "SslMode=None")]
    [DataRow("Server=db;Encrypt=True;TrustServerCertificate=False", null)]
    [DataRow("sslmode=verify-full", null)]
    [DataRow("encrypt=false", null)]
    [DataRow("a=b", null)]
    [DataRow("", null)]
    public void FindOff_ConnectionString_IsTheSetting(string text, string? expected) => Assert.AreEqual(expected, ConnectionStringTls.FindOff(text));

    [TestMethod]
    [DataRow("--insecure", "--insecure")]
    [DataRow("--insecure=false", null)]
    [DataRow("--tls-verify=false", "--tls-verify=false")]
    [DataRow("--tls-verify", null)]
    [DataRow("--insecure-port=0", null)]
    [DataRow("curl -fsSk https://a.org", "-fsSk")]
    [DataRow("curl -o k https://a.org", null)]
    [DataRow("curl https://a.org && sort -k 2 x", null)]
    [DataRow("-SkipCertificateCheck", "-SkipCertificateCheck")]
    public void FindIn_Argument_IsTheSwitch(string text, string? expected) => Assert.AreEqual(expected, TlsArguments.FindIn(text));

    [TestMethod]
    [DataRow("http://packages.contoso.com/x", "http://packages.contoso.com")]
    [DataRow("--source=ftp://files.contoso.com", "ftp://files.contoso.com")]
    [DataRow("http://user:pw@packages.contoso.com:8080/x?key=1", "http://packages.contoso.com")]
    [DataRow("https://packages.contoso.com", null)]
    [DataRow("http://localhost:8080", null)]
    [DataRow("http://api:8080/x", null)]
    [DataRow("http://0.0.0.0:80", null)]
    [DataRow("http://+:8080", null)]
    [DataRow("http://[::1]:80/", null)]
    [DataRow("http://172.20.0.3/", null)]
    [DataRow("http://172.33.0.3/", "http://172.33.0.3")]
    [DataRow("http://api.shop.svc.cluster.local", null)]
    [DataRow("--http-proxy=http://proxy.contoso.com:3128", null)]
    public void FindIn_Word_IsTheAddressThatLeaves(string word, string? expected) => Assert.AreEqual(expected, ClearTextUrl.FindIn(word));

    [TestMethod]
    public void FindIn_AnyText_DoesNotThrow() => Gen.String[Gen.Char["htp:/@[].?#=-&; "], 0, 40].Sample(static text =>
    {
        _ = ClearTextUrl.FindIn("http://" + text);
        _ = ConnectionStringTls.FindOff(text);
        _ = TlsArguments.FindIn(text);
    });
}
