using ContainerSec.Secrets;

namespace ContainerSec.Tests.Secrets;

[TestClass]
public class SecretValueTests
{
    // Values that look real are put together here, so that no scanner takes this file for a leak.
    private static readonly string Random = string.Concat("Zk8vJ2qLx", "9TrB4nWc", "7YdPs3Hm");

    [TestMethod]
    [DataRow("", nameof(SecretKind.Harmless))]
    [DataRow("true", nameof(SecretKind.Harmless))]
    [DataRow("0", nameof(SecretKind.Harmless))]
    [DataRow("/run/secrets/db", nameof(SecretKind.Harmless))]
    [DataRow("C:\\keys\\db.txt", nameof(SecretKind.Harmless))]
    [DataRow("https://login.contoso.com/token", nameof(SecretKind.Harmless))]
    [DataRow("-----BEGIN CERTIFICATE-----\nMIIB", nameof(SecretKind.Harmless))]
    [DataRow("changeme", nameof(SecretKind.Placeholder))]
    [DataRow("<password>", nameof(SecretKind.Placeholder))]
    [DataRow("${DB_PASSWORD}", nameof(SecretKind.Placeholder))]
    [DataRow("$(DB_PASSWORD)", nameof(SecretKind.Placeholder))]
    [DataRow("$DB_PASSWORD", nameof(SecretKind.Placeholder))]
    [DataRow("{{ .Values.password }}", nameof(SecretKind.Placeholder))]
    [DataRow("#{DbPassword}#", nameof(SecretKind.Placeholder))]
    [DataRow("{db-password.value}", nameof(SecretKind.Placeholder))]
    [DataRow("__DB_PASSWORD__", nameof(SecretKind.Placeholder))]
    [DataRow("%DB_PASSWORD%", nameof(SecretKind.Placeholder))]
    [DataRow("xxxxxxxx", nameof(SecretKind.Placeholder))]
    [DataRow("your-api-key", nameof(SecretKind.Placeholder))]
    [DataRow("@Microsoft.KeyVault(SecretUri=https://v)", nameof(SecretKind.Placeholder))]
    [DataRow("ENC[AES256_GCM,data:x]", nameof(SecretKind.Placeholder))]
    [DataRow("Server=db;User Id=sa;Password=${PW}", nameof(SecretKind.Placeholder))]
    [DataRow("amqp://shop:$(PW)@rabbit", nameof(SecretKind.Placeholder))]
    [DataRow("postgres", nameof(SecretKind.WellKnown))]
    [DataRow("P@ssw0rd", nameof(SecretKind.WellKnown))]
    [DataRow("hunter2", nameof(SecretKind.Text))]
    [DataRow("correct horse battery staple", nameof(SecretKind.Text))]
    [DataRow("Server=db;Database=shop;Integrated Security=true", nameof(SecretKind.Text))]
    [DataRow("Server=db;User Id=sa;Password=hunter2", nameof(SecretKind.Recognized))]
    [DataRow("cache:6379,password=hunter2,ssl=true", nameof(SecretKind.Recognized))]
    [DataRow("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aGk=;EndpointSuffix=core.windows.net", nameof(SecretKind.Recognized))]
    [DataRow("amqp://shop:hunter2@rabbit:5672", nameof(SecretKind.Recognized))]
    [DataRow("jdbc:postgresql://shop:hunter2@db/shop", nameof(SecretKind.Recognized))]
    [DataRow("jdbc:mysql://db/shop?user=shop&password=hunter2", nameof(SecretKind.Recognized))]
    [DataRow("https://shop.contoso.com/?page=1&sort=name", nameof(SecretKind.Harmless))]
    [DataRow("set -e; PASSWORD=$1; run", nameof(SecretKind.Placeholder))]
    [DataRow("https://user@host/path:80", nameof(SecretKind.Harmless))]
    public void Of_Value_HasKind(string value, string expected) => Assert.AreEqual(expected, SecretValue.Of(value).Kind.ToString());

    [TestMethod]
    [DataRow("AKIA", 16)]
    [DataRow("ghp_", 36)]
    [DataRow("github_pat_", 60)]
    [DataRow("glpat-", 20)]
    [DataRow("xoxb-", 40)]
    [DataRow("sk_live_", 24)]
    [DataRow("AIza", 35)]
    public void Of_TokenOfAKnownIssuer_LabelShowsNoMoreThanItsOpening(string opening, int length)
    {
        var token = opening + string.Concat(Enumerable.Repeat("Q7W3E9R5", 10))[..length];

        var value = SecretValue.Of(token);

        Assert.AreEqual(SecretKind.Recognized, value.Kind);
        Assert.Contains($"({opening}…, {token.Length} characters)", value.Label!);
    }

    [TestMethod]
    public void Of_PrivateKey_Recognized() =>
        Assert.AreEqual("a private key", SecretValue.Of("-----BEGIN " + "RSA PRIVATE KEY-----\nMIIE").Label);

    [TestMethod]
    public void Of_JsonWebToken_Recognized() =>
        Assert.AreEqual(SecretKind.Recognized, SecretValue.Of("eyJ" + "hbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJ4eHh4eHh4In0." + "c2lnbmF0dXJl").Kind);

    [TestMethod]
    [DataRow("0123456789abcdef0123456789abcdef")]
    [DataRow("MIGfMA0GCSqGSIb3DQEBAQUAA4GN")]
    public void Of_RandomText_IsRandom(string value) => Assert.AreEqual(SecretKind.Random, SecretValue.Of(value).Kind);

    [TestMethod]
    [DataRow("docker-compose-development-network-01")]
    [DataRow("Microsoft.AspNetCore.Hosting")]
    [DataRow("20251231235959000000")]
    public void Of_OrdinaryText_IsNotRandom(string value) => Assert.AreEqual(SecretKind.Text, SecretValue.Of(value).Kind);

    [TestMethod]
    [DataRow("amqp://guest:guest@rabbit", true)]
    [DataRow("Server=db;User Id=sa;Password=yourStrong(!)Password", true)]
    [DataRow("Server=db;User Id=sa;Password=hunter2", false)]
    [DataRow("changeme", true)]
    [DataRow("Endpoint=sb://localhost;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true", true)]
    public void Of_PasswordThatEverybodyKnows_IsSaid(string value, bool expected) =>
        Assert.AreEqual(expected, SecretValue.Of(value).HasWellKnownPassword);

    [TestMethod]
    public void Find_RandomValueUnderAKeysName_IsASecret()
    {
        Assert.IsNotNull(SecretLiteral.Find("DATA_PROTECTION_KEY", Random, PolicyOptions.Default));
        Assert.IsNull(SecretLiteral.Find("DATA_PROTECTION_KEY", "orders", PolicyOptions.Default));
        Assert.IsNull(SecretLiteral.Find("BUILD_ID", Random, PolicyOptions.Default));
    }
}
