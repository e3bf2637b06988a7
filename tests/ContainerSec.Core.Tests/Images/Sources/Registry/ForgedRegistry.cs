using System.Text;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources.Registry;

/// <summary>A registry of one image under <c>team/shop:1</c>, whose answers a test may change.</summary>
internal sealed class ForgedRegistry : IDisposable
{
    private readonly Dictionary<string, (string Type, byte[] Bytes)> _documents = new(StringComparer.Ordinal);

    public ForgedRegistry(ImageForge image, Func<FakeRequest, FakeResponse?>? before = null)
    {
        Image = image;
        foreach (var (digest, bytes) in image.Blobs())
            _documents[$"/v2/team/shop/blobs/{digest}"] = ("application/octet-stream", bytes);
        Add("1", "application/vnd.oci.image.manifest.v1+json", image.ManifestBytes());
        Server = new FakeHttp(request => before?.Invoke(request) ?? Answer(request));
    }

    public ImageForge Image { get; }

    public FakeHttp Server { get; }

    public string Reference => $"{Server.Host}/team/shop:1";

    public string LayerPath => $"/v2/team/shop/blobs/{Image.LayerDigests()[0]}";

    public byte[] LayerBytes => Image.Blobs()[Image.LayerDigests()[0]];

    public void Add(string tag, string type, byte[] bytes)
    {
        _documents[$"/v2/team/shop/manifests/{tag}"] = (type, bytes);
        _documents[$"/v2/team/shop/manifests/{ImageForge.Digest(bytes)}"] = (type, bytes);
    }

    public void AddAnswer(string path, string type, string json) => _documents[path] = (type, Encoding.UTF8.GetBytes(json));

    public FakeResponse Answer(FakeRequest request)
    {
        if (!_documents.TryGetValue(request.Target, out var document))
            return new FakeResponse { Status = 404, Body = Encoding.UTF8.GetBytes("""{"errors":[{"code":"MANIFEST_UNKNOWN","message":"unknown"}]}""") };
        var headers = new Dictionary<string, string> { ["Content-Type"] = document.Type, ["Docker-Content-Digest"] = ImageForge.Digest(document.Bytes) };
        if (request.From == 0)
            return new FakeResponse { Headers = headers, Body = document.Bytes };
        headers["Content-Range"] = $"bytes {request.From}-{document.Bytes.Length - 1}/{document.Bytes.Length}";
        return new FakeResponse { Status = 206, Headers = headers, Body = document.Bytes[request.From..] };
    }

    public void Dispose() => Server.Dispose();
}
