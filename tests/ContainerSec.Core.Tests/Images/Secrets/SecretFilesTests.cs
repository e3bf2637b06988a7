using System.Text;
using System.Text.Json;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors;
using ContainerSec.Images.Inspectors.Secrets;
using ContainerSec.Secrets;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Secrets;

[TestClass]
public class SecretFilesTests
{
    private const int LeastDecoys = 300;
    private static readonly string[] Words = [.. SecretFormats.All.SelectMany(static f => f.Words)];
    private static readonly string[] Names = ["a.txt", ".env", ".netrc", ".pgpass", "config.json", "appsettings.json", "settings.xml", "wp-config.php", ".git-credentials"];

    [TestMethod]
    public void Decoys_NoneIsTaken()
    {
        var decoys = Decoys.All().ToList();
        Assert.IsGreaterThanOrEqualTo(LeastDecoys, decoys.Count);
        var alarms = decoys.SelectMany(d => Scan(d.Name, Encoding.UTF8.GetBytes(d.Text)).Select(f => $"{f.RuleId}: {d.Text}"));
        Assert.AreEqual("", string.Join('\n', alarms));
        Assert.AreEqual("", string.Join('\n', Scan("app/all.txt", Encoding.UTF8.GetBytes(string.Join('\n', decoys.Select(static d => d.Text)))).Select(static f => $"{f.RuleId} in line {f.Line}")));
    }

    [TestMethod]
    public async Task Inspect_PlantedSecrets_AllAreFound()
    {
        var cases = MadeSecrets.Cases().ToList();
        var texts = cases.Select((c, i) => (c.Kind, Text: $"# {i}\n{MadeSecrets.Make(c.Template, i).Text}\n")).ToList();
        var third = texts.Count / 3;
        var image = new ImageForge()
            .GzipLayer(t => Fill(t, texts[..third], "srv/a"))
            .Layer(t => Fill(t, texts[third..(2 * third)], "srv/b"))
            .Layer(t => Fill(t, texts[(2 * third)..], "srv/c"))
            .Layer(t => texts[third..(2 * third)].ForEach(x => t.Whiteout($"srv/b/{x.Kind}.txt")));

        var report = await image.InspectAsync();

        var found = report.Secrets.Where(static s => s.Path.StartsWith("srv/", StringComparison.Ordinal)).ToList();
        Assert.AreEqual("", string.Join(' ', texts.Where(t => !found.Exists(s => s.RuleId == t.Kind)).Select(static t => $"{t.Kind}: {t.Text}")));
        Assert.HasCount(texts.Count, found);
        Assert.IsTrue(found.All(static s => s.Deleted == s.Path.StartsWith("srv/b", StringComparison.Ordinal) && s.Line >= 2 && s.Layer is not null));
    }

    [TestMethod]
    public async Task Inspect_Configuration_TellsAndMasks()
    {
        var (token, argument, key, label) = (MadeSecrets.Of("github-token", 1), MadeSecrets.Of("npm-token", 2), MadeSecrets.Of("datadog-api-key", 3), MadeSecrets.Of("slack-bot-token", 4));
        var image = new ImageForge()
            .Layer(t => t.File("a", "1"), $"RUN |2 NPM={argument} DEPLOY_PASSWORD=Tr0ub4dor3 /bin/sh -c npm ci # buildkit")
            .Step($"ENV GITHUB={token}")
            .Step("ENV DB_PASSWORD=correct-horse-9")
            .Config(JsonSerializer.Serialize(new { Env = (string[])["PATH=/bin", $"GITHUB={token}", "DB_PASSWORD=correct-horse-9", $"DD_API_KEY={key}", "MODE=prod"], Labels = new Dictionary<string, string> { ["slack"] = label, ["version"] = "1" }, Cmd = (string[])["serve", "--api-token", "Tr0ub4dor3x"] }));

        var report = await image.InspectAsync();

        Assert.AreEqual(
            "config-history at config:history/0, config-variable at config:env/DB_PASSWORD, datadog-api-key at config:env/DD_API_KEY, github-token at config:env/GITHUB, npm-token at config:history/0, slack-bot-token at config:label/slack",
            string.Join(", ", report.Secrets.Select(static s => $"{s.RuleId} at {s.Path}").Order(StringComparer.Ordinal)));
        var shown = JsonSerializer.Serialize(report);
        foreach (var secret in (string[])[token, argument, key, label, "correct-horse-9", "Tr0ub4dor3"])
            Assert.IsFalse(shown.Contains(secret, StringComparison.Ordinal), secret[..4]);
        CollectionAssert.Contains(report.Settings.Environment.ToList(), "PATH=/bin");
        CollectionAssert.Contains(report.Settings.Environment.ToList(), "MODE=prod");
        Assert.AreEqual("1", report.Settings.Labels["version"]);
    }

    [TestMethod]
    [DataRow("root/.netrc", "machine api.contoso.com login me password «Hu9dhe2x»", "netrc-password")]
    [DataRow("root/.pgpass", "db.contoso.com:5432:*:shop:«Hu9dhe2x»", "pgpass-password")]
    [DataRow("root/.git-credentials", "https://me:«Hu9dhe2x»@git.contoso.com", "git-credentials|url-password")]
    [DataRow("root/.docker/config.json", "{\"auths\":{\"registry.contoso.com\":{\"auth\":\"«bWU6SHU5ZGhlMng=»\"}}}", "docker-config-auth")]
    [DataRow("root/.kube/config", "users:\n- name: me\n  user:\n    token: «Hu9dhe2xHu9dhe3z»", "kubeconfig-token")]
    [DataRow("app/.npmrc", "//npm.contoso.com/:_password=«SHU5ZGhlMng=»", "npmrc-password")]
    [DataRow("root/.pypirc", "[pypi]\nusername = me\npassword = «Hu9dhe2x»", "pypirc-password")]
    [DataRow("root/.my.cnf", "[client]\npassword=«Hu9dhe2x»", "mysql-client-password")]
    [DataRow("app/config/master.key", "«8f2b61d09c7e4a35b1c0d9e8f7a65432»\n", "rails-master-key")]
    [DataRow("var/www/wp-config.php", "define( 'DB_PASSWORD', '«Hu9dhe2x»' );", "wordpress-config")]
    [DataRow("app/appsettings.Production.json", "{ \"Smtp\": { \"Password\": \"«Hu9dhe2x»\" } }", "appsettings-secret")]
    [DataRow("root/.microsoft/usersecrets/x/secrets.json", "{ \"Jwt:SigningKey\": \"«Hu9dhe2xHu9dhe3zQw1»\" }", "user-secret")]
    [DataRow("app/.env", "MODE=prod\nDB_PASSWORD=«Hu9dhe2x»\n", "dotenv-secret")]
    [DataRow("app/prod.tfvars", "db_password = \"«Hu9dhe2x»\"", "terraform-variable")]
    [DataRow("app/terraform.tfstate", "{ \"attributes\": { \"password\": \"«Hu9dhe2x»\" } }", "terraform-state-secret")]
    [DataRow("root/.m2/settings.xml", "<server><id>a</id><password>«Hu9dhe2x»</password></server>", "maven-password")]
    [DataRow("root/.gradle/gradle.properties", "signingPassword=«Hu9dhe2x»", "gradle-secret")]
    [DataRow("app/application.yml", "spring:\n  datasource:\n    password: «Hu9dhe2x»", "spring-secret")]
    [DataRow("root/.composer/auth.json", "{\"http-basic\":{\"repo.contoso.com\":{\"username\":\"me\",\"password\":\"«Hu9dhe2x»\"}}}", "composer-auth")]
    [DataRow("app/.env", "DB_PASSWORD=${DB_PASSWORD}\nTOKEN=\nMODE=prod", "")]
    [DataRow("app/.env.example", "DB_PASSWORD=Hu9dhe2x", "")]
    [DataRow("root/.npmrc", "//npm.contoso.com/:_authToken=${NPM_TOKEN}", "")]
    [DataRow("app/appsettings.json", "{ \"Logging\": { \"LogLevel\": { \"Default\": \"Information\" } }, \"AllowedHosts\": \"*\" }", "")]
    [DataRow("etc/maven/settings.xml", "<!-- <server><password>repopwd</password></server> --><servers/>", "")]
    [DataRow("root/.m2/settings.xml", "<password>{COQLCE6DU6GtcS5P=}</password>", "")]
    public void Scan_FileOfCredentials_TellsItsValue(string path, string template, string rules)
    {
        var text = template.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var facts = Scan(path, Encoding.UTF8.GetBytes(text));
        if (rules.Length == 0)
        {
            Assert.IsEmpty(facts);
            return;
        }

        var secret = template[(template.IndexOf('«', StringComparison.Ordinal) + 1)..template.IndexOf('»', StringComparison.Ordinal)];
        CollectionAssert.Contains(rules.Split('|'), facts.Single().RuleId);
        StringAssert.EndsWith(facts.Single().Redacted, Redaction.Hash(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Scan_RemarkWithReason_Allows()
    {
        var token = MadeSecrets.Of("github-token", 5);

        Assert.IsEmpty(Scan("a.sh", Encoding.UTF8.GetBytes($"x={token} # containersec:allow-secret revoked, kept for the test\n")));
        Assert.HasCount(1, Scan("a.sh", Encoding.UTF8.GetBytes($"x={token} # containersec:allow-secret\n")));
        Assert.HasCount(1, Scan("a.sh", Encoding.UTF8.GetBytes($"# containersec:allow-secret other line\nx={token}\n")));
    }

    [TestMethod]
    [DataRow("postgres://app:SuperSecret42@mysql.contoso.com/shop", 1)]
    [DataRow("postgres://app:P@9ssw0rt!@db.contoso.com:5432/shop", 1)]
    [DataRow("postgres://app:mysecret@db.contoso.com/shop", 0)]
    [DataRow("postgres://app:Hu9dhe2x@localhost/shop", 0)]
    [DataRow("postgres://app:Hu9dhe2x@host:5432/shop", 0)]
    public void Scan_Address_TellsItsPassword(string text, int expected) => Assert.HasCount(expected, Scan("app/a.txt", Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Scan_Utf16WithMark_IsText()
    {
        var text = $"first\r\n{MadeSecrets.Make(MadeSecrets.Cases().First(static c => c.Kind == "datadog-api-key").Template, 8).Text}\r\n";

        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
            Assert.AreEqual(2, Scan("app/a.ps1", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)], 7).Single().Line);
    }

    [TestMethod]
    public void Scan_Places_SearchWhatTheyShould()
    {
        var (sure, named) = (MadeSecrets.Of("github-token", 6), MadeSecrets.Make(MadeSecrets.Cases().First(static c => c.Kind == "datadog-api-key").Template, 7).Text);
        var both = Encoding.UTF8.GetBytes($"{named}\n{sure}\n");

        Assert.HasCount(2, Scan("app/a.yml", both));
        Assert.HasCount(1, Scan("app/package-lock.json", both));
        Assert.HasCount(1, Scan("app/node_modules/x/test/a.js", both));
        Assert.HasCount(1, Scan("usr/bin/tool", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, .. both]));
        Assert.IsEmpty(Scan("usr/share/doc/x/README", both));
        Assert.IsEmpty(Scan("app/logo.bin", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, .. both]));
    }

    [TestMethod]
    public void Scan_PiecesOfAnySize_TellTheSame() =>
        Gen.Select(Gen.Int[0, 240], Gen.Int[0, 300_000], Gen.Int[1, 70_000], Gen.Int[0, 1000]).Sample(
            (kind, before, piece, seed) =>
            {
                var cases = MadeSecrets.Cases().ToList();
                var (text, _) = MadeSecrets.Make(cases[kind % cases.Count].Template, seed);
                var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("plain text of a line\n", before / 21)) + new string('z', before % 21) + "\n" + text + "\n" + new string('y', seed * 20));
                var whole = SecretSearch.Find(text);
                var facts = Scan("app/a.txt", bytes, piece);
                Assert.AreEqual(string.Join(' ', whole.Select(static h => h.Format.Id)), string.Join(' ', facts.Select(static f => f.RuleId)));
                Assert.AreEqual((before / 21) + 2 + text[..whole[0].Start].Count(static c => c == '\n'), facts[0].Line);
            },
            iter: 300);

    [TestMethod]
    public void Scan_AnyBytes_NeverThrows() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.Byte[32, 126]).Array[0, 400], Gen.Int[0, Words.Length - 1].Select(static i => Words[i]).Array[1, 6], Gen.Int[1, 100], Gen.Int[0, Names.Length - 1].Select(static i => Names[i])).Sample(
            (noise, words, piece, name) =>
            {
                var bytes = new List<byte>();
                foreach (var word in words)
                    bytes.AddRange([.. noise.Take(noise.Length / words.Length), .. Encoding.ASCII.GetBytes(word)]);
                Scan("root/.docker/" + name, [.. bytes], piece);
                ConfigurationSecrets.Mask(Encoding.Latin1.GetString([.. bytes]));
            },
            iter: 5000);

    private static void Fill(TarForge tar, IEnumerable<(string Kind, string Text)> texts, string folder)
    {
        foreach (var (kind, text) in texts)
            tar.File($"{folder}/{kind}.txt", text);
    }

    private static List<SecretFact> Scan(string path, byte[] bytes, int piece = int.MaxValue)
    {
        var sink = new LayerSink(InspectionBudgets.Default);
        if (new SecretFiles().Scan(new LayerEntry { Path = path, Type = EntryType.File, Mode = 0, Size = bytes.Length }, sink) is { } scanner)
        {
            for (var i = 0; i < bytes.Length; i += Math.Min(piece, bytes.Length - i))
                scanner.Read(bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
            scanner.Complete();
        }

        return [.. sink.Facts.Cast<SecretFact>()];
    }
}
