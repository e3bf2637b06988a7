using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors;
using ContainerSec.Secrets;

namespace ContainerSec.Benchmarks;

/// <summary>The search of 8 MiB for secrets. The floor looks for one byte that is not there; beside it the framework's own search for the same words.</summary>
[MemoryDiagnoser]
public class SecretScanBenchmarks
{
    private const int Size = 8 << 20;
    private const int Piece = 64 << 10;
    private static readonly SearchValues<string> Words = SearchValues.Create([.. SecretFormats.All.SelectMany(static f => f.Words).Distinct()], StringComparison.Ordinal);
    private readonly SecretFiles _inspector = new();
    private byte[] _bytes = [];
    private string _text = "";

    [Params("code", "json", "prose", "minified", "binary")]
    public string Content { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _bytes = new byte[Size];
        if (Content == "binary")
        {
            new Random(1).NextBytes(_bytes);
        }
        else
        {
            var unit = Encoding.ASCII.GetBytes(Unit());
            for (var i = 0; i < Size; i++)
                _bytes[i] = unit[i % unit.Length];
        }

        _text = Encoding.Latin1.GetString(_bytes);
    }

    [Benchmark(Baseline = true, Description = "floor: one byte that is not there")]
    public int Floor() => _bytes.AsSpan().IndexOf((byte)1);

    [Benchmark(Description = "SearchValues<string> of the same words")]
    public int Framework()
    {
        var count = 0;
        for (var rest = _text.AsSpan(); rest.IndexOfAny(Words) is var at and >= 0; rest = rest[(at + 1)..])
            count++;
        return count;
    }

    [Benchmark(Description = "search for secrets")]
    public int Scan()
    {
        var sink = new LayerSink(InspectionBudgets.Default);
        var scanner = _inspector.Scan(new LayerEntry { Path = "app/file", Type = EntryType.File, Mode = 0, Size = Size }, sink)!;
        for (var i = 0; i < Size; i += Piece)
            scanner.Read(_bytes.AsSpan(i, Math.Min(Piece, Size - i)));
        scanner.Complete();
        return sink.Facts.Count;
    }

    private string Unit() => Content switch
    {
        "code" => "    private static bool IsTokenValid(string token, CancellationToken cancellationToken)\n    {\n        var key = _options.ApiKey ?? throw new InvalidOperationException(\"No key.\");\n        return client.PostAsync(\"https://api.contoso.com/v1/check\", key, cancellationToken);\n    }\n",
        "json" => "  { \"id\": \"5f2b61d0-9c7e-4a35-b1c0-d9e8f7a65432\", \"url\": \"https://contoso.com/a/b?c=d\", \"integrity\": \"sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3v\", \"size\": 12345 },\n",
        "prose" => "The secret of a good password is that nobody knows it; a key that is in an image is known to everybody who has the image, and a token lives longer than one thinks. ",
        _ => "function a(t,e,n){for(var r=t.token,i=0;i<e.length;i++)n.key=e[i].secret||r;return n.apply(this,arguments)}var s=a(u,[c,l],{p:1});",
    };
}
