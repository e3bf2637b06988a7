using ContainerSec.Secrets;

namespace ContainerSec.Tests.Secrets;

[TestClass]
public class SecretNameTests
{
    [TestMethod]
    [DataRow("PASSWORD")]
    [DataRow("DB_PASSWORD")]
    [DataRow("PGPASSWORD")]
    [DataRow("MYSQL_ROOT_PASSWORD")]
    [DataRow("MSSQL_SA_PASSWORD")]
    [DataRow("MYSQL_PWD")]
    [DataRow("RABBITMQ_DEFAULT_PASS")]
    [DataRow("SSHPASS")]
    [DataRow("RBPASS")]
    [DataRow("Jwt__Key")]
    [DataRow("Jwt:SigningKey")]
    [DataRow("ClientSecret")]
    [DataRow("AzureAd__ClientSecret")]
    [DataRow("api-key")]
    [DataRow("APIKEY")]
    [DataRow("StripeApiKey")]
    [DataRow("AWS_SECRET_ACCESS_KEY")]
    [DataRow("GITHUB_TOKEN")]
    [DataRow("oauth2Token")]
    [DataRow("NUGET_PAT")]
    [DataRow("DB_PASSWORD_DEV")]
    [DataRow("DB_PASSWORD_2")]
    [DataRow("PASSWORD1")]
    [DataRow("SECRET_KEY_BASE")]
    [DataRow("spring.datasource.password")]
    [DataRow("ftp-credentials")]
    public void SaysSecret_NameOfASecret_True(string name) => Assert.IsTrue(SecretName.SaysSecret(name, []));

    [TestMethod]
    [DataRow("")]
    [DataRow("PWD")]
    [DataRow("TOKENIZER")]
    [DataRow("TOKENIZER_MODEL")]
    [DataRow("MONKEY")]
    [DataRow("KEYCLOAK")]
    [DataRow("KEYCLOAK_URL")]
    [DataRow("BYPASS")]
    [DataRow("COMPASS")]
    [DataRow("PUBLIC_KEY")]
    [DataRow("NEXT_PUBLIC_API_KEY")]
    [DataRow("STRIPE_PUBLISHABLE_KEY")]
    [DataRow("POSTGRES_PASSWORD_FILE")]
    [DataRow("PASSWORD_PATH")]
    [DataRow("MAX_TOKENS")]
    [DataRow("TOKEN_URL")]
    [DataRow("TOKEN_LIFETIME")]
    [DataRow("SECRET_NAME")]
    [DataRow("PASSWORD_POLICY")]
    [DataRow("PASSWORD_HASH")]
    [DataRow("ALLOW_EMPTY_PASSWORD")]
    [DataRow("MYSQL_RANDOM_ROOT_PASSWORD")]
    [DataRow("CancellationToken")]
    [DataRow("EOS_TOKEN")]
    [DataRow("PRIMARY_KEY")]
    [DataRow("STORAGE_KEY")]
    [DataRow("IMAGE_PULL_SECRET")]
    [DataRow("imagePullSecrets")]
    [DataRow("--default-tls-secret")]
    [DataRow("AWS_ACCESS_KEY_ID")]
    [DataRow("ConnectionStrings__Default")]
    public void SaysSecret_NameOfSomethingElse_False(string name) => Assert.IsFalse(SecretName.SaysSecret(name, []));

    [TestMethod]
    public void SaysSecret_OwnWord_CountsWhereverItStands()
    {
        Assert.IsTrue(SecretName.SaysSecret("CONTOSO_LIZENZ_CODE", ["Lizenz"]));
        Assert.IsFalse(SecretName.SaysSecret("CONTOSO_LIZENZEN_CODE", ["Lizenz"]));
    }

    [TestMethod]
    [DataRow("DATA_PROTECTION_KEY", true)]
    [DataRow("SENTRY_DSN", true)]
    [DataRow("PUBLIC_KEY", false)]
    [DataRow("KEYBOARD", false)]
    public void HintsAtSecret_Name_Expected(string name, bool expected) => Assert.AreEqual(expected, SecretName.HintsAtSecret(name));

    [TestMethod]
    [DataRow("DB_PASSWORD", "db password")]
    [DataRow("Jwt__SigningKey", "jwt signing key")]
    [DataRow("XMLHttpRequest", "xml http request")]
    [DataRow("S3Bucket", "s3 bucket")]
    [DataRow("--api-key", "api key")]
    [DataRow("___", "")]
    public void Words_Name_Parted(string name, string expected) => Assert.AreEqual(expected, string.Join(' ', SecretName.Words(name)));
}
