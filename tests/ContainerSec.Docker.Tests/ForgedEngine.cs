using System.Net.Sockets;
using System.Text;
using ContainerSec.Testing.Images;

namespace ContainerSec.Docker.Tests;

/// <summary>An engine of a test on a Unix socket: it knows one image and exports an archive.</summary>
internal sealed class ForgedEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("containersec").FullName;

    public ForgedEngine(ImageForge image, byte[] archive) => Server = new FakeHttp(request => Answer(request, image, archive), new UnixDomainSocketEndPoint(Path.Combine(_folder, "engine.sock")));

    public FakeHttp Server { get; }

    public EngineOptions Options => new() { Host = new Uri("unix://" + Path.Combine(_folder, "engine.sock")) };

    public int Exports => Server.Requests.Count(static r => r.Target.Contains("/images/get", StringComparison.Ordinal));

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Answers as engine 27 gave them, with the members that matter.
    private static FakeResponse Answer(FakeRequest request, ImageForge image, byte[] archive)
    {
        if (request.Target.EndsWith("/images/shop:1/json", StringComparison.Ordinal))
            return Json(200, $$"""{"Id":"{{image.ConfigDigest()}}","RepoTags":["shop:1","shop:latest"],"RepoDigests":[],"Architecture":"amd64","Os":"linux","Size":1}""");
        if (request.Target.Contains("/images/get?names=" + Uri.EscapeDataString(image.ConfigDigest()), StringComparison.OrdinalIgnoreCase) || request.Target.Contains("/images/get?names=" + image.ConfigDigest(), StringComparison.Ordinal))
            return new FakeResponse { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-tar" }, Body = archive, IsChunked = true };
        if (request.Target.EndsWith("/images/broken/json", StringComparison.Ordinal))
            return Json(500, """{"message":"something is wrong"}""");
        if (request.Target.EndsWith("/images/nonsense/json", StringComparison.Ordinal))
            return Json(200, "<html>");
        if (request.Target.EndsWith("/images/nameless/json", StringComparison.Ordinal))
            return Json(200, """{"RepoTags":null}""");
        return Json(404, """{"message":"No such image"}""");
    }

    private static FakeResponse Json(int status, string json) =>
        new() { Status = status, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" }, Body = Encoding.UTF8.GetBytes(json) };
}
