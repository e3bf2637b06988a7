namespace ContainerSec.Secrets;

internal static partial class SecretFormats
{
    // RFC 7468 (PEM), RFC 4880 (OpenPGP), RFC 7519 (JWT), RFC 3986 (user information), RFC 7617 and 6750 (HTTP), connection strings of ADO.NET, data protection of ASP.NET Core.
    private static IEnumerable<SecretFormat> Texts() =>
    [
        Text("private-key", "a private key", SecretText.PrivateKey, "PRIVATE KEY-----"),
        Text("pgp-private-key", "an OpenPGP private key", SecretText.PrivateKey, "PGP PRIVATE KEY BLOCK-----"),
        Text("openvpn-static-key", "an OpenVPN static key", SecretText.PrivateKey, "OpenVPN Static key V1-----"),
        Text("putty-private-key", "a PuTTY private key", SecretText.PuttyKey, "PuTTY-User-Key-File-"),
        Text("json-web-token", "a JSON web token", SecretText.JsonWebToken, "eyJ"),
        Text("database-url", "an address of a database with a password", static (text, start, end, at, _) => SecretText.Url(text, start, end, at, isDatabase: true), "://"),
        Text("url-password", "an address with a password", static (text, start, end, at, _) => SecretText.Url(text, start, end, at, isDatabase: false), "://"),
        Text("connection-string", "a connection string with a password", SecretText.ConnectionString, "password=", "pwd="),
        Text("http-basic-credentials", "credentials of HTTP basic authentication", SecretText.BasicHeader, "authorization: basic ", "authorization:basic "),
        Text("http-bearer-token", "a bearer token of an HTTP header", SecretText.BearerHeader, "authorization: bearer ", "authorization:bearer "),
        Text("data-protection-key", "a data protection key of ASP.NET Core", SecretText.DataProtectionKey, "<masterKey"),
        Named("machine-key", "a machine key of ASP.NET", "[0-9A-F]{40,128}", "validationkey", "decryptionkey"),
        Text("nuget-password", "a password of a NuGet source", SecretText.NuGetPassword, "cleartextpassword"),
    ];

    // Files whose place or name says what is in them; ContainerSec.Core reads them line by line.
    private static IEnumerable<SecretFormat> Files() =>
    [
        File("netrc-password", "a password of a .netrc file"),
        File("pgpass-password", "a password of a .pgpass file"),
        File("git-credentials", "a password of a .git-credentials file"),
        File("docker-config-auth", "credentials of a container registry"),
        File("kubeconfig-token", "a token or password of a kubeconfig"),
        File("npmrc-password", "a password of an .npmrc file"),
        File("pypirc-password", "a password of a .pypirc file"),
        File("mysql-client-password", "a password of a MySQL client"),
        File("rails-master-key", "a master key of Rails"),
        File("wordpress-config", "a password or key of WordPress"),
        File("appsettings-secret", "a secret of an appsettings file"),
        File("user-secret", "a secret of .NET user secrets"),
        File("dotenv-secret", "a secret of a .env file"),
        File("terraform-variable", "a secret of Terraform variables"),
        File("terraform-state-secret", "a secret of a Terraform state"),
        File("maven-password", "a password of Maven settings"),
        File("gradle-secret", "a secret of Gradle properties"),
        File("spring-secret", "a secret of a Spring configuration"),
        File("composer-auth", "credentials of Composer"),
        File("config-variable", "a secret in a variable of the image"),
        File("config-label", "a secret in a label of the image"),
        File("config-history", "a secret in a step of the build"),
    ];
}
