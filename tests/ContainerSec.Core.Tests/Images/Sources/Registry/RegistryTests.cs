using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Sources.Registry;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources.Registry;

[TestClass]
public class RegistryTests
{
    private const string Secret = "s3cr3t-pa55";

    private static readonly ImageForge Image = new ImageForge().Layer(static t => t.File("big", Noise(3_000_000)).File("etc/os-release", "ID=debian\n"));
    private static readonly RegistryOptions Bare = new() { UseStoredCredentials = false, Time = new HastyTime() };
    private static readonly RegistryOptions WithPassword = Bare with { Credentials = new RegistryCredentials { UserName = "ada", Password = Secret } };

    [TestMethod]
    public async Task Inspect_FromRegistry_TellsWhatTheImageTells()
    {
        using var registry = new ForgedRegistry(Image);

        var report = await InspectAsync(registry.Reference, Bare);

        Assert.AreEqual(ImageForge.Digest(Image.ManifestBytes()), report.Digest);
        Assert.AreEqual((await Image.InspectAsync()).Layers.Single(), report.Layers.Single());
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    [DataRow(0, DisplayName = "before the first byte")]
    [DataRow(1)]
    [DataRow(70_000)]
    [DataRow(2_999_999)]
    public async Task Read_ConnectionLost_TakesItUpWhereItBrokeOff(int cutAfter)
    {
        var cut = true;
        using var registry = new ForgedRegistry(Image);
        using var flaky = new ForgedRegistry(Image, request =>
        {
            if (request.Target != registry.LayerPath || !cut)
                return null;
            cut = false;
            return registry.Answer(request) with { CutAfter = cutAfter };
        });

        var report = await InspectAsync(flaky.Reference, Bare);

        Assert.IsEmpty(report.Gaps);
        var layer = flaky.Server.Requests.Where(r => r.Target == registry.LayerPath).ToList();
        Assert.HasCount(2, layer);
        Assert.IsTrue(cutAfter < 70_000 || layer[1].From > 0, "the second request asks for the rest");
    }

    [TestMethod]
    [DataRow("ignores ranges")]
    [DataRow("sends another part")]
    [DataRow("states another length")]
    public async Task Read_RangeNotHonoured_StillGivesTheRightBytes(string how)
    {
        var requests = 0;
        using var registry = new ForgedRegistry(Image);
        using var flaky = new ForgedRegistry(Image, request =>
        {
            if (request.Target != registry.LayerPath)
                return null;
            if (requests++ == 0)
                return registry.Answer(request) with { CutAfter = 1_000_000 };
            if (requests > 2 || request.From == 0)
                return null;
            var whole = registry.LayerBytes;
            return how switch
            {
                "ignores ranges" => new FakeResponse { Body = whole },
                "sends another part" => new FakeResponse { Status = 206, Headers = new Dictionary<string, string> { ["Content-Range"] = $"bytes 5-{whole.Length - 1}/{whole.Length}" }, Body = whole[5..] },
                _ => new FakeResponse { Status = 206, Headers = new Dictionary<string, string> { ["Content-Range"] = $"bytes {request.From}-{whole.Length}/{whole.Length + 1}" }, Body = whole[request.From..] },
            };
        });

        Assert.IsEmpty((await InspectAsync(flaky.Reference, Bare)).Gaps);
    }

    [TestMethod]
    public async Task Read_MoreThanAnnounced_IsNotRead()
    {
        using var registry = new ForgedRegistry(Image);
        using var generous = new ForgedRegistry(Image, request => request.Target == registry.LayerPath ? new FakeResponse { Body = [.. registry.LayerBytes, .. new byte[100_000]], IsChunked = true } : null);

        Assert.IsEmpty((await InspectAsync(generous.Reference, Bare)).Gaps);
    }

    [TestMethod]
    public async Task Read_OtherBytes_IsRefused()
    {
        using var registry = new ForgedRegistry(Image);
        using var forged = new ForgedRegistry(Image, request => request.Target == registry.LayerPath ? new FakeResponse { Body = new byte[registry.LayerBytes.Length] } : null);

        Assert.Contains("does not match", await FailureAsync(forged.Reference, Bare));
    }

    [TestMethod]
    [DataRow(429, "7", 7.0)]
    [DataRow(503, "3", 3.0)]
    [DataRow(500, null, 0.0)]
    public async Task Ask_WhatMayPass_IsTriedAgain(int status, string? retryAfter, double wait)
    {
        var time = new HastyTime();
        var failures = 0;
        using var registry = new ForgedRegistry(Image, request => request.Target.Contains("/manifests/1", StringComparison.Ordinal) && failures++ < 3 ? FakeResponse.Of(status, retryAfter is null ? null : "Retry-After", retryAfter) : null);

        Assert.IsEmpty((await InspectAsync(registry.Reference, Bare with { Time = time })).Gaps);

        Assert.HasCount(3, time.Waits);
        Assert.IsTrue(time.Waits.All(w => retryAfter is null ? w > TimeSpan.Zero && w < TimeSpan.FromSeconds(3) : w == TimeSpan.FromSeconds(wait)), string.Join(' ', time.Waits));
    }

    [TestMethod]
    [DataRow(429, null, "answers 429", 5)]
    [DataRow(503, "86400", "left alone for 86,400 seconds", 1)]
    public async Task Ask_WhatDoesNotPass_IsGivenUp(int status, string? retryAfter, string expected, int requests)
    {
        using var registry = new ForgedRegistry(Image, request => request.Target == "/v2/" ? null : FakeResponse.Of(status, retryAfter is null ? null : "Retry-After", retryAfter));

        var exception = await Assert.ThrowsAsync<IOException>(() => InspectAsync(registry.Reference, Bare));

        Assert.Contains(expected, exception.Message);
        Assert.AreEqual(requests, registry.Server.Requests.Count(static r => r.Target != "/v2/"));
    }

    [TestMethod]
    [DataRow("other:1", "has no image")]
    [DataRow("team/shop:2", "has no image")]
    public async Task Ask_ForWhatIsNotThere_SaysSo(string name, string expected)
    {
        using var registry = new ForgedRegistry(Image);

        Assert.Contains(expected, await FailureAsync($"{registry.Server.Host}/{name}", Bare));
    }

    [TestMethod]
    public async Task Ask_WithBasicChallenge_ShowsThePasswordOnlyThen()
    {
        using var registry = new ForgedRegistry(Image, RequireBasic);

        Assert.IsEmpty((await InspectAsync(registry.Reference, WithPassword)).Gaps);

        Assert.IsNull(registry.Server.Requests.First().Authorization);
        Assert.Contains("wants a name and a password", await FailureAsync(registry.Reference, Bare));
        Assert.Contains("denies access (401)", await FailureAsync(registry.Reference, Bare with { Credentials = new RegistryCredentials { UserName = "ada", Password = "wrong" } }));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Ask_WithBearerChallenge_FetchesAToken(bool hasIdentityToken)
    {
        using var tokens = new FakeHttp(request => new FakeResponse
        {
            Body = Encoding.UTF8.GetBytes(IsLoggedIn(request) ? """{"access_token":"t0k3n","expires_in":300}""" : "{}"),
            Status = IsLoggedIn(request) ? 200 : 401,
        });
        using var registry = new ForgedRegistry(Image, request => request.Authorization == "Bearer t0k3n" ? null
            : FakeResponse.Of(401, "WWW-Authenticate", $"Bearer realm=\"http://{tokens.Host}/token\",service=\"reg,\\\"istry\",scope=\"repository:team/shop:pull,push\""));
        var options = hasIdentityToken ? Bare with { Credentials = new RegistryCredentials { IdentityToken = Secret } } : WithPassword;

        Assert.IsEmpty((await InspectAsync(registry.Reference, options)).Gaps);

        var asked = tokens.Requests.Single();
        Assert.AreEqual(hasIdentityToken ? "POST" : "GET", asked.Method);
        Assert.Contains(Uri.EscapeDataString("repository:team/shop:pull"), asked.Target + asked.Body);
        Assert.DoesNotContain("push", asked.Target + asked.Body);
        Assert.Contains("token server 127.0.0.1 answers 401", await FailureAsync(registry.Reference, Bare));

        static bool IsLoggedIn(FakeRequest request) => request.Authorization == BasicOf("ada", Secret) || request.Body.Contains($"refresh_token={Secret}", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("http://auth.example/token")]
    [DataRow("file:///etc/passwd")]
    [DataRow("https://ada:pw@auth.example/token")]
    [DataRow("nowhere")]
    public async Task Ask_WithHostileRealm_ShowsNothing(string realm)
    {
        using var registry = new ForgedRegistry(Image, _ => FakeResponse.Of(401, "WWW-Authenticate", $"Bearer realm=\"{realm}\",service=\"x\""));

        Assert.Contains("token server that is not asked", await FailureAsync(registry.Reference, WithPassword));
    }

    [TestMethod]
    public async Task Ask_ExpiredToken_IsRenewed()
    {
        var issued = 0;
        using var tokens = new FakeHttp(_ => new FakeResponse { Body = Encoding.UTF8.GetBytes($$"""{"token":"t{{++issued}}"}""") });
        using var registry = new ForgedRegistry(Image, request => request.Authorization is { } shown && (shown != "Bearer t1" || !request.Target.Contains("/blobs/", StringComparison.Ordinal)) ? null
            : FakeResponse.Of(401, "WWW-Authenticate", $"Bearer realm=\"http://{tokens.Host}/token\""));

        await InspectAsync(registry.Reference, Bare);

        Assert.AreEqual(2, issued);
    }

    [TestMethod]
    public async Task Follow_ToAnotherHost_LosesTheCredentials()
    {
        using var registry = new ForgedRegistry(Image);
        using var store = new FakeHttp(_ => new FakeResponse { Body = registry.LayerBytes });
        using var sending = new ForgedRegistry(Image, request => RequireBasic(request) ?? (request.Target == registry.LayerPath ? FakeResponse.Of(307, "Location", $"http://{store.Host}/blob?signature=xyz") : null));

        Assert.IsEmpty((await InspectAsync(sending.Reference, WithPassword)).Gaps);

        Assert.IsNull(store.Requests.Single().Authorization);
    }

    [TestMethod]
    [DataRow("http://store.example/blob")]
    [DataRow("file:///etc/passwd")]
    [DataRow("https://ada:pw@store.example/")]
    public async Task Follow_ToWhereItMustNot_IsRefused(string target)
    {
        using var registry = new ForgedRegistry(Image, request => request.Target.Contains("/blobs/", StringComparison.Ordinal) ? FakeResponse.Of(302, "Location", target) : null);

        Assert.Contains("sends on to an address that is not asked", await FailureAsync(registry.Reference, Bare));
    }

    [TestMethod]
    public async Task Follow_InCircles_IsRefused()
    {
        using var registry = new ForgedRegistry(Image, request => request.Target == "/v2/" ? null : FakeResponse.Of(302, "Location", "/again"));

        Assert.Contains("sends on too often", await FailureAsync(registry.Reference, Bare));
    }

    [TestMethod]
    public async Task Fail_WhateverTheRegistrySays_NeverTellsTheSecret()
    {
        // A hostile registry repeats what it was sent.
        foreach (var status in (int[])[400, 401, 403, 405, 500])
        {
            using var registry = new ForgedRegistry(Image, request => RequireBasic(request) ?? new FakeResponse
            {
                Status = status,
                Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = $"Basic realm=\"{request.Authorization}\"", ["Location"] = "/" + Secret },
                Body = Encoding.UTF8.GetBytes($$"""{"errors":[{"code":"{{Secret}}","message":"{{request.Authorization}}"}]}"""),
            });

            var exception = await Assert.ThrowsAsync<Exception>(() => InspectAsync(registry.Reference, WithPassword));

            Assert.DoesNotContain(Secret, exception.ToString());
            Assert.DoesNotContain(BasicOf("ada", Secret)["Basic ".Length..], exception.ToString());
        }
    }

    [TestMethod]
    public async Task Ask_Mirrors_FirstAndThenTheRegistry()
    {
        using var registry = new ForgedRegistry(Image);
        using var empty = new FakeHttp(static _ => FakeResponse.Of(404));
        using var partial = new ForgedRegistry(Image, request => request.Target.Contains("/blobs/", StringComparison.Ordinal) ? FakeResponse.Of(404) : null);

        Assert.IsEmpty((await InspectAsync(registry.Reference, WithPassword with { Mirrors = [empty.Host, partial.Server.Host] })).Gaps);

        Assert.IsTrue(empty.Requests.Concat(partial.Server.Requests).All(static r => r.Authorization is null));
        Assert.IsTrue(registry.Server.Requests.Any(r => r.Target == registry.LayerPath));
        Assert.IsFalse(registry.Server.Requests.Any(static r => r.Target.EndsWith("/manifests/1", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Ask_ReferrersOverPages_AreTold()
    {
        using var registry = new ForgedRegistry(Image);
        var digest = ImageForge.Digest(Image.ManifestBytes());
        var first = $"/v2/team/shop/referrers/{digest}";
        using var paged = new ForgedRegistry(Image, request => request.Target == first
            ? new FakeResponse { Headers = new Dictionary<string, string> { ["Link"] = $"<{first}?page=2>; rel=\"next\"" }, Body = Index("a/1") } : null);
        paged.AddAnswer($"{first}?page=2", "application/vnd.oci.image.index.v1+json", Encoding.UTF8.GetString(Index("a/2")));
        registry.Add(digest.Replace(':', '-'), "application/vnd.oci.image.index.v1+json", Index("a/3"));

        Assert.AreEqual("a/1 a/2", string.Join(' ', (await InspectAsync(paged.Reference, Bare)).Referrers.Select(static r => r.Type)));
        Assert.AreEqual("a/3", string.Join(' ', (await InspectAsync(registry.Reference, Bare)).Referrers.Select(static r => r.Type)), "by tag, where there is no API");

        static byte[] Index(string type)
        {
            var descriptor = ImageForms.Descriptor("application/vnd.oci.image.manifest.v1+json", Encoding.UTF8.GetBytes(type));
            descriptor["artifactType"] = type;
            return ImageForms.Index([descriptor]);
        }
    }

    [TestMethod]
    public async Task Ask_ReferrersThatFail_IsAGap()
    {
        using var registry = new ForgedRegistry(Image, static request => request.Target.Contains("referrers", StringComparison.Ordinal) ? FakeResponse.Of(503) : null);

        Assert.AreEqual(GapCodes.Missing, (await InspectAsync(registry.Reference, Bare)).Gaps.Single().Code);
    }

    [TestMethod]
    public async Task Read_BlobThatIsNotThere_IsAGap()
    {
        var two = new ImageForge().Layer(static t => t.File("a", "1")).Layer(static t => t.File("b", "1"));
        using var registry = new ForgedRegistry(two);
        using var gone = new ForgedRegistry(two, request => request.Target == registry.LayerPath ? FakeResponse.Of(404) : null);

        Assert.AreEqual(GapCodes.Missing, (await InspectAsync(gone.Reference, Bare)).Gaps.Single().Code);
    }

    [TestMethod]
    public async Task Ask_ManifestWithoutEnd_IsRefused()
    {
        using var registry = new ForgedRegistry(Image, static request => request.Target.Contains("/manifests/", StringComparison.Ordinal) ? new FakeResponse { Body = new byte[5 << 20], IsChunked = true } : null);

        Assert.Contains("more than the 4,194,304 bytes", await FailureAsync(registry.Reference, Bare));
    }

    [TestMethod]
    public async Task Ask_ChangedManifest_IsRefused()
    {
        using var registry = new ForgedRegistry(Image);
        using var forged = new ForgedRegistry(Image, request => request.Target.Contains("/manifests/", StringComparison.Ordinal)
            ? registry.Answer(request) with { Body = [.. Image.ManifestBytes(), (byte)' '] } : null);

        Assert.Contains("digest of the manifest does not match", await FailureAsync(forged.Reference, Bare));
        Assert.Contains("digest of the manifest does not match", await FailureAsync($"{forged.Server.Host}/team/shop@{ImageForge.Digest(Image.ManifestBytes())}", Bare));
    }

    [TestMethod]
    [DataRow("Shop")]
    [DataRow("evil.example?x/shop")]
    [DataRow("ada@evil.example/shop")]
    [DataRow("evil.example:99999999/shop")]
    [DataRow("a.example/../shop")]
    [DataRow("sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void Registry_WhatIsNoReference_IsTheCallersMistake(string reference) =>
        Assert.ThrowsExactly<ArgumentException>(() => ImageSource.Registry(reference, Bare));

    [TestMethod]
    [DataRow("nginx", "https://registry-1.docker.io/")]
    [DataRow("docker.io/nginx", "https://registry-1.docker.io/")]
    [DataRow("ghcr.io", "https://ghcr.io/")]
    [DataRow("localhost:5000", "https://localhost:5000/")]
    [DataRow("[::1]:5000", "https://[::1]:5000/")]
    public void Endpoint_OfHost_HasItsAddress(string host, string address) =>
        Assert.AreEqual(address, RegistryEndpoint.Of(ImageReference.Parse(host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) ? host + "/x" : host).Registry, isMirror: false, Bare).Address.ToString());

    [TestMethod]
    public void Credentials_AsText_TellNothing()
    {
        Assert.DoesNotContain(Secret, WithPassword.ToString());
        Assert.DoesNotContain(Secret, new RegistryCredentials { IdentityToken = Secret }.ToString());
    }

    private static FakeResponse? RequireBasic(FakeRequest request) =>
        request.Authorization == BasicOf("ada", Secret) ? null : FakeResponse.Of(401, "WWW-Authenticate", "Basic realm=\"x\"");

    private static string BasicOf(string user, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static Task<ImageReport> InspectAsync(string reference, RegistryOptions options) => ImageInspector.InspectAsync(ImageSource.Registry(reference, options));

    private static async Task<string> FailureAsync(string reference, RegistryOptions options) =>
        (await Assert.ThrowsExactlyAsync<ContainerSecException>(() => InspectAsync(reference, options))).Message;

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
