using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContainerSec.Tests.Images.Secrets;

/// <summary>Texts that look like secrets to somebody in a hurry, and are none.</summary>
internal static class Decoys
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>All of them, each with the name of its file.</summary>
    public static IEnumerable<(string Name, string Text)> All() => Numbered([.. Written(), .. Drawn(), .. BrokenTokens(), .. Placeholders()]);

    private static IEnumerable<(string Name, string Text)> Numbered(IReadOnlyList<string> texts) =>
        texts.Select(static (text, i) => (string.Create(CultureInfo.InvariantCulture, $"app/decoy{i:000}.txt"), text));

    private static IEnumerable<string> Written() =>
    [
        "AKIA" + "IOSFODNN7EXAMPLE", "AKIA" + "I44QH8DHBEXAMPLE", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
        "AccountKey=" + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "AccountEndpoint=https://localhost:8081/;AccountKey=" + "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
        "Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;",
        "token: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ." + "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
        "Authorization: Basic " + "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "Authorization: Basic " + "QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Authorization: Bearer <token>", "Authorization: Bearer ${TOKEN}", "Authorization: Bearer mF_9.B5f-4.1JqM",
        "ghp_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789", "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17", "github_pat_" + "11AAAAAAA0000000000000_1111111111111111111111111111111111111111111111111111111111",
        "npm_" + "qkJaB6MffYVzZXWqmcoF49yrUxP3wf0LsakP", "npm_config_registry=https://registry.npmjs.org/", "npm_package_dependencies_typescript_eslint_parser", "glpat-xxxxxxxxxxxxxxxxxxxx", "glpat-" + "12345678901234567890",
        "xoxb-your-token-here-goes-in-this-place", "xoxb-" + "123456789012-1234567890123-abcdefghijklmnopqrstuvwx", "https://hooks.slack.com/services/T00000000/B00000000/" + "XXXXXXXXXXXXXXXXXXXXXXXX",
        "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc", "pk_live_" + "51H8x9LKdfjslfjslfjslfjs", "sk_live_" + "xxxxxxxxxxxxxxxxxxxxxxxx", "sk-ant-api03-" + "your-key", "sk-proj-xxxxxxxx", "sk-" + "your-openai-key-here", "hf_" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "hf_hub_download_with_retries_and_more",
        "AIza" + "SyAbcdefghijklmnopqrstuvwxyz1234567", "AIza" + "SyDSb51JiIcB6OJpwwMicseKRhhrOq1cS7g", "AIza" + "SyCkfPOPZXDKNn8hhgu3JrA62wIgC93d44k", "SG.xxxxxxxxxxxxxxxxxxxxxx.yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "key-" + "00000000000000000000000000000000", "SK" + "00000000000000000000000000000000",
        "dapi" + "00000000000000000000000000000000", "hvs.CAESIJ...", "hvs." + "your_vault_token_goes_in_here", "VAULT_TOKEN=root", "AGE-SECRET-KEY-1" + "QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "postgres://user:password@localhost:5432/db", "postgres://postgres:postgres@db:5432/postgres", "mysql://root:root@127.0.0.1/test", "mongodb://<username>:<password>@cluster0.mongodb.net/", "redis://:${REDIS_PASSWORD}@redis:6379", "amqp://guest:guest@rabbitmq:5672", "https://user:pass@example.com/", "https://username:password@host/path", "http://user:xyzzy@www.bogus.net/", "ftp://anonymous:anonymous@ftp.gnu.org/", "https://{user}:{pass}@{host}", "https://$USER:$TOKEN@git.contoso.com", "http://[::1]:8080/a@b", "git@github.com:owner/repo.git", "https://github.com/owner/repo@v1.2.3", "https://fonts.googleapis.com/css?family=Open+Sans:400,700@display", "ssh://git@host:22/x",
        "Server=localhost;Database=shop;User Id=sa;Password=yourStrong(!)Password;", "Server=.;Database=shop;Trusted_Connection=True;", "Server=db;User Id=sa;Password=${SA_PASSWORD};", "Server=db;User Id=sa;Password=<password>;", "cache:6379,password=,ssl=False", "Host=db;Password={password};", "Driver={ODBC};Server=x;Pwd=********;",
        "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTESMBAGA1UEChMJQmFsdGltb3Jl\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----", "if (pem.startsWith(\"-----BEGIN " + "PRIVATE KEY-----\")) { return parse(pem); }", "-----BEGIN " + "PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "-----BEGIN RSA " + "PRIVATE KEY-----\n<your key here>\n-----END RSA PRIVATE KEY-----", "-----BEGIN ENCRYPTED " + "PRIVATE KEY-----\n" + new string('Q', 40) + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+/\n-----END ENCRYPTED PRIVATE KEY-----", "-----BEGIN PGP SIGNATURE-----\n\niQIzBAABCAAdFiEE\n-----END PGP SIGNATURE-----", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQINBF\n-----END PGP PUBLIC KEY BLOCK-----",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 me@host", "GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "\"integrity\": \"sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==\"", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "const dd_api_key = process.env.DD_API_KEY;", "DD_API_KEY=${DD_API_KEY}", "DD_API_KEY=<your 32 character key>", "dd_api_key: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"", "heroku_api_key = os.environ['HEROKU_API_KEY']", "HEROKU_API_KEY=01234567-89ab-cdef-0123-456789abcdef", "TWILIO_AUTH_TOKEN=your_auth_token", "cloudflare_api_token = var.cloudflare_api_token", "CLOUDFLARE_API_TOKEN: ${{ secrets.CLOUDFLARE_API_TOKEN }}", "SNYK_TOKEN: $SNYK_TOKEN", "aws_secret_access_key = config.get('aws_secret_access_key')", "AWS_SECRET_ACCESS_KEY=$(aws configure get aws_secret_access_key)", "privateKey = await crypto.subtle.generateKey(algorithm, true)", "\"accountKey\": \"[listKeys(variables('storage'), '2021-04-01').keys[0].value]\"",
        "function a(t,e,n){return t.token=e.secret||n.password,t}", "password = getpass.getpass('Password: ')", "this.password = password;", "<input type=\"password\" name=\"password\" placeholder=\"Password\">", "secret_key_base: <%= ENV[\"SECRET_KEY_BASE\"] %>", "secret_" + "scanning_is_enabled_for_this_repository_of_ours", "client_secret=Abc8Q~tooShort", "?sig=" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&sv=2024-01-01&se=2030", "https://shop.blob.core.windows.net/c?sv=2024-11-04&se=2030-01-01&sig=<signature>", "sdk-1.2.3-linux-x64.tar.gz", "pat.matches(x).value", "t1.innerHTML = t2.value", "cio_stream_write_with_timeout_and_more", "oy2 = y2 - offset", "API-COMPATIBILITY-NOTICE-2024", "EAAAAB3NzaC1yc2E", "R8_UNORM r8_snorm r8_uint", "pip install hf_transfer xai-sdk", "EZAKABCDEFG", "A3-paper-and-A4-paper-formats", "v1.0-rc1-beta", "sha256~", "napi_create_external_arraybuffer_with_finalizer_data", "napi_get_value_string_utf8_from_a_javascript_string", "sq_" + new string('a', 40), "GR1348941", "pul-requests", "lin_api_key", "ops_eyJ", "figd_", "dp.pt.x", "PMAK-000000000000000000000000-0000000000000000000000000000000000", "NRAK-XXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "<value>base64</value>", "<masterKey><value>short</value></masterKey>", "<add key=\"ClearTextPassword\" value=\"%NUGET_TOKEN%\" />", "<add key=\"ClearTextPassword\" value=\"\" />", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}", "_authToken=YOUR_TOKEN_HERE_PLEASE_REPLACE", "client-key-data: REDACTED", "machine example.com", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore", "regex = '''\\b(AKIA[A-Z2-7]{16})\\b'''", "ghp_[0-9a-zA-Z]{36}", "(?i)sk_live_[0-9a-z]{24}", "xox[baprs]-[0-9a-zA-Z]{10,48}", "keywords = [\"glpat-\", \"ghp_\", \"AKIA\", \"xoxb-\", \"sk-ant-\"]",
    ];

    // What computers draw: hashes, identifiers, packed data. Each by a seed, so that every run has the same.
    private static IEnumerable<string> Drawn()
    {
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var bytes = new byte[48];
            random.NextBytes(bytes);
            yield return $"commit {Convert.ToHexStringLower(SHA1.HashData(bytes))}";
            yield return $"\"sha256\": \"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"";
            yield return $"md5 = {Convert.ToHexStringLower(bytes.AsSpan(0, 16))}";
            yield return $"id: {new Guid(bytes.AsSpan(0, 16))}";
            yield return $"\"integrity\": \"sha512-{Convert.ToBase64String([.. bytes, .. bytes.AsSpan(0, 16)])}\"";
            yield return $"etag: W/\"{Convert.ToBase64String(bytes)}\"";
            yield return $"asset-manifest-{Letters(random, 20)}.chunk.js";
        }
    }

    // The form of a token, and a checksum that is not its own.
    private static IEnumerable<string> BrokenTokens()
    {
        var random = new Random(11);
        foreach (var opening in (string[])["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"])
        {
            for (var i = 0; i < 5; i++)
                yield return $"token = \"{opening}{Letters(random, 36)}\"";
        }
    }

    private static IEnumerable<string> Placeholders() =>
        from name in (string[])["AWS_SECRET_ACCESS_KEY", "HCLOUD_TOKEN", "CF_API_KEY", "TWILIO_AUTH_TOKEN", "SNYK_TOKEN", "DD_APP_KEY", "OKTA_API_TOKEN", "WANDB_API_KEY", "privateKey", "sharedAccessKey"]
        from value in (string[])["", "changeme", "<secret>", "${SECRET}", "{{ .Values.secret }}", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "your-secret-goes-here"]
        select $"{name}={value}";

    private static string Letters(Random random, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }
}
